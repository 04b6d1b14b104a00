// A CRM's page: it draws its customers as it likes, once with React and once by hand.
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { NumberPolicy } from '../src/index.js';

const element = <T extends HTMLElement>(selector: string) => document.querySelector(selector) as T;
element<HTMLElementTagNameMap['cti-session']>('cti-session').authorization = () =>
  fetch('/control/authorization').then((answer) => answer.json() as Promise<string>);

element('#settings').onchange = (event) => {
  const { policy, country } = Object.fromEntries(
    new FormData((event.target as HTMLInputElement).form ?? undefined),
  ) as Record<string, string>;
  Object.assign(element('cti-dialable'), { numberPolicy: policy as NumberPolicy, country });
};

const people = ['Ana', 'Bruno', 'Carla', 'Diego', 'Elisa'];
const h = createElement;

/** Customers in an order that changes, with numbers that change; each number is three texts beside each other. */
function Customers() {
  const [order, setOrder] = useState(people);
  const [turn, setTurn] = useState(0);
  const [isOpen, setOpen] = useState(true);
  const row = (name: string) => {
    const at = people.indexOf(name);
    return h(
      'li',
      { key: name },
      `${name}: `,
      turn % 2 ? null : 'mobile ',
      '09',
      at + 1,
      ' ',
      100 + turn,
      ' 000',
      at === 1 && h('b', null, ' (busy)'),
    );
  };
  return h(
    'div',
    null,
    h(
      'p',
      { className: 'buttons' },
      h('button', { type: 'button', onClick: () => setTurn(turn + 1) }, 'Change numbers'),
      h('button', { type: 'button', onClick: () => setOrder([...order].reverse()) }, 'Reverse'),
      h(
        'button',
        { type: 'button', onClick: () => setOrder(order.length > 1 ? order.slice(1) : people) },
        'Remove first',
      ),
      h('button', { type: 'button', onClick: () => setOpen(!isOpen) }, isOpen ? 'Close' : 'Open'),
    ),
    isOpen && h('ul', null, order.map(row)),
    h('p', { id: 'total' }, `Office 2900 ${1000 + turn}`),
  );
}
createRoot(element('#root')).render(h(Customers));

let [count, turn] = [3, 0];
function draw() {
  const rows = Array.from({ length: count }, (_, at) => {
    const row = document.createElement('tr');
    row.insertCell().textContent = `Customer ${at}`;
    row.insertCell().textContent = `09${1 + (at % 9)} ${100 + ((at + turn) % 900)} ${String(at % 1000).padStart(3, '0')}`;
    return row;
  });
  element('#rows').replaceChildren(...rows);
}
element('#fill').onclick = () => {
  count = 10_000;
  draw();
};
element('#redraw').onclick = () => {
  turn++;
  draw();
};
draw();
