import { expect } from 'chai';
import { html, LitElement, type TemplateResult } from 'lit';
import '../../../src/define.js';
import '../../../src/define-crm.js';
import '../../../src/define-supervisor.js';
import type { CtiClient } from '../../../src/core/client.js';
import type { Command, Reply } from '../../../src/core/commands.js';
import type { CtiRequestEvent } from '../../../src/core/events.js';
import { CommandController } from '../../../src/elements/shared/command-controller.js';
import type { Outcome } from '../../../src/elements/shared/outcome.js';
import { outcomeLine } from '../../../src/elements/shared/outcome-view.js';
import { CtiError } from '../../../src/index.js';
import { Outbox } from '../../../src/outbox/outbox.js';
import { Agent, call } from '../agents.fixture.js';
import { clientOf, define, fakeTransport, mount, next, until } from '../elements.fixture.js';
import { turn } from '../../turn.js';

class KeyedElement extends LitElement {
  client: CtiClient | undefined;
  readonly commands = new CommandController(this);
}
define('keyed-element', KeyedElement);

const tag = (guid: string) => ({ type: 'tag', guid, message: 'a' }) as const;
const reply: Reply = { status: 'sent', transport: 'fake' };

async function setup(send: (command: Command) => Reply | Promise<Reply>) {
  const transport = fakeTransport({ send });
  const element = await mount<KeyedElement>(html`<keyed-element></keyed-element>`, { client: clientOf(transport) });
  const events: string[] = [];
  for (const name of ['cti-request', 'cti-result', 'cti-error'])
    element.addEventListener(name, () => {
      events.push(`${name} ${element.commands.outcomeOf('a').state}`);
    });
  return { commands: element.commands, element, events, sent: transport.sent };
}

describe('the commands of an element', () => {
  it('have an outcome for each key, and none stands in the way of another', async () => {
    let answer: (reply: Reply) => void = () => undefined;
    const { commands, events, sent } = await setup((command) =>
      'guid' in command && command.guid === 'a' ? new Promise((resolve) => (answer = resolve)) : reply,
    );
    const first = commands.run(tag('a'), undefined, 'a');
    expect(await commands.run(tag('a'), undefined, 'a')).to.equal(undefined);
    await commands.run(tag('b'), undefined, 'b');
    commands.reset('a');
    const states = () => ['a', 'b', 'c', ''].map((key) => commands.outcomeOf(key).state);
    expect(states()).to.deep.equal(['pending', 'sent', 'idle', 'idle']);
    expect(commands.pending).to.equal(false);
    answer(reply);
    await first;
    commands.keepOnly(new Set(['a']));
    expect(states()).to.deep.equal(['sent', 'idle', 'idle', 'idle']);
    expect(sent).to.have.length(2);
    expect(events.slice(0, 2)).to.deep.equal(['cti-request idle', 'cti-request pending']);
    expect(events.at(-1)).to.equal('cti-result sent'); // the event finds the outcome
  });

  it('are announced without an outcome where the caller shows what came of them', async () => {
    const refused = new CtiError('REJECTED', 'No.');
    const { commands, element, events } = await setup(() => Promise.reject(refused));
    const send = (client: CtiClient) => client.send(tag('a'));
    const shown: Outcome[] = [];
    const show = (outcome: Outcome) => void shown.push(outcome);
    await commands.announce(tag('a'), send, show);
    expect(shown).to.deep.equal([{ state: 'pending' }, { state: 'refused', command: tag('a'), error: refused }]);
    expect(events).to.deep.equal(['cti-request idle', 'cti-error idle']);
    element.addEventListener('cti-request', (event) => event.preventDefault());
    await commands.announce(tag('a'), send, show);
    expect(shown.slice(2)).to.deep.equal([{ state: 'stopped', command: tag('a'), reason: '' }]);
    expect(commands.outcome.state).to.equal('idle');
  });
});

/** Shows what came of its commands as long as their call is the current one. */
class FollowingElement extends LitElement {
  client: CtiClient | undefined;
  readonly commands = new CommandController(this);

  constructor() {
    super();
    this.commands.followCall();
  }

  protected override render(): unknown {
    return outcomeLine(this.commands.outcome);
  }
}
define('following-element', FollowingElement);

/** A call without a guid is known by its millisecond. */
const later = (client: CtiClient) => until(() => Date.now() > (client.current?.since ?? 0));

const lineOf = (element: FollowingElement) => element.renderRoot.querySelector('.outcome')?.textContent?.trim();

const hangup = { type: 'hangup' } as const;

let agents = 0;
async function following() {
  const agent = new Agent(`Agent${(agents += 1)}@x`);
  const { client } = agent;
  const element = await mount<FollowingElement>(html`<following-element></following-element>`, { client });
  const { commands } = element;
  const events: string[] = [];
  for (const name of ['cti-result', 'cti-error'] as const) element.addEventListener(name, () => events.push(name));
  const shown = async () => (await element.updateComplete, lineOf(element));
  return { agent, element, client, commands, shown, events };
}

describe('an outcome and its call', () => {
  it('goes when another call comes, and does not come back with its own', async () => {
    const { agent, commands, shown } = await following();
    await agent.callComes('g-1');
    await commands.run(hangup);
    expect(await shown()).to.equal('The call has ended.');
    await agent.callComes('g-2');
    expect(await shown()).to.equal('');
    await agent.callComes('g-1');
    expect(await shown()).to.equal('');
  });

  it('of before any call goes when one comes, also what was refused', async () => {
    const { agent, commands, shown } = await following();
    agent.answer = ({ type }) =>
      type === 'hangup' ? Promise.reject(new CtiError('REJECTED', 'There is no call.')) : undefined;
    await commands.run(hangup);
    expect(await shown()).to.equal('There is no call.');
    await agent.callComes('g-1');
    expect([await shown(), commands.outcome.state]).to.deep.equal(['', 'idle']);
  });

  it('stays on its way when another call comes, ends unseen there, and is announced', async () => {
    let answer = (_: Reply) => {};
    const { agent, commands, shown, events } = await following();
    agent.answer = ({ type }) => (type === 'hangup' ? new Promise((resolve) => (answer = resolve)) : undefined);
    await agent.callComes('g-1');
    const first = commands.run(hangup);
    await agent.callComes('g-2');
    expect([await shown(), await commands.run(hangup)]).to.deep.equal(['Sending…', undefined]);
    answer({ status: 'confirmed', transport: 'fake' });
    expect(await first).to.include({ status: 'confirmed' });
    expect([await shown(), events, agent.of('hangup').length]).to.deep.equal(['', ['cti-result'], 1]);
  });

  it('stays after the dial that made the call, and goes with the next one', async () => {
    const { agent, client, commands, shown } = await following();
    await agent.callComes('g-1');
    await commands.run(call('092'));
    expect(await shown()).to.equal('Calling 092.');
    await later(client);
    await agent.callComes('g-3');
    expect(await shown()).to.equal('');
  });

  it('of a dial that was refused stays with the call that is on', async () => {
    const { agent, commands, shown } = await following();
    await agent.callComes('g-1');
    agent.answer = ({ type }) => (type === 'call' ? Promise.reject(new CtiError('REJECTED', 'No.')) : undefined);
    await commands.run(call('092'));
    expect(await shown()).to.equal('No.');
    agent.answer = ({ type }) =>
      type === 'call' ? agent.callComes('g-2').then(() => Promise.reject(new CtiError('REJECTED', 'No.'))) : undefined;
    await commands.run(call('093'));
    expect(await shown(), 'another call came meanwhile').to.equal('');
  });

  it('stays after a dial of which nobody knows, and when its guid comes', async () => {
    const { agent, client, commands, shown } = await following();
    await agent.callComes('g-1');
    agent.answer = ({ type }) =>
      type === 'call' ? Promise.reject(new CtiError('TIMEOUT', 'Nobody knows.')) : undefined;
    await commands.run(call('092'));
    expect([await shown(), client.current?.state]).to.deep.equal(['Nobody knows.', 'unknown']);
    agent.guidComes('g-2');
    expect([await shown(), client.current?.guid]).to.deep.equal(['Nobody knows.', 'g-2']);
    await later(client);
    await agent.callComes('g-3');
    expect(await shown()).to.equal('');
  });

  it('of a question is of the call that it found', async () => {
    const { agent, client, commands, shown } = await following();
    await client.send(call('092'));
    agent.cti = { guid: 'g-1', callerId: '091', campaign: 'Sale->', data: [], raw: {} };
    await commands.run({ type: 'cti' });
    expect([await shown(), client.current?.guid]).to.deep.equal(['The portal named the call.', 'g-1']);
  });

  it('goes with its agent, and with a client of which nobody says whose it is', async () => {
    const { element, commands, shown } = await following();
    await commands.run(hangup);
    for (const { client } of [new Agent('Other@x'), new Agent(), new Agent()]) {
      element.client = client;
      element.requestUpdate();
      expect(await shown()).to.equal('');
      await commands.run(hangup);
      expect(await shown()).to.equal('The call has ended.');
    }
  });

  it('stays with another client of the same agent', async () => {
    const { element, client, commands, shown } = await following();
    await commands.run(hangup);
    element.client = new Agent(client.owner).client;
    element.requestUpdate();
    expect(await shown()).to.equal('The call has ended.');
  });

  it('is bound to none where the element does not ask for it', async () => {
    const agent = new Agent();
    const element = await mount<KeyedElement>(html`<keyed-element></keyed-element>`, { client: agent.client });
    await element.commands.run(hangup);
    await agent.callComes('g-1');
    await element.updateComplete;
    expect(element.commands.outcome.state).to.equal('confirmed');
  });
});

describe('a command that the page stops', () => {
  it('is said in the page’s words, or in neutral ones, in the place of what was said before; and no error is announced', async () => {
    const { agent, element, commands, shown, events } = await following();
    await commands.run(hangup);
    const stop = (reason: string) => {
      const listener = (event: CtiRequestEvent) => {
        event.preventDefault();
        if (reason) event.reason = reason;
      };
      element.addEventListener('cti-request', listener, { once: true });
    };
    stop('Outside calling hours');
    expect(await commands.run(call('091'))).to.equal(undefined);
    expect(await shown()).to.equal('Outside calling hours');
    const line = element.renderRoot.querySelector('.outcome') as HTMLElement;
    expect([line.dataset['state'], line.getAttribute('part'), line.role, !!line.querySelector('svg')]).to.deep.equal([
      ...['stopped', 'status', 'status', true],
    ]);
    stop('');
    await commands.run(call('091'));
    expect(await shown()).to.equal('The page stopped this. Nothing was sent.');
    expect([events, agent.of('call')]).to.deep.equal([['cti-result'], []]);
  });

  it('is read out again when it is stopped again', async () => {
    const { element, commands, shown } = await following();
    element.addEventListener('cti-request', (event) => event.preventDefault());
    await commands.run(hangup);
    await shown();
    const before = element.renderRoot.querySelector('.outcome span');
    await commands.run(hangup);
    await shown();
    expect(element.renderRoot.querySelector('.outcome span')).not.to.equal(before);
  });
});

describe('an element without a session', () => {
  it('that was taken out of one is off, asks nobody, sends nothing, and is on again in another one', async () => {
    const [first, second] = [new Agent(), new Agent()];
    const { client } = first;
    const element = await mount<FollowingElement>(html`<following-element></following-element>`, { client });
    const { commands } = element;
    let asked = 0;
    element.addEventListener('cti-request', () => (asked += 1));
    document.body.append(element);
    const reason = 'This control needs a <cti-session> around it.';
    expect([commands.client, commands.supports('call')]).to.deep.equal([undefined, { ok: false, reason }]);
    const failed = next(element, 'cti-error');
    await commands.run(hangup);
    expect((await failed).error).to.include({ code: 'UNREACHABLE', maybeSent: false });
    await element.updateComplete;
    expect([asked, first.transport.sent, lineOf(element)]).to.deep.equal([0, [], reason]);
    const other = await mount(html`<div></div>`, { client: second.client, campaign: 'Other->' });
    other.append(element);
    expect([commands.session.campaign, commands.supports('call').ok]).to.deep.equal(['Other->', true]);
    await commands.run(hangup);
    expect([first.transport.sent.length, second.transport.sent.length, asked]).to.deep.equal([0, 1, 1]);
  });

  it('that has a client of its own goes on', async () => {
    const { client, transport } = new Agent();
    const element = await mount<FollowingElement>(html`<following-element .client=${client}></following-element>`);
    document.body.append(element);
    await element.commands.run(hangup);
    expect(transport.sent).to.deep.equal([hangup]);
    element.remove();
  });

  it('whose client was closed is off, says so, and asks nobody', async () => {
    const { element, client, commands, shown } = await following();
    let asked = 0;
    element.addEventListener('cti-request', () => (asked += 1));
    client.close();
    expect(commands.supports('hangup')).to.include({ ok: false, reason: 'The session is closed.' });
    await commands.run(hangup);
    expect([await shown(), asked]).to.deep.equal(['The session is closed.', 0]);
  });
});

describe('a refusal that nobody sees any more', () => {
  type Away = (element: FollowingElement, agent: Agent) => unknown;

  /** What is left in the outbox when a tag is refused after this happened. */
  const left = async (away: Away) => {
    let refuse = () => {};
    const outbox = new Outbox({ server: `${(agents += 1)}` });
    const agent = new Agent('', { outbox });
    const { client } = agent;
    agent.answer = ({ type }) =>
      type === 'tag'
        ? new Promise((_, reject) => (refuse = () => reject(new CtiError('REJECTED', 'No such recording.'))))
        : undefined;
    const element = await mount<FollowingElement>(html`<following-element></following-element>`, { client });
    await agent.callComes('g-1');
    const run = element.commands.run(tag('g-1'));
    await until(() => agent.of('tag').length);
    await away(element, agent);
    refuse();
    await run;
    const states = outbox.list().map(({ state }) => state);
    client.close();
    return states;
  };

  it('stays in the outbox: its element has gone, is hidden, or shows another call', async () => {
    expect(await left(() => undefined), 'it is seen').to.deep.equal([]);
    expect(await left((element) => element.remove())).to.deep.equal(['held']);
    expect(await left((element) => (element.hidden = true))).to.deep.equal(['held']);
    expect(await left((_, agent) => agent.callComes('g-2'))).to.deep.equal(['held']);
  });
});

/** In which field of an element a person types, and how a page asks it to send that. */
const typed = [
  ['cti-blacklist-form', '#numbers', '091', 'blacklist'],
  ['cti-contacts', '#destination', '091', 'add'],
  ['cti-contacts', '#destination', '091', 'find'],
  ['cti-panel', '#number', '091', 'dial'],
  ['cti-recordings', '#agent', 'Ana', 'search'],
] as const;
type Send = (typeof typed)[number][3];
interface TypingElement extends LitElement, Record<Send, () => Promise<unknown>> {
  client: CtiClient | undefined;
}

const templateOf = (tag: string) => html`${document.createElement(tag)}`;

describe('what is typed without a call, and whose it is', () => {
  const before = 'What stood here was typed for another agent or server: it was cleared, and not sent.';

  for (const [tag, selector, text, send] of typed) {
    const begin = async () => {
      const [ana, luz] = [new Agent('Ana@x'), new Agent('Luz@x')];
      const element = await mount<TypingElement>(templateOf(tag), { client: ana.client, campaign: 'Sale->' });
      await turn();
      const field = () => element.renderRoot.querySelector<HTMLInputElement>(selector)!;
      field().value = text;
      field().dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await element.updateComplete;
      const words = () => element.renderRoot.textContent.replace(/\s+/g, ' ');
      return { ana, luz, element, field, words, press: () => element[send]() };
    };

    it(`goes when another agent comes, which is said, and does not come back: ${tag}, ${send}`, async () => {
      const { ana, luz, element, field, words } = await begin();
      expect(words()).not.to.contain(before);
      element.client = luz.client;
      await element.updateComplete;
      expect([field().value, words().includes(before)]).to.deep.equal(['', true]);
      element.client = ana.client;
      await element.updateComplete;
      expect([field().value, words().includes(before)]).to.deep.equal(['', false]);
    });

    it(`is not sent in the moment in which another agent comes: ${tag}, ${send}`, async () => {
      const { ana, luz, element, field, words, press } = await begin();
      element.client = luz.client;
      await press();
      await element.updateComplete;
      const sent = [ana, luz].flatMap(({ transport }) => transport.sent.map(({ type }) => type));
      expect(sent.filter((type) => type !== 'campaigns')).to.deep.equal([]); // which asks for their names alone
      expect([field().value, words().includes(before)]).to.deep.equal(['', true]);
    });

    it(`stays with another client of the same agent: ${tag}, ${send}`, async () => {
      const { element, field, words } = await begin();
      element.client = new Agent('Ana@x').client;
      await element.updateComplete;
      expect([field().value, words().includes(before)]).to.deep.equal([text, false]);
    });
  }

  it('says nothing of what came of the commands of the agent before', async () => {
    const { commands, element } = await setup(() => reply);
    await commands.run(tag('a'));
    expect(commands.outcome.state).to.equal('sent');
    element.client = new Agent('Luz@x').client;
    expect(commands.outcome.state).to.equal('idle');
  });

  it('sends nothing in the name of whom a page puts there while it is asked', async () => {
    const [ana, luz] = [new Agent('Ana@x'), new Agent('Luz@x')];
    const element = await mount<KeyedElement>(html`<keyed-element></keyed-element>`);
    element.client = ana.client;
    const failed = next(element, 'cti-error');
    element.addEventListener('cti-request', () => (element.client = luz.client));
    expect(await element.commands.run(tag('a'))).to.equal(undefined);
    const { error } = await failed;
    expect([error.code, error.maybeSent, ana.of('tag'), luz.of('tag')]).to.deep.equal(['CANCELED', false, [], []]);
  });
});
