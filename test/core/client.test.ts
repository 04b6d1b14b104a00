import { expect } from 'chai';
import { CtiClient, CtiError, type Command, type CommandType, type Reply, type Transport } from '../../src/index.js';
import { call, callWithPhone, cti, dispose, entry, hangup, respool, schedule, tag } from '../samples.js';
import { failure } from '../failure.js';
import { supervisorChecks } from '../../src/core/supervisor-commands.js';

const confirmed = { status: 'confirmed', transport: 'fake', guid: 'g-1' } as Reply;

/** A transport that does what the test says, and keeps what it was given. */
function fake(
  send: (command: Command) => Promise<Reply> = async () => confirmed,
  { name = 'fake', can }: { name?: string; can?: CommandType[] } = {},
) {
  const got: Command[] = [];
  let closed = 0;
  const transport: Transport = {
    name,
    supports: (type) =>
      !can || can.includes(type) ? { ok: true } : { ok: false, code: 'UNSUPPORTED', reason: `${name} cannot.` },
    send: (command) => (got.push(command), send(command)),
    close: () => (closed += 1),
  };
  return { transport, got, closed: () => closed };
}

const fails = (code: CtiError['code']) => () => Promise.reject(new CtiError(code, `${code} it is.`));
const clientOf = (...transports: { transport: Transport }[]) =>
  new CtiClient({ transports: transports.map(({ transport }) => transport) });

describe('the client', () => {
  it('refuses a bad command before any transport sees it, with the field [C-065 C-066]', async () => {
    const to = fake();
    for (const [command, field] of [
      [{ ...call, destination: '091:092' }, 'destination'],
      [{ ...call, destination: '091;092' }, 'destination'],
      [{ ...call, destination: '091\n092' }, 'destination'],
      [{ ...call, campaign: ' ' }, 'campaign'],
      [{ ...schedule, at: '2026-02-30 10:00:00' }, 'at'],
      [{ ...respool, entry: { ...entry, data: [['a', 'b=c']] } }, 'entry.data.0'],
      [{ ...respool, entry: { ...entry, data: [['', 'b']] } }, 'entry.data.0'],
    ] as const) {
      expect(await failure(clientOf(to).send(command as never)), JSON.stringify(command)).to.include({
        code: 'INVALID',
        field,
      });
    }
    expect(to.got).to.deep.equal([]);
  });

  it('refuses what nobody knows of a command, at any depth, and lets pass what says nothing', async () => {
    const to = { ...fake(), transport: { ...fake().transport, checks: supervisorChecks } };
    const contact = { destination: '091000000' };
    const addContact = { type: 'addContact', campaign: 'Sale->', contact };
    const dialed = { ...entry, alternativesText: '098124484', dataText: 'Par1=Val1:Par2=Val2' };
    for (const [command, field] of [
      [{ ...dispose, callbackCampain: 'Other' }, 'callbackCampain'],
      [{ ...callWithPhone, callerId: '099' }, 'callerId'],
      [{ ...hangup, guid: 'g-1' }, 'guid'],
      [{ ...respool, entry: { ...dialed, agent: 'Agent1' } }, 'entry.agent'],
      [{ ...schedule, entry: { campaign: 'Sale->', destination: '091', calldate: false } }, 'entry.calldate'],
      [{ ...addContact, contact: { Agent: 'Agent1', ...contact } }, 'contact.Agent'],
      [{ ...addContact, contact: { ...contact, toString: 'x' } }, 'contact.toString'],
      [{ type: 'addContacts', campaign: 'a', contacts: [contact, { ...contact, email: 'a@b' }] }, 'contacts.1.email'],
      [{ type: 'blacklist', entries: [{ phone: '1', campaign: '*', until: 0 }] }, 'entries.0.until'],
      [{ type: 'recordings', filter: { form: '2026-01-01 00:00:00' } }, 'filter.form'],
    ] as const) {
      const error = await failure(clientOf(to).send(command as never));
      expect(error, JSON.stringify(command)).to.include({ code: 'INVALID', field });
      expect(error.message).to.equal(`No dialer here knows “${field}”: leave it out, or correct its name.`);
    }
    expect(to.got).to.deep.equal([]);
    const fine = [
      { ...hangup, guid: undefined, phone: '', others: [], more: null },
      { ...respool, entry: { ...dialed, agent: '' } },
      { type: 'workflow', context: 'a', extension: '1', parameters: { any: { thing: 1 } } },
    ];
    for (const command of fine) expect(await clientOf(to).send(command as never)).to.include({ status: 'confirmed' });
  });

  it('refuses parameters that JSON would lose or cannot hold, before any byte', async () => {
    const to = { ...fake(), transport: { ...fake().transport, checks: supervisorChecks } };
    const circle: Record<string, unknown> = { a: 1 };
    circle['self'] = circle;
    const deep = { list: [1, { x: NaN }] };
    for (const parameters of [
      { a: NaN },
      { a: Infinity },
      { a: 1n },
      circle,
      deep,
      { a: () => 1 },
      { a: Symbol('x') },
    ]) {
      const command = { type: 'workflow', context: 'a', extension: '1', parameters } as const;
      const error = await failure(clientOf(to).send(command));
      expect(error).to.include({ code: 'INVALID', field: 'parameters', maybeSent: false });
      expect(error.message).to.contain('cannot be written as JSON');
    }
    expect(to.got).to.deep.equal([]);
  });

  it('sends to the first transport that can, and to no other', async () => {
    const [first, second, third] = [fake(undefined, { can: ['tag'] }), fake(), fake()];
    await clientOf(first, second, third).send(call);
    expect([first, second, third].map(({ got }) => got.length)).to.deep.equal([0, 1, 0]);
  });

  it('tries the next transport only where surely nothing was sent [C-044]', async () => {
    for (const code of ['TIMEOUT', 'PROTOCOL', 'REJECTED', 'UNAUTHORIZED', 'CANCELED', 'BUSY', 'INVALID'] as const) {
      for (const command of [call, callWithPhone, respool, schedule, { ...tag, phone: '1' }]) {
        const [first, second] = [fake(fails(code)), fake()];
        expect((await failure(clientOf(first, second).send(command))).code).to.equal(code);
        expect([first.got, second.got], code).to.deep.equal([[command], []]);
      }
    }
    const [first, second] = [fake(fails('UNREACHABLE')), fake()];
    expect(await clientOf(first, second).send(call)).to.equal(confirmed);
    expect([first.got, second.got]).to.deep.equal([[call], [call]]);
  });

  it('does not hide a bug in a transport, and does not send again after one', async () => {
    const [first, second] = [fake(() => Promise.reject(new TypeError('oops'))), fake()];
    expect(await failure(clientOf(first, second).send(call))).to.include({ code: 'PROTOCOL', message: 'oops' });
    expect([first.got, second.got]).to.deep.equal([[call], []]);
  });

  it('says of every transport why it cannot', async () => {
    const client = clientOf(fake(undefined, { name: 'One', can: [] }), fake(undefined, { name: 'Two', can: [] }));
    expect(client.supports('call')).to.deep.equal({
      ok: false,
      code: 'UNSUPPORTED',
      reason: 'One cannot. Two cannot.',
    });
    const { transport } = fake();
    transport.supports = () => ({ ok: false, code: 'UNREACHABLE', reason: 'Away.' });
    expect(clientOf(fake(undefined, { can: [] }), { transport }).supports('call')).to.include({
      ok: false,
      code: 'UNREACHABLE',
    });
    expect(await failure(client.send(call))).to.include({ code: 'UNSUPPORTED', message: 'One cannot. Two cannot.' });
    expect((await failure(new CtiClient({ transports: [] }).send(call))).code).to.equal('UNSUPPORTED');
    expect(
      (await failure(clientOf(fake(fails('UNREACHABLE')), fake(undefined, { can: [] })).send(call))).code,
    ).to.equal('UNREACHABLE');
  });

  it('refuses the same command while it is on its way, and any second dial to the same number', async () => {
    const to = fake(() => new Promise(() => {}));
    const client = clientOf(to);
    void client.send(call);
    void client.send(dispose);
    for (const again of [call, { ...call, destination: '091-000-000', campaign: 'Other->' }, callWithPhone, dispose]) {
      expect((await failure(client.send(again))).code).to.equal('BUSY');
    }
    void client.send({ ...call, destination: '092000000' });
    void client.send({ ...dispose, level1: 'No sale' });
    expect(to.got).to.have.length(4);
  });

  it('takes the command again once it is settled', async () => {
    const client = clientOf(fake(fails('REJECTED')));
    for (let i = 0; i < 2; i++) expect((await failure(client.send(call))).code).to.equal('REJECTED');
  });

  it('asks once for the CTI object, however many want it', async () => {
    const to = fake(async () => ({ status: 'confirmed', transport: 'fake', cti: null }));
    const client = clientOf(to);
    await Promise.all([client.send(cti), client.send(cti), client.send(cti)]);
    expect(to.got).to.have.length(1);
  });

  it('knows the call that it placed, and forgets the contact of the one before', async () => {
    const client = clientOf(
      fake(async ({ type }) =>
        type === 'cti'
          ? {
              status: 'confirmed',
              transport: 'fake',
              cti: { guid: 'g-0', callerId: '1', campaign: 'Ventas->', data: [], raw: {}, entry },
            }
          : confirmed,
      ),
    );
    let changes = 0;
    client.addEventListener('change', () => changes++);
    await client.send(cti);
    expect(client.current).to.include({ guid: 'g-0', destination: '1', campaign: 'Ventas->' });
    await client.send(call);
    expect(client.current).to.include({ guid: 'g-1', destination: '091000000', campaign: 'Sale->' });
    expect(client.cti).to.equal(null);
    await client.send(hangup);
    expect(client.current, 'still known for its result').to.include({ guid: 'g-1' });
    expect(changes).to.equal(2);
  });

  it('keeps the call known when the portal has none any more', async () => {
    const answers = [{ guid: 'g-1', callerId: '099', data: [], raw: {} }, null];
    const client = clientOf(
      fake(async () => ({ status: 'confirmed', transport: 'fake', cti: answers.shift() ?? null })),
    );
    await client.send(cti);
    await client.send(cti);
    expect(client.current).to.include({ guid: 'g-1', destination: '099' });
  });

  it('adds the number of the call to a tag, and only of that call [C-096]', async () => {
    const to = fake();
    const client = clientOf(to);
    await client.send(call);
    await client.send({ ...tag, guid: 'g-1' });
    await client.send({ ...tag, guid: 'another' });
    expect(to.got.slice(1)).to.deep.equal([
      { ...tag, guid: 'g-1', phone: '091000000' },
      { ...tag, guid: 'another' },
    ]);
  });

  it('never respools to the number on the line, however it is written [C-127]', async () => {
    const to = fake();
    const client = clientOf(to);
    await client.send(call);
    for (const destination of ['091000000', '091-000-000', ' 091 000 000 ']) {
      expect(await failure(client.send({ ...respool, entry: { ...entry, destination } }))).to.include({
        code: 'INVALID',
        field: 'entry.destination',
      });
    }
    expect(to.got).to.have.length(1);
  });

  it('never respools with priority 1, twice the same number, or a changed contact [C-126 C-128]', async () => {
    const to = fake(async () => ({
      status: 'confirmed',
      transport: 'fake',
      cti: { guid: 'g', data: [], raw: {}, entry },
    }));
    const client = clientOf(to);
    await client.send(cti);
    for (const [change, field] of [
      [{ priority: 1 }, 'entry.priority'],
      [{ alternatives: ['098344484'] }, 'entry.alternatives'],
      [{ campaign: 'Other->' }, 'entry.campaign'],
      [{ dialerBase: 'other' }, 'entry.dialerBase'],
      [{ status: 0 }, 'entry.status'],
    ] as const) {
      expect(
        await failure(
          client.send({
            ...respool,
            entry: { ...entry, ...change, alternatives: [...('alternatives' in change ? change.alternatives : [])] },
          }),
        ),
      ).to.include({ code: 'INVALID', field });
    }
    expect(to.got).to.have.length(1);
  });

  it('closes its transports once and sends nothing any more', async () => {
    const to = fake();
    const client = clientOf(to);
    client.close();
    client.close();
    expect(to.closed()).to.equal(1);
    expect((await failure(client.send(call))).code).to.equal('CANCELED');
    expect(to.got).to.deep.equal([]);
  });
});
