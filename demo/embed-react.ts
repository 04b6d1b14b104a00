// The same in React: the handle lives as long as the component.
import { createElement as h, Fragment, useEffect, useRef, useState, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { embedCti, type Customer, type Embed } from '../src/embed/index.js';
import { callLine, customers, signIn } from './embed-crm.js';
import { results } from './results.js';

const root = document.querySelector('#root') as HTMLElement;
const origin = root.dataset['origin'] ?? '';

/** The widget, and through `onReady` its handle. */
function Telephony({
  customer,
  onReady,
}: {
  customer: Customer;
  onReady(embed: Embed | undefined): void;
}): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const [embed, setEmbed] = useState<Embed>();
  useEffect(() => {
    const who = { agent: 'Agent1', phone: '1001' };
    const made = embedCti(place.current!, {
      src: `${origin}/widget/widget.html`,
      origin,
      ...who,
      campaign: 'Ventas->',
      dispositions: results,
      authorization: signIn,
    });
    setEmbed(made);
    onReady(made);
    return () => {
      onReady(undefined);
      made.destroy();
    };
  }, [onReady]);
  useEffect(() => void embed?.setCustomer(customer).catch(() => undefined), [embed, customer]);
  return h('div', { ref: place, id: 'widget', role: 'region', 'aria-label': 'Telephony', tabIndex: 0 });
}

function Crm(): ReactElement {
  const [shown, setShown] = useState(0);
  const [embed, setEmbed] = useState<Embed>();
  const [line, setLine] = useState('No call');
  const customer = customers[shown]!;
  useEffect(() => embed?.on('call', ({ call }) => setLine(callLine(call))), [embed]);
  const dial = () => void embed?.dial(customer.number).catch(() => undefined); // the widget shows why
  return h(
    Fragment,
    null,
    h(
      'section',
      { className: 'record' },
      h('h1', null, 'The panel framed by a React CRM'),
      h('h2', null, h('bdi', null, customer.name)),
      h('p', { id: 'call', role: 'status' }, line),
      h(
        'div',
        { className: 'buttons' },
        h(
          'button',
          { type: 'button', onClick: dial },
          h('span', null, 'Dial ', h('bdi', null, customer.name), ', ', h('bdi', { dir: 'ltr' }, customer.number)),
        ),
        h('button', { type: 'button', onClick: () => setShown((shown + 1) % customers.length) }, 'Next customer'),
      ),
    ),
    h(Telephony, { customer, onReady: setEmbed }),
  );
}

createRoot(root).render(h(Crm));
