import { expect } from 'chai';
import { ask, json, server, start } from './integra.fixture.js';

const entry = { phone: '12341234', campaign: '*' };
const all = ['addblack', 'addblackbulk', 'deleteblack', 'deleteblackbulk'];
const say = async (operation: string, black: unknown) => (await ask(`admin/${operation}`, json('black', black))).text;

beforeEach(() => start());

describe('the Integra simulator’s blacklist', () => {
  it('keeps a number once for each campaign, with what was said last [C-097] [C-098] [C-100] [C-107]', async () => {
    expect(
      (await ask('admin/addblack', 'black=%7B%22phone%22%3A%2212341234%22%2C%22campaign%22%3A%22*%22%7D')).text,
    ).to.equal('1');
    expect(await say('addblack', { ...entry, campaign: 'Sale->' })).to.equal('1');
    expect(await say('addblack', { ...entry, name: 'Ana', direction: 'O' })).to.equal('1');
    expect(server.state.blacklist).to.deep.equal([
      { ...entry, campaign: 'Sale->' },
      { ...entry, name: 'Ana', direction: 'O' },
    ]);
  });

  it('takes many, or none when one of them is wrong [C-103] [C-105]', async () => {
    const other = { phone: '091', campaign: 'Sale->' };
    expect(await say('addblackbulk', [entry, { ...other, campaign: 'x' }])).to.equal('0');
    expect(server.state.blacklist).to.deep.equal([]);
    expect(await say('addblackbulk', [entry, other])).to.equal('1');
    expect(await say('deleteblackbulk', [entry])).to.equal('1');
    expect(server.state.blacklist).to.deep.equal([other]);
  });

  it('removes from the campaign that is named, and not from all by a star [C-104]', async () => {
    await say('addblack', { ...entry, campaign: 'Sale->' });
    expect(await say('deleteblack', entry)).to.equal('1');
    expect(server.state.blacklist).to.have.length(1);
    expect(await say('deleteblack', { ...entry, campaign: 'Sale->' })).to.equal('1');
    expect(server.state.blacklist).to.deep.equal([]);
  });

  it('says 0 to an entry of another shape [C-099] [C-101] [C-106]', async () => {
    const wrong = [
      ...[
        { phone: '' },
        { phone: '1:2' },
        { phone: 12341234 },
        { campaign: '' },
        { campaign: 'x' },
        { name: 1 },
        { reason: 'x' },
      ],
      ...[
        { expire_date: '2025-01-01 00:00:00' },
        { expire_date: '2025-02-30' },
        { expire_date: '' },
        { direction: 'in' },
        { direction: '' },
      ],
    ];
    for (const changes of wrong)
      for (const operation of all) {
        const black = { ...entry, ...changes };
        expect(await say(operation, operation.endsWith('bulk') ? [black] : black), JSON.stringify(changes)).to.equal(
          '0',
        );
      }
    for (const operation of all) {
      expect(await say(operation, operation.endsWith('bulk') ? entry : [entry]), operation).to.equal('0');
      expect(await say(operation, [])).to.equal('0');
      expect(
        (await ask(`admin/${operation}`, `black=${encodeURIComponent('{"phone":"1","campaign":"*",}')}`)).text,
      ).to.equal('0');
      expect((await ask(`admin/${operation}`, json('blacklist', entry))).text).to.equal('0');
    }
    expect(server.state.blacklist).to.deep.equal([]);
  });

  it('is older in the older dialects: six keys, and one number to add [C-102]', async () => {
    for (const dialect of ['v8', 'old'] as const) {
      start({ dialect });
      expect(await say('addblack', { ...entry, username: 'u', company: 'c', job_title: 'j', name: 'n' })).to.equal('1');
      expect(await say('addblack', { ...entry, expire_date: '2025-01-01' })).to.equal('0');
      expect(await say('addblack', { ...entry, direction: 'I' })).to.equal('0');
      for (const operation of all.slice(1))
        expect((await ask(`admin/${operation}`, json('black', entry))).status, operation).to.equal(404);
    }
  });
});
