import { expect } from 'chai';
import { checkContacts } from '../../src/uploads/index.js';
import { holdClock } from '../clock.js';
import { columns, contacts, Counter, list } from './uploads.fixture.js';

describe('a check of contacts', () => {
  it('counts what would be sent and names what would not, and sends nothing', async () => {
    const client = new Counter();
    const csv = new File([await list(1_200).text(), '09:1,Eve\n'], 'list.csv');
    const { end, counts, refused, refusedFile } = await checkContacts(client, { campaign: 'Sale->', csv, columns })
      .result;
    expect([end, client.got.length]).to.deep.equal(['complete', 0]);
    expect(counts).to.deep.include({ read: 1_201, accepted: 1_200, refused: 1, unknown: 0 });
    expect(refused.map(({ line }) => line)).to.deep.equal([1_202]);
    expect(await refusedFile().text()).to.contain('09:1,Eve,');
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
