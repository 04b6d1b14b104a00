// A CRM page that frames the widget of another origin: the plain way, with one script tag.
import type { Embed, embedCti } from '../src/embed/index.js';
import { messages } from './panel.js';
import { callLine, customers, signIn } from './embed-crm.js';
import { results } from './results.js';

const element = <T extends HTMLElement>(selector: string) => document.querySelector(selector) as T;
const container = element('#widget');
const origin = container.dataset['origin'] ?? '';
let shown = 0;
let crossed = 0;

const embed: Embed = (window.Portside as unknown as { embedCti: typeof embedCti }).embedCti(container, {
  src: `${origin}/widget/widget.html`,
  origin,
  agent: 'Agent1',
  phone: '1001',
  campaign: 'Ventas->',
  customer: customers[0]!,
  dispositions: results,
  authorization: signIn,
});

for (const name of ['call', 'result', 'error', 'change'] as const)
  embed.on(name, (event) => {
    const line = document.createElement('li');
    const text = document.createElement('code');
    text.textContent = JSON.stringify(
      'error' in event ? { code: event.error.code, message: event.error.message } : event,
    );
    line.append(name, ' ', text);
    element('#told').prepend(line);
    while (element('#told').childElementCount > 20) element('#told').lastElementChild?.remove();
    element('#crossed').textContent = messages((crossed += 1));
  });
embed.on('call', ({ call }) => (element('#call').textContent = callLine(call)));

/** What is the customer's stands in whatever direction it has, a number from left to right. */
const datum = (text: string, dir = 'auto') => {
  const isolated = document.createElement('bdi');
  isolated.dir = dir;
  isolated.textContent = text;
  return isolated;
};

function showCustomer() {
  const { name, number } = customers[shown]!;
  element('#customer').replaceChildren(datum(name));
  const whole = document.createElement('span');
  whole.append('Dial ', datum(name), ', ', datum(number, 'ltr'));
  element('#dial').replaceChildren(whole);
}
showCustomer();

element('#dial').onclick = () => embed.dial(customers[shown]!.number).catch(() => undefined); // the widget shows why
element('#next').onclick = () => {
  shown = (shown + 1) % customers.length;
  showCustomer();
  void embed.setCustomer(customers[shown]);
};
element('#reload').onclick = () => (embed.frame.src += '');
