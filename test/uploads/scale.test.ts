import { expect } from 'chai';
import type { UploadProgressEvent } from '../../src/uploads/index.js';
import type { Contact } from '../../src/core/supervisor-commands.js';
import { holdClock } from '../clock.js';
import { passing } from '../passing.js';
import { accepts, acceptsBut, columns, contacts, Counter, list, number, upload } from './uploads.fixture.js';

/** Forgets what it got. */
class Forgetful extends Counter {
  override get numbers(): string[] {
    return [];
  }
  override send = async (...[command, options]: Parameters<Counter['send']>) => {
    const reply = await super.send(command, options);
    this.got.length = this.commands.length = 0;
    return reply;
  };
}

describe('an upload of many contacts', () => {
  it('holds the same few of 200,000 rows as of 2,000, and its checkpoint stays small', async () => {
    const held: number[] = [];
    for (const count of [2_000, 200_000]) {
      let pulled = 0;
      let settled = 0;
      let most = 0;
      function* source(): Generator<Contact> {
        while (pulled < count) yield { destination: pulled++ % 50 ? number(pulled) : '' };
      }
      const client = new Forgetful();
      client.bulk = { ...client.bulk, size: 100, inFlight: 4 };
      client.answer = (command) => {
        most = Math.max(most, pulled - settled);
        settled += command.contacts.length;
        return acceptsBut(command, settled % 1_000 ? [] : [{ index: 5, reason: 'No.' }]);
      };
      const running = upload(client, { contacts: source(), refusedLimit: 50 });
      let longest = 0;
      running.addEventListener(
        'progress',
        () => (longest = Math.max(longest, JSON.stringify(running.checkpoint).length)),
      );
      const { counts, refused } = await running.result;
      expect(counts.accepted + counts.refused).to.equal(count);
      expect([refused.length, longest < 10_000]).to.deep.equal([Math.min(50, counts.refused), true]);
      held.push(most - counts.refused);
    }
    expect(held[1]).to.be.at.most(600);
  });

  it('leaves the page time to draw while nothing but refused rows come', async () => {
    const clock = holdClock({ only: ['performance'] });
    function* source(): Generator<Contact> {
      for (let n = 0; n < 20_000; n++) {
        if (n % 10 === 0) clock.tick(1); // so long ten rows take
        yield { destination: '' };
      }
    }
    let turns = 0;
    const turn = () => {
      turns++;
      timer = setTimeout(turn);
    };
    let timer = setTimeout(turn);
    const { counts } = await upload(new Counter(), { contacts: source() }).result;
    clearTimeout(timer);
    expect([counts.refused, turns > 2]).to.deep.equal([20_000, true]);
  });

  it('tells how far it is a few times a second, at the end with all rows and bytes', async () => {
    const clock = holdClock();
    const client = new Counter();
    client.answer = async (command) => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      return accepts(command);
    };
    const file = list(300);
    const running = upload(client, { csv: file, columns });
    const events: UploadProgressEvent[] = [];
    running.addEventListener('progress', (event) => events.push(event));
    const times: number[] = [];
    const began = performance.now();
    running.addEventListener('progress', () => times.push(performance.now() - began));
    await passing(clock, running.result);
    // 50 requests of 10 ms, two at a time: a word at the beginning and after each quarter of a second, and the last one.
    expect(times).to.deep.equal([0, 250, 500, 500]);
    const last = events.at(-1);
    expect([last?.state, last?.read, last?.sent, last?.accepted, last?.refused, last?.unknown]).to.deep.equal([
      'over',
      300,
      300,
      300,
      0,
      0,
    ]);
    expect([last?.bytes, last?.size]).to.deep.equal([file.size, file.size]);
    expect(last?.rate).to.equal(600);
    expect(events.map(({ accepted }) => accepted)).to.deep.equal(
      events.map(({ accepted }) => accepted).sort((a, b) => a - b),
    );
  });

  it('gives the dialer’s ids with their lines as they come, and keeps none', async () => {
    const client = new Counter();
    client.answer = (command) => ({
      ...accepts(command),
      ids: command.contacts.map(({ destination }) => `id ${destination}`),
    });
    const running = upload(client, { contacts: contacts(4), inFlight: 1 });
    const got: unknown[] = [];
    running.addEventListener('batch', ({ lines, ids, isUnknown }) => got.push([lines, ids, isUnknown]));
    await running.result;
    expect(got).to.deep.equal([
      [[1, 2, 3], [1, 2, 3].map((n) => `id ${number(n)}`), false],
      [[4], [`id ${number(4)}`], false],
    ]);
  });
});
