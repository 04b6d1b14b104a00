import { expect } from 'chai';
import { ask, form, server, start } from './integra.fixture.js';

const base64 = (text: string) =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
const upload = (text: string, changes: Record<string, string> = {}) => ({
  filename: 'a.csv',
  fileb64: base64(text),
  campaign: 'Sale->',
  cant: String(text.split('\n').length),
  username: 'supervisor',
  ...changes,
});
const say = async (text: string, changes: Record<string, string> = {}, path = 'uploadbase') =>
  (await ask(`Dialers/${path}`, form(upload(text, changes)))).text;

beforeEach(() => start());

describe('the Integra simulator’s uploads', () => {
  it('load rows of two to six fields [C-153] [C-155] [C-157] [C-158] [C-159]', async () => {
    expect(await say('Sale->;1\nSale->;2;a=ñ\nSale->;3;;4:5\nSale->;6;;;9\nSale->;7;;;;1001')).to.equal('1');
    expect(
      server.state.contacts.map(({ number, data, alternatives, priority, agentphone }) => [
        number,
        data,
        alternatives,
        priority,
        agentphone,
      ]),
    ).to.deep.equal([
      ['1', '', '', undefined, ''],
      ['2', 'a=ñ', '', undefined, ''],
      ['3', '', '4:5', undefined, ''],
      ['6', '', '', 9, ''],
      ['7', '', '', undefined, '1001'],
    ]);
    expect(server.state.uploads).to.deep.equal([
      { filename: 'a.csv', campaign: 'Sale->', username: 'supervisor', rows: 5, bytes: 66 },
    ]);
  });

  it('want the time zone where they take one, and only there [C-154]', async () => {
    expect(await say('Sale->;1', { timezone: 'America/Montevideo' }, 'uploadbasewithtimezone')).to.equal('1');
    expect(server.state.uploads[0]!.timezone).to.equal('America/Montevideo');
    expect(await say('Sale->;1', { timezone: '' }, 'uploadbasewithtimezone')).to.equal('0');
    expect(await say('Sale->;1', {}, 'uploadbasewithtimezone')).to.equal('0');
    expect(await say('Sale->;1', { timezone: 'America/Montevideo' })).to.equal('0');
  });

  it('load all rows of a file or none, and say which is wrong [C-156] [C-160]', async () => {
    const wrong = [
      'Sale->',
      'Sale->;',
      'Ventas->;1',
      'campaign;number',
      'Sale->;1;;;;;',
      'Sale->;1;x',
      'Sale->;1;=x',
      'Sale->;1;;2::3',
      'Sale->;1;;;1',
      'Sale->;1;;;x',
      'Sale->;1;;;;7777',
      'Sale->;1\r',
      '',
    ];
    for (const row of wrong) {
      expect(await say(`Sale->;2\n${row}`), row).to.equal('0');
      expect(server.log.at(-1)!.refused, row).to.match(/^Row 2|^The last row/);
    }
    expect(server.state.contacts).to.deep.equal([]);
  });

  it('want clean base64 of UTF-8 without a mark, and the right count', async () => {
    for (const [text, changes] of [
      ['Sale->;1', { cant: '2' }],
      ['Sale->;1', { cant: '' }],
      ['\uFEFFSale->;1', {}],
      ['Sale->;1', { fileb64: '' }],
      ['Sale->;1', { fileb64: `${base64('Sale->;1')}\n` }],
      ['Sale->;12', { fileb64: base64('Sale->;12').slice(0, -1) }],
      ['Sale->;1', { fileb64: btoa('Sale->;1;a=\xf1') }],
      ['Sale->;1', { campaign: 'x' }],
      ['Sale->;1', { filename: '' }],
    ] as [string, Record<string, string>][])
      expect(await say(text, changes), JSON.stringify(changes)).to.equal('0');
  });

  it('are only counted when told so, and leave little behind in the log', async () => {
    start({ keepContacts: false });
    const rows = Array.from({ length: 10_000 }, (_, index) => `Sale->;09${index};name=Ana`).join('\n');
    expect(await say(rows)).to.equal('1');
    expect([server.state.contacts.length, server.state.uploads[0]!.rows]).to.deep.equal([0, 10_000]);
    expect(server.log[0]!.body)
      .to.match(/… \(\d+ characters\)$/)
      .and.property('length')
      .below(101_000);
    for (let times = 0; times < 510; times++) await ask('Supervisor/queuesummary', '');
    expect(server.log).to.have.length(500);
  });
});
