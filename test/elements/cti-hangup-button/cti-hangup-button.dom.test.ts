import { expect } from 'chai';
import { html } from 'lit';
import type { CtiClient } from '../../../src/core/client.js';
import type { Command, Reply } from '../../../src/core/commands.js';
import { CtiHangupButton } from '../../../src/elements/cti-hangup-button/cti-hangup-button.js';
import { CtiError } from '../../../src/core/errors.js';
import { holdClock } from '../../clock.js';
import { Agent, call } from '../agents.fixture.js';
import { audit, clientOf, define, fakeTransport, mount, next, press, unmarked, until } from '../elements.fixture.js';

define('cti-hangup-button', CtiHangupButton);

interface Setup {
  dark?: boolean;
  answer?: (command: Command) => Reply | Promise<Reply>;
  can?: Command['type'][];
}

async function setup({ dark = false, answer, can }: Setup = {}) {
  const transport = fakeTransport({
    send: (command) =>
      command.type === 'call'
        ? { status: 'confirmed', transport: 'fake', guid: 'call-1' }
        : (answer?.(command) ?? { status: 'sent', transport: 'fake' }),
    ...(can && { can }),
  });
  const client = clientOf(transport);
  const element = await mount<CtiHangupButton>(html`<cti-hangup-button></cti-hangup-button>`, { client, dark });
  const hangups = () => transport.sent.filter(({ type }) => type === 'hangup');
  return { element, client, hangups };
}

const button = (element: CtiHangupButton) => element.shadowRoot?.querySelector('button') as HTMLButtonElement;
const outcome = (element: CtiHangupButton) => element.shadowRoot?.querySelector('.outcome') as HTMLElement;
const plan = (element: CtiHangupButton) => element.shadowRoot?.querySelector('#plan')?.textContent;

describe('<cti-hangup-button>', () => {
  for (const dark of [false, true]) {
    it(`passes the accessibility audit, ${dark ? 'dark' : 'light'}`, async () => {
      const { element } = await setup({ dark });
      expect(await audit(element)).to.deep.equal([]);
      await element.hangup();
      expect(await audit(element)).to.deep.equal([]);
      const { element: off } = await setup({ dark, can: ['call'] });
      expect(await audit(off)).to.deep.equal([]);
    });
  }

  it('is not answered by the press that asks: neither by a key that is held down nor by a double click', async () => {
    const { element, hangups } = await setup({
      answer: () => Promise.reject(new CtiError('INVALID', 'Sure?', { field: 'confirmed' })),
    });
    const click = async (detail: number) => {
      button(element).dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));
      await until(() => outcome(element).textContent?.includes('Sure?'));
      await element.updateComplete;
    };
    await click(1);
    await click(2);
    const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true });
    expect([button(element).dispatchEvent(held), hangups().length]).to.deep.equal([false, 1]);
    await click(1);
    expect(hangups().at(-1)).to.deep.equal({ type: 'hangup', confirmed: true });
  });

  it('ends the call by Enter, and is red only while there is one', async () => {
    const { element, client, hangups } = await setup();
    expect([button(element).textContent?.trim(), button(element).className]).to.deep.equal(['Hang up', '']);
    await client.send({ type: 'call', destination: '091000000', campaign: 'Sale->' });
    await element.updateComplete;
    expect(button(element).className).to.equal('danger');
    button(element).focus();
    const result = next(element, 'cti-result');
    await press('Enter');
    expect((await result).command).to.deep.equal({ type: 'hangup' });
    expect(hangups()).to.deep.equal([{ type: 'hangup' }]);
  });

  it('says which call it ends where that is known, and that it does not know it else', async () => {
    const { element, client } = await setup();
    expect(plan(element)).to.equal('Ends the call you are on. This page does not know its number.');
    await client.send({ type: 'call', destination: '091000000', campaign: 'Sale->' });
    await element.updateComplete;
    expect(plan(element)).to.equal('Ends the call with 091000000 for Sale, outbound');
    expect(unmarked(button(element).title)).to.equal(plan(element));
  });

  it('does not claim more than is known: sent, confirmed and unknown differ', async () => {
    const answers: [string, string, () => Reply | Promise<Reply>][] = [
      [
        'sent',
        'Hang-up sent, not confirmed. Listen whether the line is free.',
        () => ({ status: 'sent', transport: 'fake' }),
      ],
      ['confirmed', 'The call has ended.', () => ({ status: 'confirmed', transport: 'fake' })],
      ['unknown', 'No answer.', () => Promise.reject(new CtiError('TIMEOUT', 'No answer.'))],
      ['refused', 'There is no call.', () => Promise.reject(new CtiError('REJECTED', 'There is no call.'))],
    ];
    for (const [state, sentence, answer] of answers) {
      const { element } = await setup({ answer });
      await element.hangup();
      await element.updateComplete;
      expect([outcome(element).dataset['state'], outcome(element).textContent?.trim()]).to.deep.equal([
        state,
        sentence,
      ]);
    }
  });

  it('never repeats a hang-up: two clicks send one, and none follows a failure', async () => {
    let fail = (_: CtiError) => {};
    const { element, hangups } = await setup({ answer: () => new Promise((_, reject) => (fail = reject)) });
    const failed = next(element, 'cti-error');
    const clock = holdClock();
    button(element).click();
    button(element).click();
    await element.updateComplete;
    fail(new CtiError('UNREACHABLE', 'The line is cut.'));
    expect((await failed).error.code).to.equal('UNREACHABLE');
    await clock.tickAsync(600_000);
    expect(hangups()).to.have.length(1);
  });

  it('asks where the dialer ends whatever is on the phone: the second press ends it, and only of the same call', async () => {
    const dial = { type: 'call', destination: '091', campaign: 'Sale->' } as const;
    const asks = new CtiError('INVALID', 'Which call is on is not known.', { field: 'confirmed', maybeSent: false });
    const { element, client, hangups } = await setup({
      answer: (command) => {
        if (!('confirmed' in command && command.confirmed)) throw asks;
        return { status: 'confirmed', transport: 'fake' } as Reply;
      },
    });
    await client.send(dial);
    await element.hangup();
    await element.updateComplete;
    expect([button(element).textContent?.trim(), plan(element)], 'its own words stay').to.deep.equal([
      'Hang up',
      'This ends whatever is on your phone',
    ]);
    expect(outcome(element).textContent).to.contain('Which call is on is not known.');
    expect(await audit(element)).to.deep.equal([]);
    button(element).focus();
    await press('Enter');
    await until(() => hangups().length === 2);
    expect(hangups()).to.deep.equal([{ type: 'hangup' }, { type: 'hangup', confirmed: true }]);
    await until(() => plan(element)?.startsWith('Ends the call'));
    await element.hangup();
    await client.send({ ...dial, destination: '092' });
    await until(() => plan(element)?.startsWith('Ends the call'));
    await element.hangup();
    expect(hangups().at(-1), 'another call is asked about anew').to.deep.equal({ type: 'hangup' });
  });

  it('sends nothing when the page says no', async () => {
    const { element, hangups } = await setup();
    element.addEventListener('cti-request', (event) => event.preventDefault(), { once: true });
    expect(await element.hangup()).to.equal(undefined);
    expect(hangups()).to.deep.equal([]);
    await element.hangup();
    expect(hangups(), 'when it says yes').to.have.length(1);
  });

  it('is disabled with the reason when nothing can hang up, and by its attribute', async () => {
    const { element } = await setup({ can: ['call'] });
    expect([button(element).disabled, plan(element)]).to.deep.equal([true, 'The fake cannot hangup.']);
    expect(element.shadowRoot?.querySelector('#plan')?.className).to.equal('hint');
    const { element: off } = await setup();
    off.disabled = true;
    await off.updateComplete;
    expect(button(off).disabled).to.equal(true);
  });

  it('says that it needs a session outside of one', async () => {
    const element = await mount<CtiHangupButton>(html`<cti-hangup-button></cti-hangup-button>`);
    expect([button(element).disabled, plan(element)]).to.deep.equal([
      true,
      'This control needs a <cti-session> around it.',
    ]);
  });

  it('takes the page’s own label', async () => {
    const { client } = await setup();
    const element = await mount<CtiHangupButton>(html`<cti-hangup-button>End</cti-hangup-button>`, { client });
    expect(element.shadowRoot?.querySelector('slot')?.assignedNodes()[0]?.textContent).to.equal('End');
  });

  it('watches its own client only while it is in the page, also after it was moved', async () => {
    const { client } = await setup();
    const listeners = { addEventListener: 0, removeEventListener: 0 };
    for (const name of ['addEventListener', 'removeEventListener'] as const) {
      const real = client[name].bind(client);
      const counted = (...args: Parameters<CtiClient['addEventListener']>) => (listeners[name]++, real(...args));
      Object.assign(client, { [name]: counted });
    }
    const element = await mount<CtiHangupButton>(html`<cti-hangup-button .client=${client}></cti-hangup-button>`);
    element.remove();
    document.body.append(element);
    await element.updateComplete;
    await client.send({ type: 'call', destination: '091000000', campaign: 'Sale->' });
    await element.updateComplete;
    const said = plan(element);
    element.remove();
    element.disabled = true;
    await element.updateComplete;
    expect(said).to.equal('Ends the call with 091000000 for Sale, outbound');
    expect(listeners).to.deep.equal({ addEventListener: 2, removeEventListener: 2 });
  });

  it('lets the agent say that there is no call, asks the portal, and believes it', async () => {
    const { element, client } = await setup({ answer: () => ({ status: 'confirmed', transport: 'fake', cti: null }) });
    const recheck = element.shadowRoot!.querySelector<HTMLButtonElement>('[part=recheck]')!;
    expect(recheck.hidden).to.equal(true);
    await client.send({ type: 'call', destination: '091', campaign: 'Sale->' });
    await element.updateComplete;
    expect(recheck.hidden).to.equal(false);
    expect(await audit(element)).to.deep.equal([]);
    recheck.click();
    await next(element, 'cti-result');
    await element.updateComplete;
    expect([client.current, recheck.hidden]).to.deep.equal([undefined, true]);
    expect(outcome(element).textContent).to.contain('The portal knows of no call.');
  });
});

describe('<cti-hangup-button> and a call of which nobody knows', () => {
  const text = 'The call to 092 may be on. The dialer has not named it yet.';
  const part = (element: CtiHangupButton, selector: string) =>
    element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  const unsure = async (can?: Command['type'][]) => {
    const agent = new Agent('Ana@x', can && { can });
    const { client } = agent;
    await client.send(call('091'));
    await agent.dialInDoubt('092');
    const element = await mount<CtiHangupButton>(html`<cti-hangup-button></cti-hangup-button>`, { client });
    return { agent, element };
  };

  it('says so, and ends whatever is on', async () => {
    const { agent, element } = await unsure();
    expect(part(element, '[part=unknown] [role=status]')?.textContent?.trim()).to.equal(text);
    expect([plan(element), button(element).disabled]).to.deep.equal(['Ends the call that may be on with 092.', false]);
    expect(await audit(element)).to.deep.equal([]);
    await element.hangup();
    expect(agent.of('hangup')).to.have.length(1);
  });

  it('does not say so of a call that its dialer has named, however that stands', async () => {
    const transport = fakeTransport();
    const client = clientOf({
      ...transport,
      tellNews: (hear) => hear({ call: 'a', state: 'unknown', number: '091000001' }),
    });
    const element = await mount<CtiHangupButton>(html`<cti-hangup-button></cti-hangup-button>`, { client });
    expect(client.current).to.include({ guid: 'a', state: 'unknown' });
    expect(element.shadowRoot?.querySelector('[part=unknown]')?.textContent?.trim()).to.equal('');
    expect(plan(element)).to.equal('Ends the call with 091000001');
  });

  it('looks again by its button, and says which call it ends once that has a guid', async () => {
    const { agent, element } = await unsure();
    part(element, '[name=look]')?.focus();
    await press('Enter');
    await until(() => element.shadowRoot?.textContent?.includes('The portal has not named it yet.'));
    expect(await audit(element)).to.deep.equal([]);
    agent.cti = { guid: 'g-2', callerId: '092', data: [], raw: {} };
    part(element, '[name=look]')?.click();
    await until(() => plan(element) === 'Ends the call with 092 for Sale, outbound');
    expect([part(element, '[name=look]'), part(element, '[part=unknown]')?.textContent?.trim()]).to.deep.equal([
      null,
      '',
    ]);
  });

  it('lets the agent say that there is none; without a portal that is all it offers', async () => {
    const { agent, element } = await unsure(['call', 'hangup']);
    expect(part(element, '[name=look]')).to.equal(null);
    part(element, '[part=recheck]')?.click();
    await next(element, 'cti-result');
    await element.updateComplete;
    expect([agent.client.current, part(element, '[part=unknown]')?.textContent?.trim()]).to.deep.equal([undefined, '']);
  });

  it('says nothing of an earlier hang-up when a call comes', async () => {
    const agent = new Agent('Ana@x');
    const element = await mount<CtiHangupButton>(html`<cti-hangup-button></cti-hangup-button>`, {
      client: agent.client,
    });
    agent.answer = ({ type }) =>
      type === 'hangup' ? Promise.reject(new CtiError('REJECTED', 'There is no call.')) : undefined;
    await element.hangup();
    await element.updateComplete;
    expect(outcome(element).textContent?.trim()).to.equal('There is no call.');
    await agent.client.send(call('091'));
    await element.updateComplete;
    expect(outcome(element).textContent?.trim()).to.equal('');
  });
});
