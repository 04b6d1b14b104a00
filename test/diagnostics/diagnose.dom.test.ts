import { expect } from 'chai';
import { diagnose, diagnoseFrame, findingIds, sendings, type Finding } from '../../src/diagnostics/index.js';
import { IntegraSimulator } from '../../src/simulator/index.js';
import { version } from '../../src/version.js';
import { CtiClient } from '../../src/core/client.js';
import { CtiError } from '../../src/core/errors.js';
import { clientOf, fakeTransport } from '../elements/elements.fixture.js';
import { failure } from '../failure.js';

const ucontact = 'https://ucontact.example';

describe('diagnose()', () => {
  it('finds everything, in one order, as plain data, and tells of each as it comes', async () => {
    const told: [number, number][] = [];
    const report = await diagnose(clientOf(), { onFinding: (_, done, all) => told.push([done, all]) });
    expect(report.findings.map(({ id }) => id)).to.deep.equal(findingIds);
    expect(JSON.parse(JSON.stringify(report))).to.deep.equal(report);
    expect(told).to.deep.equal(findingIds.map((_, at) => [at + 1, findingIds.length]));
    expect([report.version, Date.parse(report.at)]).to.deep.equal([
      version,
      Date.parse(new Date(report.at).toISOString()),
    ]);
  });

  it('has the version of the package', async () => {
    expect(((await (await fetch('/package.json')).json()) as { version: string }).version).to.equal(version);
  });

  it('sends nothing but the question for the call, and looks at what it is asked for only', async () => {
    const dialer = fakeTransport({ send: () => ({ status: 'confirmed', transport: 'fake', cti: null }) });
    const { findings } = await diagnose(clientOf(dialer), { only: ['portal'] });
    expect([dialer.sent, findings.map(({ id, state }) => [id, state])]).to.deep.equal([
      [{ type: 'cti' }],
      [['portal', 'good']],
    ]);
  });

  it('tells of destinations that cannot be read, as the client says it', async () => {
    for (const [destinations, state, said] of [
      [undefined, 'good', ''],
      [{ allow: ['+598'] }, 'good', ''],
      [{ perMinute: '20' }, 'bad', 'destinations cannot be read (perMinute)'],
    ] as const) {
      const client = new CtiClient({ transports: [], destinations: () => destinations });
      const { findings } = await diagnose(client, { only: ['destinations'] });
      expect(findings.map(({ id, state }) => [id, state])).to.deep.equal([['destinations', state]]);
      expect(findings[0]?.title).to.contain(said);
      client.close();
    }
  });

  it('does not wait for a portal longer than it was told', async () => {
    const { findings } = await diagnose(clientOf(fakeTransport({ send: () => new Promise(() => {}) })), {
      only: ['portal'],
      timeout: 50,
    });
    expect([findings[0]?.state, findings[0]?.facts['error']]).to.deep.equal(['bad', 'TIMEOUT']);
  });

  it('stops by its signal', async () => {
    const stop = new AbortController();
    const run = failure(
      diagnose(clientOf(fakeTransport({ send: () => new Promise(() => {}) })), {
        only: ['portal'],
        signal: stop.signal,
      }),
    );
    stop.abort(new Error('enough'));
    expect(await run).to.have.property('message', 'enough');
    expect(await failure(diagnose(clientOf(), { signal: stop.signal }))).to.have.property('message', 'enough');
    expect(await failure(diagnoseFrame(location.href, { signal: stop.signal }))).to.have.property('message', 'enough');
  });

  /** Plays the server: any request to it is answered, or fails, as told. Gives what was asked. */
  function playServer(answer: () => Promise<Response>) {
    const asked: { url: string; authorization: string | undefined }[] = [];
    const { fetch } = window;
    window.fetch = (address, init) => {
      if (address === location.href) return fetch(address, init);
      const authorization = (init?.headers as Record<string, string> | undefined)?.['Authorization'];
      return (asked.push({ url: String(address), authorization }), answer());
    };
    stops.push(() => (window.fetch = fetch));
    return asked;
  }
  const stops: (() => void)[] = [];
  afterEach(() => stops.splice(0).forEach((stop) => stop()));

  const [secret, number] = ['tenant-of-ana', '24001234'];
  /** The whole address of a server that has the sign-in and a number in its name and its path, and something in its query. */
  const address = `https://${secret}.c${number}.example/${secret}/${number}`;
  const host = '•••.c••••••34.example';
  const path = '/•••/••••••34/Integra/resources/Supervisor/queuesummary';
  for (const [what, answer, finding] of [
    [
      'that nobody answers at',
      () => Promise.reject(new TypeError('Failed to fetch')),
      {
        title: `Nobody answers at ${host}.`,
        text: `Open https://${host}/ in a tab of its own`,
        whom: 'computer’s network',
        what: `Make the name ${host} known`,
      },
    ],
    [
      'without Integra',
      () => Promise.resolve(new Response(`${secret} ${number}`, { status: 404 })),
      {
        title: 'no Integra',
        text: `POST ${path} got HTTP 404.`,
        whom: `the administrator of ${host}`,
        what: 'Integra/resources/',
      },
    ],
    [
      'that fails',
      () => Promise.resolve(new Response(`${secret} ${number}`, { status: 500 })),
      {
        title: 'HTTP 500',
        text: 'could not do',
        whom: `the administrator of ${host}`,
        what: `Look into the server’s log for POST ${path} at`,
      },
    ],
  ] as const)
    it(`covers the sign-in and numbers in what it says of a server ${what}`, async () => {
      const asked = playServer(answer);
      const told: Finding[] = [];
      const report = await diagnose(clientOf(), {
        integraUrl: address,
        authorization: () => secret,
        only: ['server', 'sign-in'],
        onFinding: (each) => told.push(each),
      });
      expect(asked[0], 'the secrets were there').to.deep.equal({
        url: `${address}/Integra/resources/Supervisor/queuesummary`,
        authorization: secret,
      });
      const [{ title, text, ask, facts } = {} as Finding] = report.findings;
      expect(title).to.contain(finding.title);
      expect(text).to.contain(finding.text);
      expect(ask?.whom).to.contain(finding.whom);
      expect(ask?.what).to.contain(finding.what);
      expect(facts['url']).to.equal(`https://${host}${path}`);
      expect(told).to.have.deep.members(report.findings);
      const shown = [...report.findings, ...told].map((each) => [
        each.title,
        each.text,
        each.ask,
        Object.values(each.facts),
      ]);
      expect(JSON.stringify(shown)).not.to.contain(secret).and.not.to.contain(number);
    });

  it('covers what the outbox says of its storage, in the words and in the facts', async () => {
    const client = clientOf();
    const problem = `Not kept: 091000000, Bearer ${secret}`;
    Object.defineProperty(client, 'outbox', { value: { storage: 'memory', problem, list: () => [] } });
    const [{ text, facts } = {} as Finding] = (await diagnose(client, { only: ['outbox'] })).findings;
    const covered = 'Not kept: •••••••00, Bearer •••';
    expect([text, facts['problem']]).to.deep.equal([covered, covered]);
  });

  it('leaves out the query of an address, and its fragment', async () => {
    const asked = playServer(() => Promise.resolve(new Response('', { status: 404 })));
    const report = await diagnose(clientOf(), {
      integraUrl: 'https://ucontact.example/none?key=hush#shush',
      only: ['server', 'sign-in'],
    });
    expect(asked[0]?.url, 'it was there').to.match(/hush.*shush/);
    expect(report.findings[0]?.facts['url']).to.equal('https://ucontact.example/••••');
    expect(JSON.stringify(report)).not.to.contain('hush');
  });

  for (const speaks of ['new', 'v8', 'old'] as const)
    for (const set of ['new', 'v8', 'old', ''] as const)
      it(`finds out without doing anything what a server speaks: ${speaks} spoken, ${set || 'nothing'} set`, async () => {
        const server = new IntegraSimulator({ dialect: speaks });
        const header = server.signIn();
        const { fetch } = window;
        window.fetch = (address, init) =>
          String(address).startsWith(ucontact)
            ? server.handle(new Request(String(address), init))
            : fetch(address, init);
        const before = JSON.stringify(server.state);
        const { findings } = await diagnose(clientOf(), {
          integraUrl: `${ucontact}/here`,
          integraDialect: set,
          authorization: () => header,
          only: ['dialect'],
        }).finally(() => (window.fetch = fetch));
        const [{ id, state, title, text, ask, facts } = {} as Finding] = findings;
        const wanted = { new: ['good', 'bad'], v8: ['bad', 'good'], old: ['bad', 'warning'] }[set || 'new'];
        expect([id, state]).to.deep.equal(['dialect', wanted[speaks === 'new' ? 0 : 1]]);
        expect(`${title} ${text} ${ask?.what ?? ''}`).to.contain(state === 'bad' ? 'integra-dialect="' : set || 'new');
        expect(facts).to.have.property('set', set || 'new');
        expect(JSON.stringify(server.state)).to.equal(before);
        const asked = server.log.map(({ method, path }) => `${method} ${path.replace('/here/Integra/resources/', '')}`);
        expect(asked).to.have.members([
          'POST Supervisor/queuesummary',
          'GET admin/addblack',
          'GET admin/addblackbulk',
          'GET admin/nothing',
        ]);
      });

  it('asks a server that does not answer nothing more, and says that it does not know its dialect', async () => {
    for (const status of [401, 404, 500]) {
      const asked = playServer(() => Promise.resolve(new Response('', { status })));
      const { findings } = await diagnose(clientOf(), { integraUrl: `${ucontact}/here`, only: ['dialect'] });
      expect([asked.length, findings[0]?.state], String(status)).to.deep.equal([1, 'unknown']);
    }
    expect((await diagnose(clientOf(), { only: ['dialect'] })).findings[0]?.state).to.equal('unknown');
  });

  it('asks a phone bar for its calls and for nothing else, and warns that any page may [C-411 C-413]', async () => {
    const baseUrl = 'http://127.0.0.1:9888';
    for (const [answer, state, facts] of [
      ['[]', 'warning', { calls: 0 }],
      ['[{"ref":"a1"}]', 'warning', { calls: 1, sample: '[{"ref":"x9"}]' }],
      ['{}', 'warning', { sample: '{}' }],
    ] as const) {
      const asked = playServer(() => Promise.resolve(new Response(answer)));
      const { findings } = await diagnose(clientOf(), { phoneBar: { baseUrl }, only: ['phone-bar'] });
      expect(asked.map(({ url }) => url)).to.deep.equal([`${baseUrl}/api/calls`]);
      expect(findings[0]).to.deep.include({ id: 'phone-bar', state });
      expect(findings[0]?.facts).to.deep.include(facts);
      expect(findings[0]?.text).to.contain('every web page');
    }
    const asked = playServer(() => Promise.resolve(new Response('[]')));
    const unread = '[{"from":"its transport"}]';
    const { findings } = await diagnose(clientOf(), { phoneBar: { baseUrl, unread }, only: ['phone-bar'] });
    expect(findings[0]?.facts['sample']).to.contain('from');
    expect((await diagnose(clientOf(), { only: ['phone-bar'] })).findings[0]?.state).to.equal('good');
    expect(asked).to.have.length(1);
    const lost = playServer(() => Promise.reject(new TypeError('Failed to fetch')));
    const { findings: none } = await diagnose(clientOf(), { phoneBar: { baseUrl }, only: ['phone-bar'] });
    expect([none[0]?.state, lost.length]).to.deep.equal(['bad', 2]);
    expect(sendings({ phoneBar: { baseUrl } }).join(' ')).to.contain(`${baseUrl}: GET api/calls`);
    expect(sendings({ phoneBar: { baseUrl: 'x' } })).to.have.length(2);
  });

  it('says beforehand what it sends, without a secret', () => {
    expect(sendings()).to.have.length(2);
    const text = sendings({ integraUrl: 'https://ucontact.example/x?key=hush', authorization: () => 'Basic abc' }).join(
      ' ',
    );
    expect(text)
      .to.contain('https://ucontact.example')
      .and.contain('queuesummary')
      .and.contain('GET for admin/addblack, admin/addblackbulk, admin/nothing')
      .and.contain('with this page’s sign-in');
    expect(text).not.to.match(/hush|abc/);
    expect(sendings({ integraUrl: 'https://u:p@ucontact.example/' }).join(' ')).not.to.contain('ucontact');
  });

  it('frames only web pages', async () => {
    for (const address of ['javascript:alert(1)', 'data:text/html,x', 'http://'])
      expect(await failure(diagnoseFrame(address)))
        .to.be.instanceOf(CtiError)
        .and.to.have.property('code', 'INVALID');
  });
});
