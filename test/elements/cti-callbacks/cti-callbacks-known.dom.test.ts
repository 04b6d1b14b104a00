import { expect } from 'chai';
import { CtiError } from '../../../src/core/errors.js';
import { CtiResultEvent } from '../../../src/core/events.js';
import type { Command, Reply } from '../../../src/core/commands.js';
import { CtiClient } from '../../../src/core/client.js';
import { dispose } from '../../samples.js';
import { rest } from '../../page-work.js';
import { fakeTransport, until } from '../elements.fixture.js';
import {
  ahead,
  clientOf,
  closePages,
  find,
  open,
  press,
  rows,
  settled,
  someAgent,
  words,
} from './cti-callbacks.fixture.js';

const reply = (status: Reply['status']): Reply => ({ status, transport: 'fake' });
/** A dialer that answers as it is told, and cannot cancel unless it is said to. */
function dialer(
  answer: (command: Command) => Reply | Promise<Reply> = () => reply('confirmed'),
  can: Command['type'][] = ['schedule', 'dispose'],
) {
  const told = { answer };
  return Object.assign(fakeTransport({ can, send: (command) => told.answer(command) }), { told });
}
const fails = (code: CtiError['code']) => () => Promise.reject(new CtiError(code, `${code} it is.`));
const state = (element: Parameters<typeof words>[0]) => words(element, 'li .state');

describe('what <cti-callbacks> knows', () => {
  afterEach(closePages);

  for (const [status, text] of [
    ['confirmed', 'The dialer has it.'],
    ['sent', 'which does not confirm it'],
  ] as const)
    it(`says how sure a callback is that was ${status}`, async () => {
      const { element, schedule } = await open(clientOf(dialer(() => reply(status))));
      await schedule(ahead(30));
      expect(state(element)).to.contain(text);
    });

  it('says that one still waits in the outbox, and that it went out', async () => {
    const to = dialer(fails('UNREACHABLE'));
    const client = clientOf(to);
    const { element, schedule } = await open(client);
    expect(await schedule(ahead(30))).to.equal('queued');
    expect(state(element)).to.contain('Not with the dialer yet');
    to.told.answer = () => reply('confirmed');
    await client.outbox!.flush();
    await until(() => state(element).includes('Went out from the outbox'));
  });

  it('drops one that was discarded in the outbox, and takes one out of it without the dialer', async () => {
    const to = dialer(fails('UNREACHABLE'));
    const client = clientOf(to);
    const { element, schedule } = await open(client);
    await schedule(ahead(30));
    await client.outbox!.discard(client.outbox!.list()[0]!.id);
    await until(() => !rows(element).length);
    await schedule(ahead(30));
    await press(element, 'cancel');
    await press(element, 'confirm');
    await until(() => !rows(element).length);
    expect([client.outbox!.list().length, words(element, '.outcome')]).to.satisfy(
      ([left, said]: [number, string]) => !left && said.includes('the dialer never had it'),
    );
  });

  it('does not know what became of one that left the outbox while the page was closed', async () => {
    const agent = someAgent();
    const to = dialer(fails('UNREACHABLE'));
    const client = clientOf(to, { agent });
    const before = await open(client);
    await before.schedule(ahead(30));
    before.leave();
    await rest();
    await client.outbox!.discard(client.outbox!.list()[0]!.id);
    const { element } = await open(clientOf(to, { agent }));
    await until(() => state(element).includes('Unknown: it may have reached the dialer'));
  });

  it('knows one that nobody knows the end of, and one of a client without an outbox', async () => {
    const to = dialer(fails('TIMEOUT'));
    const first = await open(clientOf(to));
    await first.schedule(ahead(30));
    expect(state(first.element)).to.contain('Unknown');
    const { element, schedule } = await open(new CtiClient({ transports: [to] }));
    await schedule(ahead(30));
    expect(state(element)).to.contain('Unknown');
    expect(words(element)).to.contain('Kept in this page only');
  });

  it('hears of a result with a callback, and says that the result decides', async () => {
    const client = clientOf(dialer());
    const { element, page } = await open(client);
    const command = {
      ...dispose,
      level1: 'Callback',
      comment: 'in the evening',
      callbackAt: ahead(30),
      callbackCampaign: 'Again->',
    };
    page.dispatchEvent(new CtiResultEvent(command, reply('confirmed')));
    await settled(element);
    expect(words(element))
      .to.contain('Again->')
      .and.to.contain('091000000')
      .and.to.contain('Result: Callback: in the evening')
      .and.to.contain('the dialer sets it if that result is set up so');
  });

  it('leaves alone what elements of another client say', async () => {
    const { element } = await open(clientOf(dialer()));
    const other = await open(clientOf(dialer()));
    const stranger = Object.assign(document.createElement('div'), { client: clientOf(dialer()) });
    document.body.append(stranger);
    stranger.dispatchEvent(
      new CtiResultEvent(
        { type: 'schedule', at: ahead(30), entry: { campaign: 'a', destination: '1' } },
        reply('confirmed'),
      ),
    );
    await settled(element);
    stranger.remove();
    expect([rows(element).length, rows(other.element).length]).to.deep.equal([0, 0]);
  });

  it('has nothing to press where the dialer cannot cancel, and says why', async () => {
    const { element, schedule } = await open(clientOf(dialer()));
    await schedule(ahead(30));
    expect(words(element)).to.contain('The fake cannot cancelSchedule.');
    expect(['move', 'cancel'].map((name) => find(element, `[name=${name}]`).ariaDisabled)).to.deep.equal([
      'true',
      'true',
    ]);
    await press(element, 'cancel');
    expect(words(element)).not.to.contain('will not be called');
  });

  it('marks what is overdue', async () => {
    const { element, page } = await open(clientOf(dialer()));
    page.dispatchEvent(
      new CtiResultEvent(
        { type: 'schedule', at: ahead(-1), entry: { campaign: 'a', destination: '1' } },
        reply('confirmed'),
      ),
    );
    await settled(element);
    expect(words(element, 'li')).to.contain('Overdue');
  });
});
