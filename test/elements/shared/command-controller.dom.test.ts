import { expect } from 'chai';
import { html, LitElement } from 'lit';
import type { CtiClient } from '../../../src/core/client.js';
import type { Command, Reply } from '../../../src/core/commands.js';
import { CommandController } from '../../../src/elements/shared/command-controller.js';
import type { Outcome } from '../../../src/elements/shared/outcome.js';
import { CtiError } from '../../../src/index.js';
import { clientOf, define, fakeTransport, mount } from '../elements.fixture.js';

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
    expect(shown).to.have.length(2);
    expect(commands.outcome.state).to.equal('idle');
  });
});
