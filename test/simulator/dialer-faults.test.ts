import { expect } from 'chai';
import { VoicenterSimulator, type HttpFaults } from '../../src/simulator/index.js';
import { holdClock } from '../clock.js';
import { isOverAfter } from '../passing.js';
import { until } from '../until.js';
import { ask } from './simulator.fixture.js';

const body = { Campaign: 'campaign0001', Target: '0502454545' };
const add = (server: VoicenterSimulator, headers = {}) =>
  ask(server, 'POST', '/ForwardDialer/Dialer/AddCall?', body, { 'Content-Type': 'application/json', ...headers });

describe('the base of the simulated dialers', () => {
  it('does nothing and answers as each fault says', async () => {
    const table: [HttpFaults, status: number, type: string | null][] = [
      [{ status401: true }, 401, null],
      [{ status403: true }, 403, null],
      [{ status429: true }, 429, null],
      [{ status500: true }, 500, null],
      [{ status502: true }, 502, 'text/html'],
      [{ status503: true }, 503, null],
      [{ html: true }, 200, 'text/html'],
      [{ empty: true }, 200, null],
    ];
    const server = new VoicenterSimulator();
    for (const [faults, status, type] of table) {
      server.faults = faults;
      const answer = await add(server);
      expect([answer.status, answer.headers.get('Content-Type'), answer.refused]).to.deep.equal([
        status,
        type,
        'A fault is set.',
      ]);
    }
    expect(server.state.campaigns[0]!.pending).to.equal(0);
  });

  it('says when to ask again, where it is told to', async () => {
    const server = new VoicenterSimulator();
    for (const fault of ['status429', 'status503'] as const)
      for (const retryAfter of [undefined, 5, 'Wed, 21 Oct 2099 07:28:00 GMT']) {
        server.faults = { [fault]: true, ...(retryAfter !== undefined && { retryAfter }) };
        const { headers } = await add(server);
        expect(headers.get('Retry-After')).to.equal(retryAfter === undefined ? null : String(retryAfter));
      }
  });

  it('breaks the connection before or after the deed, and waits', async () => {
    const server = new VoicenterSimulator();
    const broken = async (faults: HttpFaults) => {
      server.faults = faults;
      const failure: unknown = await add(server).catch((cause: unknown) => cause);
      return [failure instanceof Error && failure.name, server.state.campaigns[0]!.pending, server.log.at(-1)?.status];
    };
    expect(await broken({ droppedBefore: true, status503: true })).to.deep.equal(['Dropped', 0, 0]);
    expect(await broken({ dropped: true })).to.deep.equal(['Dropped', 1, 0]);
    server.faults = { delay: 50 };
    const clock = holdClock();
    const answer = add(server);
    await until(() => clock.countTimers());
    expect(await isOverAfter(clock, 49, answer)).to.equal(false);
    expect(server.state.campaigns[0]!.pending, 'done at once').to.equal(2);
    expect(await isOverAfter(clock, 1, answer)).to.equal(true);
    expect((await answer).status).to.equal(200);
  });

  it('keeps the newest exchanges, without what opens doors, and tells of each', async () => {
    const server = new VoicenterSimulator({ keep: 2, now: () => 7 });
    let changes = 0;
    server.addEventListener('change', () => changes++);
    for (const Authorization of ['Basic a2V5', 'Basic a2V5', 'one two three', 'bare'])
      await add(server, { Authorization, 'X-Api-Key': 'k1' });
    expect(changes).to.equal(4);
    expect(server.log.map(({ headers }) => [headers['authorization'], headers['x-api-key']])).to.deep.equal([
      ['one …', '…'],
      ['…', '…'],
    ]);
    expect(server.log[1]).to.deep.include({
      at: 7,
      method: 'POST',
      path: '/ForwardDialer/Dialer/AddCall',
      body: JSON.stringify(body),
      status: 200,
      answer: '{"ErrorCode":0,"Description":"OK"}',
    });
    expect(server.log[1]).not.to.have.property('refused');
    const silent = new VoicenterSimulator({ keep: 0 });
    await add(silent);
    expect(silent.log).to.deep.equal([]);
  });
});
