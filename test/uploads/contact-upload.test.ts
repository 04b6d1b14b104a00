import { expect } from 'chai';
import type { Contact } from '../../src/core/supervisor-commands.js';
import { checkContacts } from '../../src/uploads/index.js';
import { holdClock } from '../clock.js';
import { failure } from '../failure.js';
import { isOverAfter, passing } from '../passing.js';
import { until } from '../until.js';
import {
  accepts,
  acceptsBut,
  columns,
  contact,
  contacts,
  Counter,
  fails,
  hangs,
  inTurn,
  list,
  number,
  upload,
} from './uploads.fixture.js';

describe('an upload of contacts', () => {
  it('splits a list into requests of the dialer’s size, the last one shorter, and counts all', async () => {
    const client = new Counter();
    const result = await upload(client, { contacts: contacts(8) }).result;
    expect(client.got.map((batch) => batch.length)).to.deep.equal([3, 3, 2]);
    expect(client.numbers).to.deep.equal(contacts(8).map(({ destination }) => destination));
    expect(result.counts).to.deep.equal({
      read: 8,
      sent: 8,
      accepted: 8,
      refused: 0,
      unknown: 0,
      repeated: 0,
      leftOut: 0,
    });
    expect([result.end, result.transport, result.isLoaded]).to.deep.equal(['complete', 'counter', true]);
    expect(client.commands[0]).to.deep.equal({ type: 'addContacts', campaign: 'Sale->', contacts: contacts(3) });
  });

  it('takes the size and the requests at a time that the page sets, and says each part’s name and zone', async () => {
    const client = new Counter();
    client.bulk = { ...client.bulk, size: 100, isNamed: true };
    await upload(client, {
      csv: list(8, 'may.list.csv'),
      columns,
      size: 4,
      inFlight: 1,
      timeZone: 'America/Montevideo',
      stopOnError: true,
    }).result;
    expect(client.got.map((batch) => batch.length)).to.deep.equal([4, 4]);
    expect(client.mostOpen).to.equal(1);
    expect(
      client.commands.map(({ fileName, timeZone, stopOnError }) => [fileName, timeZone, stopOnError]),
    ).to.deep.equal([
      ['may.list-2.csv', 'America/Montevideo', true],
      ['may.list-6.csv', 'America/Montevideo', true],
    ]);
  });

  it('names no file to a dialer without a place for its name, unless the page does', async () => {
    const client = new Counter();
    await upload(client, { csv: list(1, 'may.csv'), columns }).result;
    await upload(client, { csv: list(1, 'may.csv'), columns, fileName: 'mine.csv' }).result;
    expect(client.commands.map(({ fileName }) => fileName)).to.deep.equal([undefined, 'mine-2.csv']);
  });

  it('never sends more at once than the dialer takes', async () => {
    const client = new Counter();
    await upload(client, { contacts: contacts(8), size: 1_000 }).result;
    expect(client.got.map((batch) => batch.length)).to.deep.equal([3, 3, 2]);
  });

  it('says “accepted” and not “loaded” of a dialer that loads later', async () => {
    const client = new Counter();
    client.answer = (command) => ({ ...accepts(command), isLoaded: false });
    expect((await upload(client, { contacts: contacts(4) }).result).isLoaded).to.equal(false);
  });

  it('sends each row of the same number: what becomes of them is the dialer’s to decide', async () => {
    const client = new Counter();
    const same = ['091000000', '091000000', '091-000-000'].map((destination) => ({ destination }));
    const { counts } = await upload(client, { contacts: same }).result;
    expect([client.numbers, counts.accepted]).to.deep.equal([same.map(({ destination }) => destination), 3]);
  });

  it('sends nothing for no rows, and ends well', async () => {
    const client = new Counter();
    for (const nothing of [
      { contacts: [] },
      { csv: new Blob(['']), columns: { destination: 0 } },
      { csv: list(0), columns },
    ]) {
      const { end, counts } = await upload(client, nothing).result;
      expect([end, counts.read]).to.deep.equal(['complete', 0]);
    }
    expect(client.got).to.deep.equal([]);
  });

  it('pulls no more than the batches in flight and the next one, while the dialer is slow', async () => {
    let pulled = 0;
    async function* source(): AsyncGenerator<Contact> {
      for (; pulled < 50;) yield contact(++pulled);
    }
    const clock = holdClock();
    const client = new Counter();
    let most = 0;
    let settled = 0;
    client.answer = async (command) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      most = Math.max(most, pulled - settled);
      settled += command.contacts.length;
      return accepts(command);
    };
    await passing(clock, upload(client, { contacts: source() }).result);
    expect(client.mostOpen).to.equal(2);
    expect(most, 'two on their way, and the next one').to.equal(3 * 3);
    expect(settled).to.equal(50);
  });

  it('names each row that the dialer refused, with its line and the dialer’s reason', async () => {
    const client = new Counter();
    client.answer = inTurn(
      accepts,
      (command) => acceptsBut(command, [{ index: 1, reason: 'Value is not unique' }]),
      accepts,
    );
    const { counts, refused } = await upload(client, { csv: list(8), columns }).result;
    expect([counts.accepted, counts.refused]).to.deep.equal([7, 1]);
    expect(refused).to.deep.equal([
      { line: 6, reason: 'Value is not unique', text: 'Value is not unique', cells: [number(5), 'Ann 4'] },
    ]);
  });

  it('refuses all rows of a request that the dialer refuses as a whole, and goes on', async () => {
    const client = new Counter();
    client.answer = inTurn(fails('REJECTED'), accepts);
    const { end, refused, counts } = await upload(client, { contacts: contacts(7), inFlight: 1 }).result;
    expect(refused.map(({ line, reason }) => [line, reason])).to.deep.equal(
      [1, 2, 3].map((line) => [line, 'REJECTED it is.']),
    );
    expect([end, counts.accepted]).to.deep.equal(['complete', 4]);
  });

  it('counts nobody as added when the dialer added nobody for the sake of one', async () => {
    const client = new Counter();
    client.answer = (command) => ({ ...acceptsBut(command, [{ index: 1, reason: 'Invalid numbers' }]), accepted: 0 });
    const { refused, counts } = await upload(client, { contacts: contacts(3), stopOnError: true }).result;
    expect(counts).to.deep.equal({ read: 3, sent: 3, accepted: 0, refused: 3, unknown: 0, repeated: 0, leftOut: 0 });
    expect(refused.map(({ reason }) => reason.split(',')[0])).to.deep.equal([
      'Not added',
      'Invalid numbers',
      'Not added',
    ]);
  });

  it('does not know of rows of which an answer says nothing though its number is short', async () => {
    const client = new Counter();
    client.answer = (command) => ({ ...accepts(command), accepted: 2 });
    const { unknown, counts } = await upload(client, { contacts: contacts(3) }).result;
    expect([unknown, counts.unknown]).to.deep.equal([[[1, 3]], 3]);
  });

  it('stops at once, also when neither the source nor the dialer ever answers', async () => {
    const client = new Counter();
    client.answer = () => new Promise(() => undefined);
    async function* source(): AsyncGenerator<Contact> {
      for (let n = 1; n <= 4; n++) yield contact(n);
      await new Promise(() => undefined);
    }
    const clock = holdClock();
    const running = upload(client, { contacts: source() });
    await until(() => client.open);
    expect(await isOverAfter(clock, 60_000, running.result)).to.equal(false);
    running.abort();
    expect(await isOverAfter(clock, 20, running.result), 'a moment for the transport’s last word').to.equal(true);
    const { end, unknown, counts, error } = await running.result;
    expect([end, unknown, counts.unknown, counts.sent, error]).to.deep.equal(['aborted', [[1, 3]], 3, 3, undefined]);
  });

  it('takes no further row once it was stopped', async () => {
    let pulled = 0;
    async function* source(): AsyncGenerator<Contact> {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 2));
        yield contact(++pulled);
      }
    }
    const clock = holdClock();
    const client = new Counter();
    client.bulk = { ...client.bulk, size: 1_000 };
    const running = upload(client, { contacts: source() });
    await clock.tickAsync(30);
    const before = pulled;
    expect(before).to.be.greaterThan(9);
    running.abort();
    const { counts } = await passing(clock, running.result);
    await clock.tickAsync(50); // the source goes on for as long as it is asked
    expect(pulled).to.be.at.most(before + 1);
    expect(client.got, 'the rows that were read').to.deep.equal([]);
    expect(running.checkpoint?.counts.read).to.equal(0);
    expect(counts.read).to.be.within(1, before);
  });

  it('stops by a signal, too, and tells the transport', async () => {
    const client = new Counter();
    client.answer = hangs;
    const stop = new AbortController();
    const running = upload(client, { contacts: contacts(20), signal: stop.signal });
    await until(() => client.open === 2);
    stop.abort();
    const { end, unknown, counts } = await running.result;
    expect([end, unknown, counts.unknown]).to.deep.equal(['aborted', [[1, 6]], 6]);
    expect(client.open).to.equal(0);
  });

  it('sends nothing further when it is stopped while the next request waits for its turn', async () => {
    const client = new Counter();
    client.answer = hangs;
    const running = upload(client, { contacts: contacts(20), inFlight: 1 });
    await until(() => client.open);
    running.abort();
    const { end, unknown, counts } = await running.result;
    expect([end, unknown, counts.sent, client.got.length]).to.deep.equal(['aborted', [[1, 3]], 3, 1]);
  });

  it('stops while it waits for the beginning of a stream, lets go of it, and knows the file as before', async () => {
    let [isAsked, isGone] = [false, false];
    const csv = new ReadableStream<Uint8Array>({
      pull: () => ((isAsked = true), new Promise(() => undefined)),
      cancel: () => void (isGone = true),
    });
    const { checkpoint } = await upload(new Counter(), { csv: list(3), columns }).result;
    const running = upload(new Counter(), { csv, columns, resume: checkpoint });
    await until(() => isAsked);
    running.abort();
    const { end, checkpoint: again } = await running.result;
    expect([end, isGone, again.source, again.done]).to.deep.equal([
      'aborted',
      true,
      checkpoint.source,
      checkpoint.done,
    ]);
  });

  it('sends nothing when it was stopped before it began', async () => {
    const client = new Counter();
    const { end, checkpoint } = await upload(client, { contacts: contacts(9), signal: AbortSignal.abort() }).result;
    expect([end, client.got, checkpoint.next]).to.deep.equal(['aborted', [], 1]);
  });

  it('does not begin where no dialer can take contacts', async () => {
    const error = await failure(
      upload({ send: hangs, supports: () => ({ ok: false, reason: 'Not here.' }) } as never, { contacts: contacts(1) })
        .result,
    );
    expect([error.code, error.message]).to.deep.equal(['UNSUPPORTED', 'Not here.']);
  });

  it('sends what came before the failure of a source, and says what it failed of', async () => {
    const client = new Counter();
    function* source(): Generator<Contact> {
      for (let n = 1; n <= 4; n++) yield contact(n);
      throw new Error('The list is gone.');
    }
    const { end, error, counts, checkpoint } = await upload(client, { contacts: source() }).result;
    expect([end, error?.message, counts.accepted, checkpoint.next]).to.deep.equal([
      'interrupted',
      'The list is gone.',
      4,
      5,
    ]);
  });
});

describe('a check of contacts', () => {
  it('counts what would be sent and names what would not, and sends nothing', async () => {
    const client = new Counter();
    const csv = new File([await list(1_200).text(), '09:1,Eve\n'], 'list.csv');
    const { end, counts, refused, refusedFile } = await checkContacts(client, { campaign: 'Sale->', csv, columns })
      .result;
    expect([end, client.got.length]).to.deep.equal(['complete', 0]);
    expect(counts).to.deep.include({ read: 1_201, accepted: 1_200, refused: 1, unknown: 0 });
    expect(refused.map(({ line }) => line)).to.deep.equal([1_202]);
    expect(await refusedFile().text()).to.contain('"09:1","Eve",');
  });

  it('keeps no checkpoint, and goes through all of a list that was begun before', async () => {
    const client = new Counter();
    const csv = list(5);
    const { checkpoint } = await checkContacts(client, { campaign: 'Sale->', csv, columns }).result;
    let kept = 0;
    const { counts } = await checkContacts(client, {
      campaign: 'Sale->',
      csv,
      columns,
      resume: checkpoint,
      save: () => void kept++,
    }).result;
    expect([counts.read, kept]).to.deep.equal([5, 0]);
  });

  it('can be stopped, and leaves the page time to draw', async () => {
    const clock = holdClock({ only: ['performance'] });
    const client = new Counter();
    // Each row takes a millisecond to check.
    client.bulk = { ...client.bulk, problem: () => void clock.tick(1) };
    const check = checkContacts(client, { campaign: 'Sale->', csv: list(50_000), columns });
    setTimeout(check.abort);
    const { end, counts } = await check.result;
    expect(end).to.equal('aborted');
    expect(counts.read).to.be.below(50_000);
    expect(client.got).to.deep.equal([]);
  });

  it('breathes also where each portion is checked in a moment, so that the moments do not add up', async () => {
    const clock = holdClock({ only: ['performance'] });
    const client = new Counter();
    client.bulk = { ...client.bulk, problem: () => void clock.tick(0.004) }; // 500 rows take less than a breath
    const { MessageChannel } = window;
    let breaths = 0;
    window.MessageChannel = class extends MessageChannel {
      constructor() {
        super();
        breaths++;
      }
    };
    try {
      await checkContacts(client, { campaign: 'Sale->', contacts: contacts(20_000) }).result;
    } finally {
      window.MessageChannel = MessageChannel;
    }
    expect(breaths).to.be.within(6, 20); // of 80 milliseconds, after 4 to 12 each time
  });
});
