// Plays the uContact that a CRM frames.
import { UphoneSimulator, type UphoneDialect } from '../src/simulator/index.js';

const element = <T extends HTMLElement>(selector: string) => document.querySelector(selector) as T;
const uphone = new UphoneSimulator({ host: location.origin.replace('127.0.0.1', 'localhost') });

element<HTMLSelectElement>('#dialect').onchange = ({ target }) =>
  (uphone.dialect = (target as HTMLSelectElement).value as UphoneDialect);
element('#login').onclick = () => uphone.login('Agent1');
element('#ring').onclick = () => uphone.ring('091000001', 'Sale->');
element('#finish').onclick = () => uphone.finish('091000001');
element('#dispose').onclick = () => uphone.dispose('Sold');
uphone.addEventListener('change', () => {
  const rows = uphone.dialed.map(({ number, campaign }) => {
    const row = document.createElement('li');
    row.textContent = `${number} for ${campaign}`;
    return row;
  });
  element('#dialed').replaceChildren(...rows);
});
