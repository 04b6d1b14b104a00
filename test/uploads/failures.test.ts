import { expect } from 'chai';
import { CtiError } from '../../src/index.js';
import type { UploadState } from '../../src/uploads/index.js';
import { waitOf } from '../../src/uploads/batch-sender.js';
import { holdClock } from '../clock.js';
import { passing } from '../passing.js';
import { until } from '../until.js';
import {
  accepts,
  acceptsBut,
  columns,
  contacts,
  Counter,
  fails,
  impatient,
  inTurn,
  list,
  number,
  upload,
} from './uploads.fixture.js';

const statesOf = (running: ReturnType<typeof upload>) => {
  const states: UploadState[] = [];
  running.addEventListener('progress', ({ state }) => states.at(-1) !== state && states.push(state));
  return states;
};

describe('an upload of contacts, when a request fails,', () => {
  it('waits and sends the same rows again while the dialer has no time, and nobody is lost or doubled', async () => {
    const client = new Counter();
    client.answer = inTurn(fails('BUSY'), fails('BUSY'), fails('BUSY'), accepts);
    const running = upload(client, { contacts: contacts(6) });
    const states = statesOf(running);
    const { end, counts } = await running.result;
    expect([end, counts.accepted, client.got.length]).to.deep.equal(['complete', 6, 5]);
    expect(client.numbers.filter((each) => each === number(1)).length).to.be.greaterThan(1);
    expect(states).to.deep.equal(['running', 'busy', 'running', 'over']);
  });

  it('waits longer each time, by chance between a half and the whole of it', async () => {
    const clock = holdClock();
    const client = new Counter();
    const times: number[] = [];
    client.answer = () => (times.push(performance.now()), fails('BUSY')());
    const running = upload(client, { contacts: contacts(1), patience: { busyFirst: 40, busyMost: 100, busyTries: 4 } });
    await passing(clock, running.result);
    const waits = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    expect(waits).to.have.length(3);
    for (const [at, whole] of [40, 80, 100].entries()) {
      expect(waits[at]).to.be.within(whole / 2 - 1, whole); // a timer has whole milliseconds
      const drawn = Array.from({ length: 1_000 }, () => waitOf(40, 100, at + 1));
      expect([Math.min(...drawn) >= whole / 2, Math.max(...drawn) <= whole, new Set(drawn).size > 900]).to.deep.equal([
        true,
        true,
        true,
      ]);
    }
  });

  it('leaves the dialer alone as long as it asks, with all of its requests', async () => {
    const clock = holdClock();
    const client = new Counter();
    const times: number[] = [];
    const later = () => Promise.reject(new CtiError('BUSY', 'Later.', { retryAfter: 90_000 }));
    client.answer = (command) => {
      times.push(performance.now());
      return times.length === 1 ? later() : accepts(command);
    };
    const running = upload(client, { contacts: contacts(12) });
    const states = statesOf(running);
    expect((await passing(clock, running.result)).counts.accepted).to.equal(12);
    const [first = 0, ...others] = times;
    expect(others.map((time) => time - first >= 90_000)).to.deep.equal([true, true, true, true]);
    expect(states).to.deep.equal(['running', 'busy', 'running', 'over']);
  });

  it('is stopped while it leaves the dialer alone, also for longer than a timer can run', async () => {
    holdClock(); // and nobody moves it
    const client = new Counter();
    client.answer = () => Promise.reject(new CtiError('BUSY', 'Later.', { retryAfter: 3e9 }));
    const running = upload(client, { contacts: contacts(3) });
    const states = statesOf(running);
    await until(() => states.includes('busy'));
    running.abort();
    expect((await running.result).end).to.equal('aborted');
    expect(client.got).to.have.length(1);
  });

  it('gives up after the set number of tries, and those rows are known as not sent', async () => {
    const client = new Counter();
    client.answer = fails('BUSY');
    const { end, error, counts, unknown, checkpoint } = await upload(client, {
      contacts: contacts(3),
      patience: { ...impatient, busyTries: 3 },
    }).result;
    expect([end, error?.code, client.got.length]).to.deep.equal(['interrupted', 'BUSY', 3]);
    expect([counts, unknown, checkpoint.next]).to.deep.equal([
      { read: 3, sent: 0, accepted: 0, refused: 0, unknown: 0, repeated: 0, leftOut: 0 },
      [],
      1,
    ]);
  });

  it('pauses when the dialer cannot be reached, and goes on by itself', async () => {
    const client = new Counter();
    client.answer = inTurn(fails('UNREACHABLE'), fails('UNREACHABLE'), accepts);
    const running = upload(client, { contacts: contacts(6), inFlight: 1 });
    const states = statesOf(running);
    const { end, counts } = await running.result;
    expect([end, counts.accepted, states]).to.deep.equal(['complete', 6, ['running', 'offline', 'running', 'over']]);
  });

  it('goes on at once when the browser is online again', async () => {
    const client = new Counter();
    client.answer = inTurn(fails('UNREACHABLE'), accepts);
    holdClock(); // and nobody moves it
    const running = upload(client, { contacts: contacts(2), patience: { offlineFirst: 60_000, offlineMost: 60_000 } });
    const states = statesOf(running);
    await until(() => states.includes('offline'));
    expect(client.got).to.have.length(1);
    window.dispatchEvent(new Event('online'));
    expect((await running.result).counts.accepted).to.equal(2);
    expect(client.numbers).to.deep.equal([1, 2, 1, 2].map(number));
  });

  it('ends as interrupted when the line stays away, with nothing unknown', async () => {
    const client = new Counter();
    client.answer = inTurn(accepts, fails('UNREACHABLE'));
    const { end, error, counts, unknown, checkpoint } = await upload(client, {
      contacts: contacts(9),
      inFlight: 1,
      patience: { ...impatient, offlineTries: 4 },
    }).result;
    expect([end, error?.code, counts.accepted, unknown, checkpoint.next]).to.deep.equal([
      'interrupted',
      'UNREACHABLE',
      3,
      [],
      4,
    ]);
    expect(client.got).to.have.length(5);
  });

  it('stops when the sign-in is over, and sends nothing further', async () => {
    const client = new Counter();
    client.answer = inTurn(accepts, fails('UNAUTHORIZED'));
    const { end, error, counts } = await upload(client, { contacts: contacts(12), inFlight: 1 }).result;
    expect([end, error?.code, counts.accepted, counts.sent, client.got.length]).to.deep.equal([
      'interrupted',
      'UNAUTHORIZED',
      3,
      3,
      2,
    ]);
  });

  for (const code of ['TIMEOUT', 'PROTOCOL'] as const) {
    it(`never sends a request again of which nobody knows (${code}), says its lines, and goes on`, async () => {
      const client = new Counter();
      client.answer = inTurn(accepts, fails(code), accepts);
      const { end, counts, unknown } = await upload(client, { csv: list(9), columns, inFlight: 1 }).result;
      expect([end, counts.accepted, counts.unknown, unknown]).to.deep.equal(['complete', 6, 3, [[5, 7]]]);
      expect(new Set(client.numbers).size).to.equal(client.numbers.length);
    });
  }

  it('stops by itself when nobody knows of three requests in a row', async () => {
    const client = new Counter();
    client.answer = fails('TIMEOUT');
    const { end, error, counts, unknown } = await upload(client, { contacts: contacts(60), inFlight: 1 }).result;
    expect([end, error?.code, counts.unknown, unknown, client.got.length]).to.deep.equal([
      'interrupted',
      'TIMEOUT',
      9,
      [[1, 9]],
      3,
    ]);
  });

  it('stops when its client is closed', async () => {
    const client = new Counter();
    client.answer = inTurn(accepts, fails('CANCELED'));
    const { end, error, unknown } = await upload(client, { contacts: contacts(12), inFlight: 1 }).result;
    expect([end, error?.code, unknown]).to.deep.equal(['interrupted', 'CANCELED', [[4, 6]]]);
  });

  it('refuses the row that the client’s own check names, and sends the others without it', async () => {
    const client = new Counter();
    client.answer = inTurn(fails('INVALID', 'contacts.1.firstName'), fails('INVALID', 'contacts.1.data.0'), accepts);
    const { end, counts, refused } = await upload(client, { contacts: contacts(3) }).result;
    expect(client.got.map((batch) => batch.length)).to.deep.equal([3, 2, 1]);
    expect([end, counts.accepted, counts.sent]).to.deep.equal(['complete', 1, 1]);
    expect(refused.map(({ line, reason }) => [line, reason])).to.deep.equal([
      [2, 'firstName: INVALID it is.'],
      [3, 'data.0: INVALID it is.'],
    ]);
  });

  it('stops at a check that concerns the whole, such as the campaign', async () => {
    const client = new Counter();
    client.answer = fails('INVALID', 'campaign');
    const { end, error, counts } = await upload(client, { contacts: contacts(30), inFlight: 1 }).result;
    expect([end, error?.field, counts.sent, client.got.length]).to.deep.equal(['interrupted', 'campaign', 0, 1]);
  });

  it('lets the other requests end when one of them stops the upload', async () => {
    const client = new Counter();
    const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    client.answer = inTurn(
      () => after(10).then(fails('UNAUTHORIZED')),
      async (command) => {
        await after(30);
        return acceptsBut(command, [{ index: 0, reason: 'No.' }]);
      },
    );
    const clock = holdClock();
    const { counts, checkpoint } = await passing(clock, upload(client, { contacts: contacts(30) }).result);
    expect(client.got, 'what was on the way').to.have.length(2);
    expect([counts.accepted, counts.refused, counts.sent]).to.deep.equal([2, 1, 3]);
    expect([checkpoint.done, checkpoint.next]).to.deep.equal([[[4, 6]], 1]);
  });
});
