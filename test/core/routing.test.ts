// Which of two roads a command takes: a portal that answers three commands, and a server that answers all but one.
import { expect } from 'chai';
import {
  CtiClient,
  CtiError,
  Outbox,
  type Command,
  type CommandType,
  type Reply,
  type Support,
} from '../../src/index.js';
import { holdClock } from '../clock.js';
import { failure } from '../failure.js';
import { someAgent, until } from '../outbox/outbox.fixture.js';
import { call, callWithPhone, cti, dispose, entry, hangup, respool, schedule, tag } from '../samples.js';

const later = { ...schedule, at: '2099-10-10 15:00:00' };
const tagged = { ...tag, phone: '091000000' };

/** What each of them can, as the real ones say it. */
const can: Record<string, readonly CommandType[]> = {
  portal: ['call', 'callWithPhone', 'hangup', 'cti', 'respool', 'schedule', 'tag'],
  integra: ['call', 'hangup', 'respool', 'schedule', 'tag', 'dispose', 'blacklist'],
};
const unanswered: Record<string, readonly CommandType[]> = {
  portal: ['hangup', 'respool', 'schedule', 'tag'],
  integra: ['tag'],
};

/** A road that does what the test says, and keeps what went over it. */
function road(name: 'portal' | 'integra') {
  const got: { type: CommandType; again: boolean }[] = [];
  const open = {
    name,
    repeats: name === 'integra' ? (['tag', 'schedule', 'blacklist'] as const) : (['tag'] as const),
    unanswered: unanswered[name]!,
    got,
    isAway: false,
    answer: async (command: Command): Promise<Reply> =>
      command.type === 'call' || command.type === 'callWithPhone'
        ? { status: 'confirmed', transport: name, guid: `${name}-${String(got.length)}` }
        : ({ status: 'confirmed', transport: name } as Reply),
    supports(type: CommandType, command?: { type: string }): Support {
      const isWhole = !command || !('entry' in command) || name !== 'portal' || (command.entry as typeof entry).contact;
      if (!can[name]!.includes(type) || !isWhole) return { ok: false, code: 'UNSUPPORTED', reason: `${name} cannot.` };
      return open.isAway ? { ok: false, code: 'UNREACHABLE', reason: `${name} is away.` } : { ok: true };
    },
    async send(command: Command, again = false): Promise<Reply> {
      got.push({ type: command.type, again });
      return await open.answer(command);
    },
    close: () => undefined,
  };
  return open;
}

function roads(options: { prefer?: string; outbox?: Outbox; memory?: string } = {}) {
  const [portal, integra] = [road('portal'), road('integra')];
  return { portal, integra, client: new CtiClient({ transports: [portal, integra], ...options }) };
}

const fails =
  (code: CtiError['code'], maybeSent?: boolean): (() => Promise<Reply>) =>
  () =>
    Promise.reject(new CtiError(code, `${code} it is.`, maybeSent === undefined ? {} : { maybeSent }));

describe('with a portal and Integra, a command', () => {
  it('goes where it is answered, else to the portal, and supports() names that road', async () => {
    const { client } = roads();
    for (const [command, name] of [
      [call, 'portal'],
      [callWithPhone, 'portal'],
      [cti, 'portal'],
      [respool, 'integra'],
      [later, 'integra'],
      [tagged, 'portal'],
      [dispose, 'integra'],
    ] as const) {
      expect(client.supports(command.type), command.type).to.include({ ok: true, transport: name });
      const reply = await client.send({
        ...command,
        ...('destination' in command && { destination: `09${name.length}${command.type.length}` }),
      } as Command);
      expect(reply.transport, command.type).to.equal(name);
    }
  });

  it('goes over the portal wherever that can carry it, where the page prefers it', async () => {
    const { client } = roads({ prefer: 'portal' });
    for (const command of [call, respool, later, tagged, hangup]) {
      expect(client.supports(command.type)).to.include({ transport: 'portal' });
      expect((await client.send(command)).transport).to.equal('portal');
    }
    expect((await client.send(dispose)).transport).to.equal('integra');
  });

  it('goes to the other only where surely nothing was sent', async () => {
    for (const command of [call, tagged]) {
      const { client, portal, integra } = roads();
      for (const code of ['TIMEOUT', 'PROTOCOL', 'REJECTED', 'UNAUTHORIZED', 'CANCELED', 'INVALID'] as const) {
        portal.answer = fails(code, false);
        expect((await failure(client.send(command))).code).to.equal(code);
      }
      portal.answer = fails('UNREACHABLE', true);
      const other = command.type === 'call' ? { ...command, destination: '092' } : command;
      expect((await failure(client.send(other))).code).to.equal('UNREACHABLE');
      expect(integra.got).to.deep.equal([]);
      portal.answer = fails('UNREACHABLE');
      expect((await client.send(command)).transport).to.equal('integra');
    }
  });

  it('never goes from one that answers and is away to one that never answers', async () => {
    for (const command of [respool, later]) {
      const { client, portal, integra } = roads();
      integra.answer = fails('UNREACHABLE');
      expect((await failure(client.send(command))).code).to.equal('UNREACHABLE');
      integra.isAway = true;
      expect(client.supports(command.type)).to.include({ ok: false, code: 'UNREACHABLE', reason: 'integra is away.' });
      expect(await failure(client.send(command))).to.include({ code: 'UNREACHABLE', maybeSent: false });
      expect(portal.got).to.deep.equal([]);
    }
  });

  it('waits while the one that answers is away, and goes over that when it is back', async () => {
    for (const command of [respool, later, dispose]) {
      const outbox = new Outbox({ agent: someAgent(), server: 'https://integra.example' });
      const { client, portal, integra } = roads({ outbox });
      const { answer } = integra;
      integra.answer = fails('UNREACHABLE');
      expect(await client.send(command)).to.include({ status: 'queued' });
      await outbox.flush();
      expect([portal.got, outbox.list().map(({ state }) => state)]).to.deep.equal([[], ['waiting']]);
      integra.answer = answer;
      await outbox.flush();
      expect([portal.got, outbox.list()]).to.deep.equal([[], []]);
      expect(integra.got.at(-1)).to.deep.equal({ type: command.type, again: false });
      client.close();
    }
  });

  it('goes over the one that answers where the preferred portal is away', async () => {
    const { client, portal, integra } = roads({ prefer: 'portal' });
    portal.isAway = true;
    for (const command of [respool, later]) expect((await client.send(command)).transport).to.equal('integra');
    expect([portal.got, integra.got.length]).to.deep.equal([[], 2]);
  });

  it('that only one of them can carry as it is waits for that one', async () => {
    const outbox = new Outbox({ agent: someAgent(), server: 'https://integra.example' });
    const { client, portal, integra } = roads({ outbox });
    integra.answer = fails('UNREACHABLE');
    const bare = { type: 'schedule', at: later.at, entry: { campaign: 'Sale->', destination: '091' } } as const;
    expect(await client.send(bare)).to.include({ status: 'queued' });
    expect(portal.got).to.deep.equal([]);
    integra.isAway = true;
    expect(client.supports('schedule', bare)).to.include({ ok: false, code: 'UNREACHABLE' });
    await client.forget();
    client.close();
  });
});

describe('a hang-up', () => {
  it('goes where its call went', async () => {
    const { client, portal, integra } = roads();
    await client.send(call);
    expect(client.supports('hangup')).to.include({ transport: 'portal' });
    portal.isAway = true;
    expect((await client.send({ ...call, destination: '092' })).transport).to.equal('integra');
    portal.isAway = false;
    expect(client.supports('hangup')).to.include({ transport: 'integra' });
    expect((await client.send(hangup)).transport).to.equal('integra');
    expect(integra.got.at(-1)).to.include({ type: 'hangup' });
    await client.send({ ...call, destination: '093' });
    expect((await client.send(hangup)).transport).to.equal('portal');
  });

  it('goes where a call went that nobody answered, or that is being placed', async () => {
    const { client, portal, integra } = roads();
    portal.isAway = true;
    integra.answer = fails('TIMEOUT');
    await failure(client.send(call));
    portal.isAway = false;
    expect(client.supports('hangup')).to.include({ transport: 'integra' });
    portal.answer = () => new Promise(() => undefined);
    const dial = client.send({ ...call, destination: '092' });
    await until(() => portal.got.length === 1);
    expect(client.supports('hangup')).to.include({ transport: 'portal' });
    client.close();
    await failure(dial);
  });

  it('of a call that was never placed is not meant', async () => {
    const { client, portal, integra } = roads();
    portal.isAway = true;
    integra.answer = fails('REJECTED');
    await failure(client.send(call));
    portal.isAway = false;
    expect(client.supports('hangup')).to.include({ transport: 'portal' });
  });

  it('of a call by the portal’s own phone goes to the portal or nowhere', async () => {
    const { client, portal, integra } = roads();
    await client.send(callWithPhone);
    portal.isAway = true;
    expect(client.supports('hangup')).to.include({ ok: false, code: 'UNREACHABLE', reason: 'portal is away.' });
    expect((await failure(client.send(hangup))).code).to.equal('UNREACHABLE');
    expect(integra.got).to.deep.equal([]);
  });

  it('goes there for the next client of the same agent, too', async () => {
    const memory = someAgent();
    const first = roads({ memory });
    first.portal.isAway = true;
    await first.client.send(call);
    first.client.close();
    const second = roads({ memory });
    expect(second.client.supports('hangup')).to.include({ transport: 'integra' });
    await second.client.send({ ...callWithPhone, destination: '092' });
    second.client.close();
    const third = roads({ memory });
    third.portal.isAway = true;
    expect(third.client.supports('hangup')).to.include({ ok: false, reason: 'portal is away.' });
    await third.client.forget();
    third.client.close();
  });

  it('goes nowhere else while the one that placed its call is away, whichever the page prefers', async () => {
    for (const prefer of ['', 'portal'])
      for (const [first, second] of [
        ['portal', 'integra'],
        ['integra', 'portal'],
      ] as const) {
        const { client, ...both } = roads({ prefer });
        both.portal.isAway = first === 'integra';
        expect((await client.send(call)).transport).to.equal(first);
        both.portal.isAway = false;
        expect((await client.send(hangup)).transport).to.equal(first);
        both[first].answer = fails('UNREACHABLE');
        expect(await failure(client.send(hangup))).to.include({ code: 'UNREACHABLE', maybeSent: false });
        both[first].isAway = true;
        expect(client.supports('hangup')).to.include({ ok: false, reason: `${first} is away.` });
        expect(both[second].got.filter(({ type }) => type === 'hangup')).to.deep.equal([]);
      }
  });

  it('goes to the other where the one that placed its call knows no hang-up', async () => {
    const { client, portal, integra } = roads();
    portal.isAway = true;
    await client.send(call);
    portal.isAway = false;
    integra.supports = (type) => (type === 'hangup' ? { ok: false, code: 'UNSUPPORTED', reason: 'No.' } : { ok: true });
    expect((await client.send(hangup)).transport).to.equal('portal');
  });

  it('goes the way of its call also where the portal names that by another guid', async () => {
    for (const [command, awayAtFirst, name] of [
      [callWithPhone, '', 'portal'],
      [call, '', 'portal'],
      [call, 'portal', 'integra'],
    ] as const)
      for (const callerId of [command.destination, '']) {
        const { client, ...both } = roads();
        both.portal.isAway = awayAtFirst === 'portal';
        await client.send(command);
        both.portal.isAway = false;
        for (const guid of ['named-1', 'named-2']) {
          both.portal.answer = async () => ({
            ...{ status: 'confirmed', transport: 'portal' },
            cti: { guid, callerId, data: [], raw: {} },
          });
          await client.send(cti);
          expect(client.current).to.include({ guid });
          both[name].isAway = true;
          expect(client.supports('hangup'), `${guid} ${callerId}`).to.include({
            ok: false,
            reason: `${name} is away.`,
          });
          both[name].isAway = false;
          expect(client.supports('hangup')).to.include({ transport: name });
        }
      }
  });

  it('of a call by the portal’s own phone says so where there is no portal', async () => {
    const memory = someAgent();
    const first = roads({ memory });
    await first.client.send(callWithPhone);
    first.client.close();
    const integra = road('integra');
    const client = new CtiClient({ transports: [integra], memory });
    expect(client.supports('hangup')).to.deep.include({ ok: false, code: 'UNSUPPORTED', reason: 'integra cannot.' });
    expect(await failure(client.send(hangup))).to.include({ code: 'UNSUPPORTED', message: 'integra cannot.' });
    expect(integra.got).to.deep.equal([]);
    await client.forget();
    client.close();
  });

  it('of a call that nobody here placed goes to the portal, and to Integra where there is none', async () => {
    const { client, portal } = roads();
    expect(client.supports('hangup')).to.include({ transport: 'portal' });
    portal.isAway = true;
    expect(client.supports('hangup')).to.include({ transport: 'integra' });
  });

  it('of such a call goes to the portal also where the preferred server is away: it cannot wait', async () => {
    const { client, integra } = roads({ prefer: 'integra' });
    expect(client.supports('hangup')).to.include({ transport: 'integra' });
    integra.isAway = true;
    expect(client.supports('hangup')).to.include({ transport: 'portal' });
  });
});

describe('the outbox with two roads', () => {
  it('sends a callback of which nobody knows again by the road that heals it, also where the portal is preferred', async () => {
    for (const prefer of ['', 'portal']) {
      const outbox = new Outbox({ agent: someAgent(), server: 'https://integra.example' });
      const { client, portal, integra } = roads({ prefer, outbox });
      const first = prefer ? portal : integra;
      const { answer } = first;
      first.answer = fails('TIMEOUT');
      expect(await client.send(later)).to.include({ status: 'queued' });
      first.answer = answer;
      await outbox.flush();
      expect(integra.got.at(-1)).to.deep.equal({ type: 'schedule', again: true });
      expect(outbox.list()).to.deep.equal([]);
      client.close();
    }
  });

  it('sends what may have arrived by no road that could double it, and asks the agent who sends it there', async () => {
    for (const code of ['TIMEOUT', 'PROTOCOL'] as const) {
      const options = { agent: someAgent(), server: 'https://integra.example' };
      const first = roads({ outbox: new Outbox(options) });
      first.integra.answer = fails(code);
      expect(await first.client.send(later)).to.include({ status: 'queued' });
      first.client.close();

      const portal = road('portal');
      const outbox = new Outbox(options);
      const alone = new CtiClient({ transports: [portal], outbox });
      await outbox.flush();
      const shown = () => outbox.list().map(({ state, doubts }) => [state, doubts]);
      expect([portal.got, shown()]).to.deep.equal([[], [['waiting', 1]]]);
      const [{ id } = { id: '' }] = outbox.list();
      expect((await failure(outbox.retry(id))).message).to.contain('may have arrived');
      expect([portal.got, shown()]).to.deep.equal([[], [['unknown', 1]]]);
      await outbox.flush();
      expect(portal.got).to.deep.equal([]);
      expect(await outbox.retry(id)).to.include({ status: 'confirmed' });
      expect(portal.got).to.deep.equal([{ type: 'schedule', again: true }]);
      alone.close();
    }
  });

  it('asks the agent about what no dialer of this page can take, once it has waited too long', async () => {
    const clock = holdClock({ only: 'dates' });
    const bare = { type: 'schedule', at: later.at, entry: { campaign: 'Sale->', destination: '091' } } as const;
    for (const [command, code, state] of [
      [later, 'TIMEOUT', 'unknown'],
      [bare, 'UNREACHABLE', 'held'],
    ] as const) {
      const options = { agent: someAgent(), server: 'https://integra.example', maxAge: 1_000 };
      const first = roads({ outbox: new Outbox(options) });
      first.integra.answer = fails(code);
      expect(await first.client.send(command)).to.include({ status: 'queued' });
      first.client.close();
      const [portal, outbox] = [road('portal'), new Outbox(options)];
      const alone = new CtiClient({ transports: [portal], outbox });
      await outbox.flush();
      expect(outbox.list()).to.have.length(1).with.nested.property('[0].state', 'waiting');
      clock.tick(1_001);
      await outbox.flush();
      expect(outbox.list()).to.have.length(1).with.nested.property('[0].state', state);
      expect(portal.got).to.deep.equal([]);
      await alone.forget();
      alone.close();
    }
  });

  it('heals on a page that has the road for it what another page left alone', async () => {
    const options = { agent: someAgent(), server: 'https://integra.example' };
    const first = roads({ outbox: new Outbox(options) });
    first.integra.answer = fails('TIMEOUT');
    await first.client.send(later);
    first.client.close();
    const alone = new CtiClient({ transports: [road('portal')], outbox: new Outbox(options) });
    await alone.outbox?.flush();
    alone.close();
    const last = roads({ outbox: new Outbox(options) });
    await until(() => last.integra.got.length === 1 && !last.client.outbox?.list().length);
    expect([last.portal.got, last.integra.got]).to.deep.equal([[], [{ type: 'schedule', again: true }]]);
    last.client.close();
  });

  it('leaves a callback waiting that no dialer of this page can take as it is, for a page that has one', async () => {
    const options = { agent: someAgent(), server: 'https://integra.example' };
    const bare = { type: 'schedule', at: later.at, entry: { campaign: 'Sale->', destination: '091' } } as const;
    const first = roads({ outbox: new Outbox(options) });
    first.integra.answer = fails('UNREACHABLE');
    expect(await first.client.send(bare)).to.include({ status: 'queued' });
    first.client.close();

    const portal = road('portal');
    const outbox = new Outbox(options);
    const alone = new CtiClient({ transports: [portal], outbox });
    await outbox.flush();
    expect([portal.got, outbox.list().map(({ state }) => state)]).to.deep.equal([[], ['waiting']]);
    const other = { ...bare, entry: { ...bare.entry, destination: '092' } };
    expect(await failure(alone.send(other))).to.include({ code: 'UNSUPPORTED', message: 'portal cannot.' });
    expect(outbox.list()).to.have.length(1);
    alone.close();

    const last = roads({ outbox: new Outbox(options) });
    await until(() => last.integra.got.length === 1);
    await last.client.forget();
    last.client.close();
  });

  it('asks the agent about a respool of which nobody knows', async () => {
    const outbox = new Outbox({ agent: someAgent(), server: 'https://integra.example' });
    const { client, portal, integra } = roads({ outbox });
    integra.answer = fails('TIMEOUT');
    await failure(client.send(respool));
    await outbox.flush();
    expect(outbox.list().map(({ state }) => state)).to.deep.equal(['unknown']);
    expect([portal.got, integra.got.length]).to.deep.equal([[], 1]);
    await client.forget();
    client.close();
  });
});
