import { expect } from 'chai';
import type { Checkpoint, UploadProgressEvent } from '../../src/uploads/index.js';
import { turn } from '../turn.js';
import { until } from '../until.js';
import { accepts, columns, contacts, Counter, list, upload, type Answer } from './uploads.fixture.js';

/** A dialer whose answers wait until they are let go, one by one. */
function held() {
  const waiting: (() => void)[] = [];
  const client = new Counter();
  const answer: Answer = async (command) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return accepts(command);
  };
  client.answer = answer;
  return { client, waiting, letAll: () => waiting.splice(0).forEach((go) => go()) };
}

describe('an upload that is paused', () => {
  it('waits for what is on the way, sends nothing new, and goes on where it stood: each row goes once', async () => {
    const { client, waiting, letAll } = held();
    const running = upload(client, { csv: list(20), columns, inFlight: 2 });
    const told: UploadProgressEvent[] = [];
    running.addEventListener('progress', (event) => told.push(event));
    await until(() => waiting.length === 2);
    running.pause();
    expect([running.isPaused, told.at(-1)?.state, told.at(-1)?.onTheWay]).to.deep.equal([true, 'paused', 6]);
    letAll();
    await until(() => told.at(-1)?.onTheWay === 0);
    await turn();
    expect([client.got.length, told.at(-1)?.accepted, told.at(-1)?.state]).to.deep.equal([2, 6, 'paused']);
    running.goOn();
    expect(told.at(-1)?.state).to.equal('running');
    client.answer = accepts;
    const { end, counts } = await running.result;
    expect([end, counts.accepted, client.numbers]).to.deep.equal([
      'complete',
      20,
      contacts(20).map(({ destination }) => destination),
    ]);
  });

  it('keeps what was answered meanwhile: a page that is left then sends nothing of it again', async () => {
    const { client, waiting, letAll } = held();
    const kept: Checkpoint[] = [];
    const save = (checkpoint: Checkpoint) => void kept.push(JSON.parse(JSON.stringify(checkpoint)) as Checkpoint);
    const running = upload(client, { csv: list(20), columns, inFlight: 2, save });
    await until(() => waiting.length === 2);
    running.pause();
    letAll();
    await until(() => kept.at(-1)?.counts.accepted === 6);
    const resume = kept.at(-1)!;
    expect([resume.unknown, resume.next]).to.deep.equal([[], 8]);
    running.abort(); // the page is gone
    await running.result;
    const second = new Counter();
    const { counts } = await upload(second, { csv: list(20), columns, resume }).result;
    expect([counts.accepted, second.numbers[0], second.numbers.length]).to.deep.equal([20, '090000007', 14]);
  });

  it('keeps one checkpoint after the other: none that is older arrives after one with more rows', async () => {
    const { client, waiting, letAll } = held();
    const saves: (() => void)[] = [];
    let isSlow = false;
    const save = () => (isSlow ? new Promise<void>((resolve) => saves.push(resolve)) : undefined);
    const running = upload(client, { csv: list(20), columns, inFlight: 2, save });
    await until(() => waiting.length === 2);
    isSlow = true;
    running.pause();
    running.goOn();
    letAll();
    for (let count = 0; count < 20; count++) await turn();
    expect([saves.length, client.got.length]).to.deep.equal([1, 2]);
    isSlow = false;
    client.answer = accepts;
    saves[0]!();
    expect((await running.result).counts.accepted).to.equal(20);
  });

  it('can be stopped while it is paused, with nobody in doubt', async () => {
    const { client, waiting, letAll } = held();
    const running = upload(client, { csv: list(20), columns, inFlight: 1 });
    let onTheWay = -1;
    running.addEventListener('progress', (event) => (onTheWay = event.onTheWay));
    await until(() => waiting.length === 1);
    running.pause();
    letAll();
    await until(() => onTheWay === 0);
    running.abort();
    const { end, counts, unknown } = await running.result;
    expect([end, counts.accepted, unknown, client.got.length]).to.deep.equal(['aborted', 3, [], 1]);
  });

  it('does not try again before it goes on', async () => {
    const client = new Counter();
    let isPaused = false;
    const { CtiError } = await import('../../src/core/errors.js');
    client.answer = (command) => {
      if (client.got.length > 1) return accepts(command);
      running.pause();
      isPaused = true;
      throw new CtiError('BUSY', 'No time.');
    };
    const running = upload(client, { contacts: contacts(2) });
    await until(() => isPaused);
    for (let count = 0; count < 20; count++) await turn();
    expect(client.got.length).to.equal(1);
    running.goOn();
    expect((await running.result).counts.accepted).to.equal(2);
  });
});
