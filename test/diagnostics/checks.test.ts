import { expect } from 'chai';
import { aheadBy, checkClock, checkSignIn } from '../../src/diagnostics/server-checks.js';
import { checkFeatures } from '../../src/diagnostics/browser-checks.js';
import { checkFrame, checkPortalOrigin, checkSandbox, type Frames } from '../../src/diagnostics/frame-checks.js';
import { checkDialect, type DialectEvidence } from '../../src/diagnostics/dialect-check.js';
import { redactFacts, redactText } from '../../src/diagnostics/finding.js';
import { checkPortal } from '../../src/diagnostics/portal-checks.js';
import { causesOf } from '../../src/diagnostics/server-messages.js';
import type { ServerProbe, ServerEvidence } from '../../src/diagnostics/server-probes.js';
import { checkServer } from '../../src/diagnostics/server-messages.js';
import { checkOutbox, checkPartition, checkStorage } from '../../src/diagnostics/storage-checks.js';

const framed: Frames = { depth: 1, origins: ['https://portal.example'], own: 'https://forms.example', isNamed: true };
const probe = (end: ServerProbe['end'], more: Partial<ServerProbe> = {}): ServerProbe => ({
  end,
  ms: 5,
  before: 0,
  after: 5,
  ...more,
});
const evidence = (url: string, more: Partial<ServerEvidence> = {}): ServerEvidence => ({
  url: new URL(url),
  page: { origin: 'https://forms.example', protocol: 'https:', hostname: 'forms.example' },
  isOnline: true,
  authorization: 'given',
  localNetwork: [],
  ...more,
});
const failed = { asSent: probe('failed'), plain: probe('failed'), reach: probe('failed') };
const http = { origin: 'http://forms.example', protocol: 'http:', hostname: 'forms.example' };

describe('what the doctor concludes of the dialect', () => {
  const seen = (common?: number, newest?: number, none?: number): DialectEvidence => {
    const answered = (status: number | undefined) =>
      status === undefined ? probe('failed') : probe('answered', { status });
    return {
      'admin/addblack': answered(common),
      'admin/addblackbulk': answered(newest),
      'admin/nothing': answered(none),
    };
  };

  it('is sure only of a server that tells what it has from what it has not', () => {
    for (const [statuses, state] of [
      [[405, 405, 404], 'good'],
      [[401, 403, 404], 'good'],
      [[405, 404, 404], 'bad'],
      [[404, 404, 404], 'unknown'],
      [[200, 200, 200], 'unknown'],
      [[405, 405, 405], 'unknown'],
      [[401, 401, 401], 'unknown'],
      [[302, 302, 302], 'unknown'],
      [[405, undefined, 404], 'unknown'],
      [[undefined, 405, 404], 'unknown'],
      [[405, 405, undefined], 'unknown'],
    ] as const)
      expect(checkDialect(seen(...statuses)).state, String(statuses)).to.equal(state);
    expect(checkDialect(undefined).state).to.equal('unknown');
  });

  it('names a setting that is none, whatever the server says', () => {
    for (const set of ['V8', 'newer', 'toString'])
      for (const evidence of [undefined, seen(405, 405, 404)]) {
        const { state, title, ask } = checkDialect(evidence, set);
        expect(state).to.equal('bad');
        expect(title).to.contain('which is no dialect');
        expect(ask?.what).to.contain('new, v8 or old');
      }
  });

  it('warns that an old setting may dial at once, since no request tells version 8 from what was before', () => {
    const { state, text, ask } = checkDialect(seen(405, 404, 404), 'old');
    expect(state).to.equal('warning');
    expect(text).to.contain('called at once');
    expect(ask?.what).to.contain('integra-dialect="v8"');
  });
});

describe('what the doctor concludes', () => {
  for (const [what, url, more, causes] of [
    ['https, from https: it cannot tell', 'https://ucontact.example/', {}, ['dns', 'refused', 'certificate']],
    ['https by number: no name server is asked', 'https://192.0.2.1/', {}, ['refused', 'certificate']],
    ['http by name: no certificate is needed', 'http://ucontact.example/', { page: http }, ['dns', 'refused']],
    ['http by number', 'http://192.0.2.1/', { page: http }, ['refused']],
    ['http, from https', 'http://ucontact.example/', {}, ['mixed']],
    ['http of this computer, from https', 'http://127.0.0.1:8080/', {}, ['refused']],
    [
      'only http answers, at the same port',
      'https://ucontact.example:8443/',
      { page: http, others: [{ url: new URL('http://ucontact.example:8443/'), probe: probe('opaque') }] },
      ['certificate'],
    ],
    [
      'only http answers, at its own port',
      'https://ucontact.example/',
      { page: http, others: [{ url: new URL('http://ucontact.example/'), probe: probe('opaque') }] },
      ['certificate', 'refused'],
    ],
    [
      'a local address, and a browser that has to ask',
      'https://10.0.0.5/',
      { localNetwork: ['prompt'] },
      ['local-network', 'refused', 'certificate'],
    ],
    ['a local address that is allowed', 'https://10.0.0.5/', { localNetwork: ['granted'] }, ['refused', 'certificate']],
    [
      'a name that only begins as this computer’s',
      'https://localhost.example/',
      { localNetwork: ['prompt'] },
      ['dns', 'refused', 'certificate'],
    ],
    [
      'an answer that forbids to be read at all (CORP), but the real one can be',
      'https://ucontact.example/',
      { asSent: probe('answered', { status: 200, body: 'list' }), reach: undefined },
      [],
    ],
  ] as const)
    it(`of a server: ${what}`, () =>
      expect(causesOf(evidence(url, { ...failed, ...more } as Partial<ServerEvidence>))).to.deep.equal(causes));

  it('of an address: none is no verdict, and one that is none is a bad one', () => {
    expect([checkServer(undefined).state, checkServer(undefined, 'http://').state]).to.deep.equal(['unknown', 'bad']);
  });

  it('of a clock: what the way there and back may explain does not count', () => {
    expect(aheadBy({ host: 'a', date: 10_000, before: 10_900, after: 14_000 })).to.equal(0);
    expect(aheadBy({ host: 'a', date: 10_000, before: 71_000, after: 72_000 })).to.equal(60);
    expect(aheadBy({ host: 'a', date: 72_000, before: 10_000, after: 12_000 })).to.equal(-60);
    const title = (seconds: number) =>
      checkClock([
        { host: 'near', date: 1e6, before: 1e6, after: 1e6 },
        { host: 'far', date: 1e6, before: 1e6 + 1_000 + seconds * 1_000, after: 2e6 },
      ]).state;
    expect([29, 30, 299, 300].map(title)).to.deep.equal(['good', 'warning', 'warning', 'bad']);
  });

  it('of frames: by whom, also where the browser does not say', () => {
    expect(checkFrame({ ...framed, origins: ['?'] }, '').text).to.equal('This browser does not say by whom.');
    expect(
      checkPortalOrigin({ ...framed, origins: ['?'] }, 'https://p.example', 'https://p.example', true).state,
    ).to.equal('unknown');
    expect(checkPortalOrigin(framed, '', '', false).state, 'a page that names only Integra').to.equal('unknown');
    expect([checkSandbox(framed).state, checkSandbox({ ...framed, own: 'null' }).state]).to.deep.equal(['good', 'bad']);
  });

  it('of a silent portal: messages of another origin point at portal-origin', () => {
    const answer = { error: 'UNREACHABLE', ms: 5_000, refused: ['another origin: https://other.example'] } as const;
    expect(checkPortal(answer, framed, 'https://portal.example').text)
      .to.contain('https://other.example')
      .and.contain('portal-origin');
  });

  it('of storage, its room, and the outbox', () => {
    const works = { session: '', indexedDb: '', isPersisted: true, free: 1e9, hasAccess: true };
    expect(checkStorage(works).state).to.equal('good');
    expect(checkStorage({ ...works, free: 1e6 }).title).to.contain('little room');
    expect(checkStorage({ ...works, indexedDb: 'SecurityError' }).state).to.equal('bad');
    expect(
      ['https://portal.example', 'https://forms.example'].map(
        (top) => checkPartition({ ...works, hasAccess: false }, { ...framed, origins: [top] }).state,
      ),
    ).to.deep.equal(['warning', 'good']);
    const outbox = { storage: 'memory', problem: 'The storage is full.', list: () => [] } as never;
    expect([checkOutbox(undefined).state, checkOutbox(outbox).state, checkOutbox(outbox).text]).to.deep.equal([
      'unknown',
      'warning',
      'The storage is full.',
    ]);
  });

  it('of a sign-in that goes over http: it can be read on the way, but not on this computer', () => {
    const answered = { asSent: probe('answered', { status: 200, body: 'list' }) };
    const states = (
      ['http://ucontact.example/', 'https://ucontact.example/', 'http://127.0.0.1/', 'http://localhost:8080/'] as const
    ).map((url) => checkSignIn(evidence(url, answered)).state);
    expect(states).to.deep.equal(['warning', 'good', 'good', 'good']);
    expect(checkSignIn(evidence('http://ucontact.example/', { ...answered, authorization: 'none' })).state).to.equal(
      'good',
    );
  });

  it('of an old browser', () => {
    const features = { isSecure: true, hasSubtle: true, hasLocks: true, hasClipboard: true, unknown: ['light-dark()'] };
    expect([checkFeatures(features).state, checkFeatures(features).text]).to.deep.equal([
      'bad',
      'It does not know light-dark().',
    ]);
  });

  it('covers numbers and sign-ins, and leaves host names', () => {
    expect(
      redactText(
        '091000000 at https://192.168.100.200:8443/ucontact, Bearer abc.def and s3cr3t, Basic or Bearer',
        's3cr3t',
      ),
    ).to.equal('•••••••00 at https://192.168.100.200:8443/ucontact, Bearer ••• and •••, Basic or Bearer');
    expect(
      redactFacts({ url: 'https://crm.example/customer/24001234', list: ['099124484'], ms: 1234567, none: null }),
    ).to.deep.equal({ url: 'https://crm.example/customer/••••••34', list: ['•••••••84'], ms: 1234567, none: null });
  });
});
