import { expect } from 'chai';
import { publish } from '../../src/diagnostics/finding.js';
import {
  barUrl,
  checkPhoneBar,
  engineOf,
  localRule,
  type PhoneBarEvidence,
} from '../../src/diagnostics/phone-bar-check.js';
import type { ServerProbe } from '../../src/diagnostics/server-probes.js';
import { MotionBarTransport } from '../../src/transports/motion-bar/motion-bar-transport.js';

const probe = (end: ServerProbe['end'], status?: number): ServerProbe => ({
  end,
  ms: 5,
  before: 0,
  after: 5,
  ...(status !== undefined && { status }),
});
const bar = { baseUrl: 'http://127.0.0.1:9888' };
const secure = { protocol: 'https:', hostname: 'crm.example' };
const plain = { protocol: 'http:', hostname: 'crm.example' };
const evidence = (more: Partial<PhoneBarEvidence> = {}, url = `${bar.baseUrl}/api/calls`): PhoneBarEvidence => ({
  url: new URL(url),
  page: secure,
  engine: 'chromium',
  localNetwork: [],
  asked: probe('answered', 200),
  ...more,
});
const failed = { asked: probe('failed'), reach: probe('failed') };
const concluded = (more: Partial<PhoneBarEvidence>, url?: string) => checkPhoneBar(bar, evidence(more, url));

describe('what the doctor concludes of Motion’s phone bar', () => {
  it('is nothing where none is set, and a problem where its address is none [C-410]', () => {
    expect(checkPhoneBar(undefined, undefined).state).to.equal('good');
    expect(checkPhoneBar({ baseUrl: 'x' }, undefined)).to.include({ state: 'bad' });
    for (const baseUrl of [
      '',
      '/bar',
      'file:///x',
      `${bar.baseUrl}/api/originate/0911?`,
      `${bar.baseUrl}/api/hangup#`,
      'http://a:b@127.0.0.1:9888',
      'javascript:1',
    ])
      expect(barUrl({ baseUrl }), baseUrl).to.equal(undefined);
    expect(barUrl(new MotionBarTransport({ baseUrl: 'http://localhost:9888/' }))?.href).to.equal(
      'http://localhost:9888/api/calls',
    );
  });

  it('is never more than a warning: the bar asks for no secret, so any page can make it dial [C-413]', () => {
    for (const more of [{ calls: 0 }, { calls: 2 }, { calls: 1, sample: '[{"x":1}]' }, { sample: '{}' }]) {
      const { state, title, text, facts } = concluded(more);
      expect(state).to.equal('warning');
      expect(`${title} ${text}`).to.contain('every web page that is open on this computer can make it dial');
      expect(facts['needs a secret']).to.equal(false);
    }
  });

  it('prints a sample where keys were not understood, as it may be given to others [C-412]', () => {
    const sample = '[{"callRef":"xx-99","peer":"xxx +999 99","no":"999999999"}]';
    for (const calls of [undefined, 1]) {
      const { title, facts, ask } = concluded({ ...(calls && { calls }), sample });
      expect(title).to.contain('not all understood');
      expect(ask?.what).to.contain('Give this report');
      expect(facts['sample']).to.equal(sample);
    }
    const { facts } = publish('phone-bar', concluded({ sample }));
    expect(facts['sample']).to.contain('callRef').and.contain('peer');
    expect(concluded({ calls: 0 }).facts).not.to.have.property('sample');
  });

  it('names what keeps the page from the bar, the surest first [C-410]', () => {
    const other = 'http://10.0.0.5:9888/api/calls';
    for (const [what, more, said, url] of [
      ['its own policy', { asked: probe('policy') }, 'connect-src http://127.0.0.1:9888'],
      ['its policy, the second time', { asked: probe('failed'), reach: probe('policy') }, 'connect-src'],
      ['CORS', { asked: probe('failed'), reach: probe('opaque') }, 'Access-Control-Allow-Origin'],
      [
        'mixed content in Safari',
        { ...failed, engine: 'safari' },
        'keeps this page from the phone bar. Safari, as far as is known, keeps',
      ],
      ['mixed content of another computer', failed, 'another computer over http', 'http://bar.example/api/calls'],
      ['mixed content in Firefox', { ...failed, engine: 'firefox' }, 'another computer over http', other],
      [
        'a permission for the local network that nobody gave',
        { ...failed, localNetwork: ['prompt'] },
        'ask the person whether a page on https may reach the local network',
        other,
      ],
      [
        'a permission that nobody gave to a page of the local network',
        { ...failed, localNetwork: ['prompt'], page: { protocol: 'https:', hostname: 'intranet' } },
        'Allow this site to reach',
      ],
      ['a permission that is refused', { ...failed, localNetwork: ['denied'] }, 'Allow this site to reach'],
      ['a permission that nobody gave', { ...failed, localNetwork: ['prompt'] }, 'Allow this site to reach'],
      [
        'a permission that is refused to a page of the local network',
        { ...failed, localNetwork: ['denied'], page: { protocol: 'https:', hostname: 'intranet' } },
        'Allow this site to reach',
      ],
      ['nobody there', { ...failed, localNetwork: ['granted'] }, 'off until somebody does'],
      ['nobody there, and no permission is needed', failed, 'off until somebody does'],
      ['nobody there, in Firefox', { ...failed, engine: 'firefox' }, 'Firefox takes http://127.0.0.1'],
      ['nobody there, on http', { ...failed, engine: 'safari', page: plain }, 'off until somebody does'],
      ['no answer in time', { asked: probe('timeout') }, 'off until somebody does'],
      ['another program', { asked: probe('answered', 404) }, 'no phone bar that is known here (HTTP 404)'],
      ['a redirect', { asked: probe('answered', 302) }, 'HTTP 302'],
    ] as [string, Partial<PhoneBarEvidence>, string, string?][]) {
      const { state, title, text, ask, facts } = concluded(more, url);
      expect(state, what).to.equal('bad');
      expect(`${title} ${text} ${ask?.whom} ${ask?.what}`, what).to.contain(said);
      expect(facts['rule'], what).to.be.a('string');
    }
    const here = { hostname: 'crm.localhost', protocol: 'http:' };
    expect(concluded({ ...failed, page: here, localNetwork: ['prompt'] }).title).to.contain('Nobody answers');
  });

  it('names the browser’s rule on this computer and on others [C-410]', () => {
    const rule = (page: PhoneBarEvidence['page'], engine: PhoneBarEvidence['engine'], url: string = bar.baseUrl) =>
      localRule({ page, engine, url: new URL(url) });
    expect(rule(secure, 'chromium')).to.contain('local network access');
    expect(rule(plain, 'chromium')).to.contain('has to be on https');
    expect(rule(secure, 'firefox')).to.contain('Firefox');
    expect(rule(secure, 'safari')).to.contain('keeps a page on https from http');
    expect(rule(plain, 'safari')).to.contain('Browsers differ');
    expect(rule(secure, 'other')).to.contain('Browsers differ');
    expect(rule({ hostname: 'localhost', protocol: 'http:' }, 'chromium')).to.contain('of this computer itself');
    expect(rule(plain, 'chromium')).to.contain('also of the local network');
    const other = 'http://10.0.0.5:9888';
    expect(rule(secure, 'chromium', other))
      .to.contain('ask the person')
      .and.not.to.contain('mixed content');
    for (const engine of ['firefox', 'safari', 'other'] as const)
      expect(rule(secure, engine, other), engine).to.contain('mixed content');
    expect(rule({ hostname: '10.0.0.1', protocol: 'https:' }, 'chromium', other)).to.contain('mixed content');
    expect(rule(secure, 'chromium', 'http://bar.example')).to.contain('mixed content');
    expect(rule(secure, 'safari', 'https://127.0.0.1:9888')).to.contain('Browsers differ');
  });

  it('knows the browser by the name that it gives itself', () => {
    for (const [agent, engine] of [
      [
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
        'chromium',
      ],
      ['Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0 Safari/537.36 Edg/142.0', 'chromium'],
      ['Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0', 'firefox'],
      ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15', 'safari'],
      ['curl/8', 'other'],
    ] as const)
      expect(engineOf(agent), agent).to.equal(engine);
  });
});
