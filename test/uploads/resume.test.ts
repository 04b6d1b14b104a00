import { expect } from 'chai';
import type { Checkpoint } from '../../src/uploads/index.js';
import { RowRanges } from '../../src/uploads/progress.js';
import { fc } from '../seeded.js';
import { failure } from '../failure.js';
import { accepts, acceptsBut, columns, contacts, Counter, fails, inTurn, list, upload } from './uploads.fixture.js';

/** As a page keeps it. */
const kept = (checkpoint: Checkpoint) => JSON.parse(JSON.stringify(checkpoint)) as Checkpoint;

async function interrupted(): Promise<{ checkpoint: Checkpoint; first: Counter }> {
  const first = new Counter();
  first.answer = inTurn(
    accepts,
    fails('TIMEOUT'),
    (command) => acceptsBut(command, [{ index: 2, reason: 'No.' }]),
    fails('UNAUTHORIZED'),
  );
  const { checkpoint } = await upload(first, { csv: list(20), columns, inFlight: 1 }).result;
  return { checkpoint: kept(checkpoint), first };
}

describe('an upload that goes on', () => {
  it('sends what was not sent, neither what is known nor what is unknown, and adds up', async () => {
    const { checkpoint, first } = await interrupted();
    expect(checkpoint).to.deep.include({
      done: [
        [2, 4],
        [8, 10],
      ],
      unknown: [[5, 7]],
      next: 11,
      campaign: 'Sale->',
    });
    expect(checkpoint.counts).to.deep.equal({
      read: 9,
      sent: 9,
      accepted: 5,
      refused: 1,
      unknown: 3,
      repeated: 0,
      leftOut: 0,
    });
    const second = new Counter();
    const { end, counts, unknown } = await upload(second, { csv: list(20), columns, resume: checkpoint }).result;
    expect([...first.numbers.slice(0, 9), ...second.numbers]).to.deep.equal(
      contacts(20).map(({ destination }) => destination),
    );
    expect([end, counts, unknown]).to.deep.equal([
      'complete',
      { read: 20, sent: 20, accepted: 16, refused: 1, unknown: 3, repeated: 0, leftOut: 0 },
      [[5, 7]],
    ]);
  });

  it('goes on with objects by their place', async () => {
    const first = new Counter();
    first.answer = inTurn(accepts, accepts, fails('UNAUTHORIZED'));
    const { checkpoint } = await upload(first, { contacts: contacts(12), inFlight: 1 }).result;
    const second = new Counter();
    await upload(second, { contacts: contacts(12), resume: kept(checkpoint) }).result;
    expect(second.numbers).to.deep.equal(contacts(6, 7).map(({ destination }) => destination));
  });

  it('sends nothing a second time when all is done', async () => {
    const { checkpoint } = await upload(new Counter(), { csv: list(7), columns }).result;
    const second = new Counter();
    const { end, counts } = await upload(second, { csv: list(7), columns, resume: kept(checkpoint) }).result;
    expect([end, second.got, counts.accepted, counts.refused]).to.deep.equal(['complete', [], 7, 0]);
  });

  it('does not refuse twice what was refused before it was sent', async () => {
    const file = () =>
      new File(['phone\n', '1;2\n,\n', ...contacts(20).map(({ destination }) => `${destination}\n`)], 'a.csv', {
        lastModified: 1,
      });
    const first = new Counter();
    first.answer = inTurn(accepts, fails('UNAUTHORIZED'));
    const one = { csv: file(), columns: { destination: 0 }, header: true, delimiter: ',', inFlight: 1 };
    const { checkpoint, counts } = await upload(first, one).result;
    expect([counts.refused, checkpoint.counts.refused]).to.deep.equal([1, 1]);
    const second = await upload(new Counter(), { ...one, csv: file(), resume: kept(checkpoint) }).result;
    expect([second.counts.refused, second.refused, second.counts.accepted]).to.deep.equal([1, [], 20]);
  });

  it('refuses another file, the same file saved again, another campaign, and what is no checkpoint', async () => {
    const { checkpoint } = await interrupted();
    const other = new File([await list(20).text()], 'list.csv', { lastModified: 2 });
    const shorter = new File([(await list(20).text()).slice(0, -9)], 'list.csv', { lastModified: 1 });
    const wrong: [object, string][] = [
      [{ csv: list(21), columns }, 'resume'],
      [{ csv: other, columns }, 'resume'],
      [{ csv: shorter, columns }, 'resume'],
      [{ contacts: contacts(3) }, 'resume'],
      [{ csv: list(20), columns, campaign: 'Other->' }, 'campaign'],
      [{ csv: list(20), columns, resume: {} }, 'resume'],
      [{ csv: list(20), columns, resume: { ...checkpoint, done: [['a', 2]] } }, 'resume'],
    ];
    for (const [options, field] of wrong) {
      const client = new Counter();
      const error = await failure(upload(client, { resume: checkpoint, ...options }).result);
      expect([error.code, error.field, client.got.length]).to.deep.equal(['INVALID', field, 0]);
    }
  });

  it('takes the same file by another name, and as a stream', async () => {
    const { checkpoint } = await interrupted();
    for (const csv of [list(20, 'renamed.csv'), list(20).stream()]) {
      const client = new Counter();
      await upload(client, { csv, columns, resume: checkpoint }).result;
      expect(client.numbers).to.have.length(11);
    }
  });

  it('has kept each request before it left, so a crash sends nothing twice', async () => {
    const client = new Counter();
    const saved: Checkpoint[] = [];
    const sentWhenSaved: number[] = [];
    await upload(client, {
      csv: list(9),
      columns,
      inFlight: 1,
      save: async (checkpoint: Checkpoint) => {
        await Promise.resolve();
        saved.push(kept(checkpoint));
        sentWhenSaved.push(client.numbers.length);
      },
    }).result;
    // The page died when the second request was on its way.
    expect([saved[1]?.done, saved[1]?.unknown, sentWhenSaved]).to.deep.equal([[[2, 4]], [[5, 7]], [0, 3, 6, 9]]);
    expect(saved.at(-1)).to.deep.include({ done: [[2, 10]], unknown: [], next: 11 });
    const second = new Counter();
    await upload(second, { csv: list(9), columns, resume: saved[1] }).result;
    expect(second.numbers).to.deep.equal(contacts(3, 7).map(({ destination }) => destination));
  });

  it('stops when the checkpoint cannot be kept, before the request leaves', async () => {
    const client = new Counter();
    const { end, error, unknown } = await upload(client, {
      contacts: contacts(9),
      save: () => Promise.reject(new Error('The disk is full.')),
    }).result;
    expect([end, error?.message, unknown, client.got]).to.deep.equal(['interrupted', 'The disk is full.', [], []]);
  });

  it('keeps lines as the fewest ranges, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 5 }))), (adds) => {
        const lines = new Set<number>();
        const ranges = new RowRanges();
        for (const [from, more] of adds) {
          ranges.add(from, from + more);
          for (let line = from; line <= from + more; line++) lines.add(line);
        }
        const all = Array.from({ length: 70 }, (_, at) => at + 1);
        const isIn = ranges.reader();
        expect(all.filter(isIn)).to.deep.equal(all.filter((line) => lines.has(line)));
        expect(ranges.list()).to.have.length(all.filter((line) => lines.has(line) && !lines.has(line - 1)).length);
      }),
    );
  });
});
