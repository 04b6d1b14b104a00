// Every dialect of the transport at a server of every dialect: also where the page's setting is wrong, nothing becomes what was not asked for.
import { expect } from 'chai';
import { CtiClient, CtiError, type CommandInput } from '../../../src/index.js';
import { IntegraSimulator } from '../../../src/simulator/index.js';
import { IntegraTransport, type IntegraDialect } from '../../../src/transports/integra/index.js';
import { failure } from '../../failure.js';
import { dispose, tag } from '../../samples.js';
import { fc } from '../../seeded.js';
import { everyCommand } from '../every-command.js';

const dialects = ['new', 'v8', 'old'] as const;
const pairs = dialects.flatMap((page) => dialects.map((server) => [page, server] as const));
const campaigns = ['Sale->', 'Power<-'];

/** A page with that setting at a server that speaks perhaps something else. */
function play(page: IntegraDialect, speaks: IntegraDialect) {
  const server = new IntegraSimulator({ campaigns, dialect: speaks, recordings: [] });
  const header = server.signIn();
  const transport = new IntegraTransport({
    baseUrl: 'https://ucontact.example',
    agent: 'Agent1',
    phone: '1001',
    dialect: page,
    authorization: () => header,
    fetch: (url, init) => server.handle(new Request(url, init)),
  });
  const client = new CtiClient({ transports: [transport] });
  const ask = (command: CommandInput) =>
    client.send(command).then(
      ({ status }) => status,
      (cause: unknown) => CtiError.from(cause).code,
    );
  return { server, client, ask };
}

type Mode = 'now' | 'priority' | 'schedule' | 'owned' | 'normal';

/** Everything that can be said of one person to dial, and what it is to become. */
const person = fc.record(
  {
    alternatives: fc.constant(['2', '3'] as string[]),
    data: fc.constant([['a', 'b']] as [string, string][]),
    agent: fc.constantFrom('Agent1', '1001'),
  },
  { requiredKeys: [] },
);
const task = fc.record({
  mode: fc.constantFrom<Mode>('now', 'priority', 'schedule', 'owned', 'normal'),
  person,
  byContact: fc.boolean(),
});

/** The pair that no byte tells apart (U-24): before version 8 these flags were a contact of one agent, and are a call at once since. */
const isAmbiguous = (page: IntegraDialect, server: IntegraDialect, mode: Mode) =>
  page === 'old' && server !== 'old' && mode === 'owned';

describe('a person to dial, at a server of each dialect', () => {
  for (const [page, speaks] of pairs)
    it(`is never called at once unless asked for, nor confirmed as something else: ${page} set, ${speaks} spoken [C-139 C-140 C-141 C-142 C-143 C-144]`, async () => {
      await fc.assert(
        fc.asyncProperty(task, async ({ mode, person: said, byContact }) => {
          const { server, ask } = play(page, speaks);
          const asked: Mode = byContact ? (said.agent ? 'owned' : 'normal') : mode;
          fc.pre(byContact || !isAmbiguous(page, speaks, mode));
          const whom = { destination: '1', ...said };
          const at = mode === 'schedule' ? { at: '2030-01-01 10:00:00' } : {};
          const end = await ask(
            byContact
              ? { type: 'addContact', campaign: 'Sale->', contact: whom }
              : { type: 'dialerTask', mode, campaign: 'Sale->', ...at, ...whom },
          );
          const filed = server.state.tasks.map((each) => each.mode);
          expect(filed).to.deep.equal(end === 'confirmed' ? [asked] : []);
        }),
      );
    });

  it('is an immediate call at a newer server where the setting is old and one agent’s contact is asked for: the bytes are the same [C-144]', async () => {
    for (const speaks of ['new', 'v8'] as const) {
      const { server, ask } = play('old', speaks);
      await ask({ type: 'dialerTask', mode: 'owned', campaign: 'Sale->', destination: '1', agent: 'Agent1' });
      expect(server.state.tasks.map(({ mode }) => mode)).to.deep.equal(['now']);
    }
  });

  it('that one agent is to call is refused by name before any byte in the dialect old, and not offered', async () => {
    const { server, client } = play('old', 'v8');
    const contact = { destination: '0911', agent: 'Agent1' };
    const error = await failure(client.send({ type: 'addContact', campaign: 'Sale->', contact }));
    expect(error).to.include({ code: 'INVALID', field: 'contact.agent' });
    expect(server.log).to.deep.equal([]);
    const { bulk } = client.supports('addContact');
    expect([bulk?.fieldsAlone?.includes('agent'), bulk?.fields.includes('agent')]).to.deep.equal([false, true]);
  });
});

const fieldsOf = fc.record(
  {
    level2: fc.constant(''),
    data1: fc.constant('a'),
    data2: fc.constant('b'),
    comment: fc.constant('c'),
    callbackCampaign: fc.constantFrom('', 'Power<-'),
    tag: fc.constantFrom('', 'mine'),
  },
  { requiredKeys: [] },
);

describe('a result, at a server of each dialect', () => {
  for (const [page, speaks] of pairs)
    it(`is saved with all that was said, or not confirmed: ${page} set, ${speaks} spoken [C-086]`, async () => {
      await fc.assert(
        fc.asyncProperty(fieldsOf, async (said) => {
          const { server, ask } = play(page, speaks);
          const { guid } = server.addCall({ campaign: 'Sale->' });
          const callbackAt = '2030-01-01 10:00:00';
          const call = { campaign: 'Sale->', guid, customer: '091000000', level1: 'Callback', callbackAt };
          const end = await ask({ type: 'dispose', ...call, ...said });
          const isNewer = !!said.callbackCampaign || !!said.tag;
          if (page === speaks && (page === 'new' || !isNewer)) expect(end).to.equal('confirmed');
          const { dispositions, schedules } = server.state;
          if (end !== 'confirmed') {
            expect([dispositions, schedules]).to.deep.equal([[], []]);
            return;
          }
          const { data1 = '', data2 = '', comment = '', callbackCampaign, tag = '' } = said;
          expect(dispositions[0]).to.include({ d1: data1, d2: data2, comment });
          expect(dispositions[0]?.tag ?? '').to.equal(tag);
          expect(schedules).to.have.length(1);
          expect(schedules[0]).to.include({ calldate: callbackAt, campaign: callbackCampaign || 'Sale->' });
        }),
      );
    });
});

const entry = fc.record(
  {
    phone: fc.constantFrom('1', '2'),
    campaign: fc.constantFrom('*', 'Sale->'),
    username: fc.constant('u'),
    company: fc.constant('c'),
    jobTitle: fc.constant('j'),
    name: fc.constant('n'),
    expireDate: fc.constant('2030-01-01'),
    direction: fc.constantFrom('I', 'O'),
  },
  { requiredKeys: ['phone', 'campaign'] },
);

describe('the do-not-call list, at a server of each dialect', () => {
  for (const [page, speaks] of pairs)
    it(`holds all that was said of a number, or it was not confirmed: ${page} set, ${speaks} spoken [C-097 C-102]`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 2 }), fc.boolean(), async (entries, isOff) => {
          const { server, ask } = play(page, speaks);
          const end = await ask({ type: isOff ? 'unblacklist' : 'blacklist', entries });
          const last = entries.at(-1)!;
          const { jobTitle, expireDate, ...rest } = last;
          const spelled = {
            ...rest,
            ...(jobTitle && { job_title: jobTitle }),
            ...(expireDate && { expire_date: expireDate }),
          };
          const { blacklist } = server.state;
          if (end === 'confirmed' && !isOff) expect(blacklist.at(-1)).to.deep.equal(spelled);
          else expect(blacklist).to.deep.equal([]);
          const isPlain = entries.length === 1 && !isOff && !expireDate && !last.direction;
          if (page === speaks && (page === 'new' || isPlain)) expect(end).to.equal('confirmed');
        }),
      );
    });
});

describe('the dialect of the Integra transport', () => {
  it('is refused where there is none of that name, and says which there are', () => {
    for (const dialect of ['', 'V8', 'newer', 8, null])
      expect(() => new IntegraTransport({ baseUrl: '/ucontact', dialect: dialect as never }), String(dialect))
        .to.throw(CtiError, 'is not a dialect of Integra: set new, v8 or old.')
        .that.has.property('code', 'INVALID');
  });

  it('is asked by supports() of this very command, which sends no byte', async () => {
    const entries = ['097000001', '097000002'].map((phone) => ({ phone, campaign: '*' }));
    const commands: CommandInput[] = [
      ...Object.values(everyCommand('integra')),
      { type: 'blacklist', entries },
      { type: 'blacklist', entries: [{ ...entries[0]!, expireDate: '2099-10-10' }] },
      { type: 'unblacklist', entries },
      { ...dispose, callbackAt: '2099-10-10 15:00:00', callbackCampaign: 'Other->' },
      { ...dispose, tag: 'mine' },
      tag,
      { type: 'dialerTask', mode: 'now', campaign: 'Sale->', destination: '091000000' },
      { type: 'dialerTask', mode: 'owned', campaign: 'Sale->', destination: '091000000' },
      { type: 'addContact', campaign: 'Sale->', contact: { destination: '091000000', agent: 'Agent1' } },
      { type: 'cancelSchedule', campaign: 'Sale->', number: '091000000' },
    ];
    for (const dialect of dialects)
      for (const command of commands) {
        const requests: string[] = [];
        const transport = new IntegraTransport({
          ...{ baseUrl: '/ucontact', agent: 'Agent1', dialect },
          fetch: async (url) => (requests.push(url), new Response('1')),
        });
        const client = new CtiClient({ transports: [transport] });
        const said = client.supports(command.type, command);
        expect(requests).to.deep.equal([]);
        const error = await client.send(command).then(() => undefined, CtiError.from);
        const name = `${dialect} ${JSON.stringify(command)}`;
        expect(said.ok, name).to.equal(requests.length > 0);
        if (!said.ok) expect([said.code, said.reason], name).to.deep.equal([error?.code, error?.message]);
      }
  });

  it('is not asked of what no form can be made of yet', async () => {
    const { client } = play('v8', 'v8');
    const { guid } = await client.send({ type: 'call', campaign: 'Sale->', destination: '091000000' });
    expect(client.supports('tag', { ...tag, guid }), 'the client knows its number').to.include({ ok: true });
    const entry = { campaign: 'Sale->', destination: '091000000' };
    expect(client.supports('schedule', { type: 'schedule', at: '', entry })).to.include({ ok: true });
  });
});
