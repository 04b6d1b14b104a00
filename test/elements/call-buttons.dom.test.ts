import { expect } from 'chai';
import { html } from 'lit';
import type { Command, Reply } from '../../src/core/commands.js';
import { CtiError } from '../../src/core/errors.js';
import { CtiCallButton } from '../../src/elements/cti-call-button/cti-call-button.js';
import { CtiHangupButton } from '../../src/elements/cti-hangup-button/cti-hangup-button.js';
import { Dialer } from './calls.fixture.js';
import { define, mount, until } from './elements.fixture.js';

define('cti-call-button', CtiCallButton);
define('cti-hangup-button', CtiHangupButton);

let agents = 0;

/** Both buttons beside each other, as they stand in the page of a CRM. */
async function setup() {
  const dialer = new Dialer({ agent: `agent ${(agents += 1)}` });
  const line = await mount(
    html`<div>
      <cti-call-button destination="091 000 000"></cti-call-button> <cti-hangup-button></cti-hangup-button>
    </div>`,
    { client: dialer.client, campaign: 'Sale->' },
  );
  const [call, hangup] = [...line.children] as [CtiCallButton, CtiHangupButton];
  const drawn = () => Promise.all([call.updateComplete, hangup.updateComplete]);
  await drawn();
  const places = () =>
    [call, hangup].map((element) => {
      const { x, y, width, height } = element.shadowRoot!.querySelector('button')!.getBoundingClientRect();
      return [x, y, width, height];
    });
  const stateOf = (element: Element) => element.shadowRoot?.querySelector<HTMLElement>('.outcome')?.dataset['state'];
  const looks = () =>
    [call, hangup].map((each) => each.shadowRoot?.querySelector('.primary, .danger')?.className.split(' ')[0] ?? '');
  /** Does it, and waits until the element is in that state. */
  const reach = async (element: CtiCallButton | CtiHangupButton, state: string, act: () => unknown) => {
    void act();
    await until(() => stateOf(element) === state, `it is ${state}`);
    await drawn();
  };
  return { dialer, call, hangup, places, looks, reach, drawn };
}

type Answer = (command: Command) => Promise<Reply>;
const never: Answer = () => new Promise(() => undefined);
const fails =
  (message: string, more: ConstructorParameters<typeof CtiError>[2] = {}): Answer =>
  () =>
    Promise.reject(new CtiError(more.field ? 'INVALID' : 'REJECTED', message, { maybeSent: false, ...more }));
const long = 'The dialer refused this, in a sentence that is longer than any button is wide: nothing was sent.';

describe('<cti-call-button> and <cti-hangup-button> beside each other @engines', () => {
  it('are as large in each state, and stand where they stood', async () => {
    for (const dir of ['ltr', 'rtl']) {
      document.documentElement.dir = dir;
      const { dialer, call, hangup, places, reach } = await setup();
      const before = places();
      const seen: [string, number[][]][] = [];
      const look = (name: string) => seen.push([name, places()]);
      dialer.answer = fails(long);
      await reach(call, 'refused', () => call.call());
      look('refused');
      dialer.answer = fails('091 000 000 is expensive. Call it?', { field: 'confirmed' });
      await reach(call, 'question', () => call.call());
      look('question');
      dialer.answer = fails(long);
      await reach(hangup, 'refused', () => hangup.hangup());
      look('a hang-up refused');
      dialer.answer = fails('This ends whatever is on your phone.', { field: 'confirmed' });
      await reach(hangup, 'refused', () => hangup.hangup());
      look('a hang-up that asks');
      dialer.answer = () => undefined;
      await reach(call, 'confirmed', () => call.call());
      look('on a call');
      dialer.answer = fails('Nobody knows.', { maybeSent: true });
      await reach(hangup, 'unknown', () => hangup.hangup());
      look('a hang-up of which nobody knows');
      dialer.answer = never;
      await reach(hangup, 'pending', () => hangup.hangup());
      look('a hang-up on its way');
      await reach(call, 'pending', () => call.call());
      look('a call on its way');
      expect(seen).to.deep.equal(seen.map(([name]) => [name, before]));
      document.documentElement.removeAttribute('dir');
    }
  });

  it('are filled one at a time: to call without a call, to hang up with one', async () => {
    const { dialer, looks, drawn } = await setup();
    expect(looks()).to.deep.equal(['primary', '']);
    dialer.tell('g', 'connected');
    await drawn();
    expect(looks()).to.deep.equal(['', 'danger']);
    dialer.tell('g', 'ended');
    await drawn();
    expect(looks()).to.deep.equal(['primary', '']);
  });
});
