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
    for (const command of [respool, later]) {
      const { client, portal, integra } = roads();
      for (const code of ['TIMEOUT', 'PROTOCOL', 'REJECTED', 'UNAUTHORIZED', 'CANCELED', 'INVALID'] as const) {
        integra.answer = fails(code);
        expect((await failure(client.send(command))).code).to.equal(code);
      }
      integra.answer = fails('UNREACHABLE', true);
      expect((await failure(client.send(command))).code).to.equal('UNREACHABLE');
      expect(portal.got).to.deep.equal([]);
      integra.answer = fails('UNREACHABLE');
      expect((await client.send(command)).transport).to.equal('portal');
    }
  });

  it('that only one of them can carry as it is waits for that one', async () => {
    const outbox = new Outbox({ agent: someAgent(), server: 'https://integra.example' });
    const { client, portal, integra } = roads({ outbox });
    integra.answer = fails('UNREACHABLE');
    const bare = { type: 'schedule', at: later.at, entry: { campaign: 'Sale->', destination: '091' } } as const;
    expect(await client.send(bare)).to.include({ status: 'queued' });
    expect(portal.got).to.deep.equal([]);
    integra.isAway = true;
    expect(client.supports('schedule')).to.include({ transport: 'portal' });
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

  it('of a call that nobody here placed goes to the portal, and to Integra where there is none', async () => {
    const { client, portal } = roads();
    expect(client.supports('hangup')).to.include({ transport: 'portal' });
    portal.isAway = true;
    expect(client.supports('hangup')).to.include({ transport: 'integra' });
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
