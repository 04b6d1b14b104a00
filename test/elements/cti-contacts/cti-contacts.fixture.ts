// What the tests of the contacts share: dialers that are played, and hands and eyes for the element.
import { html } from 'lit';
import { CtiContacts } from '../../../src/elements/cti-contacts/cti-contacts.js';
import { CtiSchedulePicker } from '../../../src/elements/cti-schedule-picker/cti-schedule-picker.js';
import { SinchSimulator, VoicenterSimulator } from '../../../src/simulator/index.js';
import type { Transport } from '../../../src/core/transport.js';
import { SinchTransport } from '../../../src/transports/sinch/sinch-transport.js';
import { VoicenterTransport } from '../../../src/transports/voicenter/voicenter-transport.js';
import { clientOf, define, mount, next } from '../elements.fixture.js';

define('cti-schedule-picker', CtiSchedulePicker);
define('cti-contacts', CtiContacts);

type Played = { handle: (request: Request) => Promise<Response> };
export const line =
  ({ handle }: Played) =>
  (url: string, init: RequestInit) =>
    handle(new Request(url, init));
export const baseUrl = 'https://dialer.example';
export const sinchCampaign = '8A7C98EAF1164F2FAA93B98EECB95D76';

export async function setup(transport: Transport, campaign: string, dark = false) {
  const element = await mount<CtiContacts>(html`<cti-contacts></cti-contacts>`, {
    client: clientOf(transport),
    campaign,
    dark,
  });
  const all = <T extends HTMLElement>(selector: string) => [...element.shadowRoot!.querySelectorAll<T>(selector)];
  const button = (label: string) => all<HTMLButtonElement>('button').find((each) => each.textContent.trim() === label);
  const field = (name: string) => all<HTMLInputElement>(`#${name}`)[0]!;
  const fill = (texts: Record<string, string>) =>
    Object.entries(texts).forEach(([name, text]) => (field(name).value = text));
  /** Writes the names and values of what else is known, a row after the other. */
  const fillPairs = async (pairs: readonly (readonly [string, string])[]) => {
    for (const [row, pair] of pairs.entries())
      for (const [at, name] of ['name', 'value'].entries()) {
        const input = all<HTMLInputElement>(`[data-pair="${row}"][name=${name}]`)[0]!;
        input.value = pair[at]!;
        input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        await element.updateComplete;
      }
  };
  const words = () => element.shadowRoot!.textContent.replace(/\s+/g, ' ');
  const done = async (label: string) => {
    const settled = Promise.race([next(element, 'cti-result'), next(element, 'cti-error')]);
    button(label)!.click();
    await settled;
    await element.updateComplete;
  };
  return { element, all, button, field, fill, fillPairs, words, done };
}

export const voicenter = (simulator = new VoicenterSimulator()) => ({
  simulator,
  transport: new VoicenterTransport({
    baseUrl: `${baseUrl}/ForwardDialer/Dialer`,
    timeZone: 'Asia/Jerusalem',
    fetch: line(simulator),
  }),
});
export const sinch = (simulator = new SinchSimulator()) => ({
  simulator,
  transport: new SinchTransport({ baseUrl: `${baseUrl}/RI/obi`, fetch: line(simulator) }),
});
