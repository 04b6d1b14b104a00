import { expect } from 'chai';
import { CtiClient, CtiError, type Transport } from '../../src/index.js';
import { Log } from '../../src/core/log.js';
import { supervisorChecks } from '../../src/core/supervisor-commands.js';
import { IntegraTransport } from '../../src/transports/integra/index.js';
import { fakeTransport } from '../fake-transport.js';
import { dispose } from '../samples.js';
import { failure } from '../failure.js';

const secrets = ['091000000', 'Ana Pérez', 'Agent1', 'S3CR3T-TOKEN', 'wants a refund', '+598 91 000 000'];

describe('the log', () => {
  it('keeps the last 500 happenings', () => {
    const log = new Log();
    for (let count = 0; count < 600; count++) log.write('state', 'test', { count });
    expect([log.lines.length, log.lines[0]?.detail, log.lines.at(-1)?.detail]).to.deep.equal([
      500,
      { count: 100 },
      { count: 599 },
    ]);
  });

  it('masks numbers, names, comments and tokens, wherever they stand', () => {
    const log = new Log();
    log.write('sent', 'test', {
      destination: secrets[0],
      agent: secrets[2],
      data: [['name', secrets[1]]],
      deep: { comment: secrets[4], other: [{ x: secrets[5] }] },
    });
    log.write('received', 'test', `token=${secrets[3]}`);
    log.write('received', 'test', { text: Number(secrets[0]) });
    const text = JSON.stringify(log.lines);
    for (const secret of secrets) expect(text).not.to.contain(secret);
    expect(text).to.contain('•••••••00');
  });

  it('keeps what tells nothing of a person', () => {
    const log = new Log();
    log.know(['Agents/AgentCall']);
    const detail = {
      type: 'call',
      guid: '7e4e7db9-f080',
      status: 'confirmed',
      code: 'TIMEOUT',
      path: 'Agents/AgentCall',
      method: 'POST',
      at: '2026-10-10 15:00:00',
    };
    log.write('sent', 'test', detail);
    expect(log.lines[0]?.detail).to.deep.equal(detail);
  });

  it('keeps one line of equal refusals in a row, so that a page’s own traffic does not fill it', () => {
    const log = new Log();
    log.write('command', 'client', { type: 'hangup' });
    for (let count = 1; count <= 3; count++) log.write('refused', 'portal', { why: 'another window', count });
    log.write('refused', 'portal', { why: 'too long', count: 1 });
    expect(log.lines.map(({ detail }) => detail)).to.deep.equal([
      { type: 'hangup' },
      { why: 'another window', count: 3 },
      { why: 'too long', count: 1 },
    ]);
  });

  it('keeps each refusal of a command, which says the rule and stays readable', () => {
    const log = new Log();
    log.know(['call', 'destination', 'type']);
    const whys =
      'deny allow pauses gesture perMinute mayCall doNotCall unreadable emergency premium satellite code'.split(' ');
    for (const why of [...whys, 'mayCall', 'mayCall'])
      log.write('refused', 'client', { why, type: 'call', destination: '091000000' });
    expect(log.lines.map(({ detail }) => detail)).to.deep.equal(
      [...whys, 'mayCall', 'mayCall'].map((why) => ({ why, type: 'call', destination: '•••••••00' })),
    );
  });

  it('keeps everything readable for a test bench that says so', () => {
    const log = new Log();
    log.isPlain = true;
    log.write('sent', 'test', { destination: '091000000' });
    expect(log.lines[0]?.detail).to.deep.equal({ destination: '091000000' });
  });

  it('never throws, whatever it is given', () => {
    const log = new Log();
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    const trap = {
      get x() {
        throw new Error('no');
      },
    };
    for (const odd of [circle, trap, 10n, Symbol('x'), () => 1, undefined, null, window, 'x'.repeat(1e6)])
      log.write('odd', 'test', odd);
    expect(log.lines.length).to.be.greaterThan(3);
    expect(JSON.stringify(log.lines).length).to.be.lessThan(20_000);
  });

  it('has commands, wire, replies and failures of a client, and none of its secrets', async () => {
    const answers = ['1', '0'];
    const transport = new IntegraTransport({
      baseUrl: 'https://ucontact.example',
      agent: 'Agent1',
      authorization: () => 'Basic S3CR3T-TOKEN',
      fetch: () => Promise.resolve(new Response(answers.shift())),
    });
    const client = new CtiClient({ transports: [transport] });
    await client.send({ ...dispose, comment: 'wants a refund' });
    const error = await failure(client.send({ ...dispose, comment: 'Ana Pérez' }));
    expect(error).to.be.instanceOf(CtiError);
    expect(client.log.lines.map(({ what }) => what)).to.deep.equal([
      'command',
      'sent',
      'received',
      'reply',
      'command',
      'sent',
      'received',
      'error',
    ]);
    const exported = client.exportLog();
    expect(JSON.parse(exported)).to.have.length(8);
    for (const secret of secrets) expect(exported).not.to.contain(secret);
  });

  it('learns the fields of commands that a transport is taught later', async () => {
    const transport: Transport = fakeTransport();
    const client = new CtiClient({ transports: [transport] });
    const keys = () => Object.keys(client.log.lines.find(({ what }) => what === 'command')?.detail as object);
    for (const checks of [undefined, supervisorChecks]) {
      Object.assign(transport, { checks });
      client.log.clear();
      await client.send({ type: 'removeMember', campaign: 'c', member: 'Ana' }).catch(() => undefined);
      expect(keys()).to.deep.equal(['type', 'campaign', checks ? 'member' : '••••••']);
    }
  });
});
