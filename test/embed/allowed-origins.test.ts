import { expect } from 'chai';
import { isExactOrigin } from '../../src/core/origin.js';
import { readAllowedOrigins } from '../../src/embed/allowed-origins.js';
import { embedCti } from '../../src/embed/index.js';
import { PortalSimulator } from '../../src/simulator/index.js';
import { exactOrigin } from '../../src/transports/message-guard.js';

/** Spellings of an origin that no browser reports, and how it reports that one. */
const unusual = {
  'HTTPS://crm.example': 'https://crm.example',
  'Https://crm.example': 'https://crm.example',
  'https://CRM.example': 'https://crm.example',
  'https://crm.EXAMPLE': 'https://crm.example',
  'https://crm.example:443': 'https://crm.example',
  'https://crm.example:0443': 'https://crm.example',
  'http://crm.example:80': 'http://crm.example',
  'https://crm.example:': 'https://crm.example',
  'https://crm.example:08443': 'https://crm.example:8443',
  'https://crm.example/': 'https://crm.example',
  'https://crm.example/portal': 'https://crm.example',
  'https://crm.example?x=1': 'https://crm.example',
  'https://crm.example#top': 'https://crm.example',
  'https:\\\\crm.example': 'https://crm.example',
  'https:crm.example': 'https://crm.example',
  ' https://crm.example': 'https://crm.example',
  'https://crm.example\n': 'https://crm.example',
  'http://0x7f.1': 'http://127.0.0.1',
  'http://2130706433': 'http://127.0.0.1',
  'http://[0:0:0:0:0:0:0:1]:8080': 'http://[::1]:8080',
  'https://münchen.example': 'https://xn--mnchen-3ya.example',
};

const usual = [
  'https://crm.example',
  'http://crm.example',
  'https://crm.example:8443',
  'http://crm.example:443',
  'https://crm.example:80',
  'http://127.0.0.1:8080',
  'http://localhost',
  'http://[::1]:8080',
  'https://xn--mnchen-3ya.example',
];

const none = [
  'https://agent@crm.example',
  'https://agent:secret@crm.example',
  'agent:secret@crm.example',
  'secret@crm.example',
  '',
  '*',
  '/',
  'null',
  'https://',
  'https://*',
  'https://*.example',
  'https://crm.*',
  'https://%2A.example',
  '//crm.example',
  'crm.example',
  'ftp://crm.example',
  'ws://crm.example',
  'file:///crm',
  'blob:https://crm.example/1',
  'data:text/html,x',
  'javascript:0',
  'about:srcdoc',
];

/** What the widget makes of this list, framed by that page. */
function hostsOf(content: string, framing?: string, further: string[] = [], portal?: string) {
  const location = framing === undefined ? {} : { ancestorOrigins: [framing, ...further] };
  const session = { getAttribute: () => portal ?? null };
  const elements: Record<string, unknown> = { template: { content: { querySelector: () => session } } };
  const page = { parent: {}, location, document: { querySelector: (tag: string) => elements[tag] ?? { content } } };
  return readAllowedOrigins(page as unknown as Window);
}

describe('an origin', () => {
  for (const [text, origin] of Object.entries(unusual)) {
    it(`spelled ${JSON.stringify(text)} is none to be compared with, and is the portal’s after the browser has spelled it`, () => {
      expect(isExactOrigin(text)).to.equal(false);
      expect(exactOrigin(text)).to.equal(origin);
    });
  }

  for (const text of usual) {
    it(`spelled ${text} is one, for the bridge and for the portal`, () => {
      expect(isExactOrigin(text)).to.equal(true);
      expect(exactOrigin(text)).to.equal(text);
    });
  }

  for (const text of none) {
    it(`is not ${JSON.stringify(text)}, neither for the bridge nor for the portal`, () => {
      expect(isExactOrigin(text)).to.equal(false);
      expect(() => exactOrigin(text))
        .to.throw()
        .with.property('code', 'INVALID');
    });
  }

  it('is a text', () => {
    expect(
      [undefined, null, 5, {}, ['https://crm.example'], new URL('https://crm.example')].map(isExactOrigin),
    ).to.satisfy((each: boolean[]) => each.every((is) => !is));
  });

  it('of the widget is refused in another spelling, though the widget’s address is there', () => {
    for (const [text, origin] of Object.entries(unusual))
      expect(() => embedCti({} as Element, { src: `${origin}/widget.html`, origin: text }), text)
        .to.throw()
        .with.include({ code: 'INVALID', field: 'origin' });
  });

  it('of a simulated portal’s form is refused in another spelling', () => {
    for (const text of Object.keys(unusual))
      expect(() => new PortalSimulator({ frame: 'form', formOrigin: text }), text).to.throw(TypeError, 'is no origin');
  });
});

describe('the list of pages that may frame the widget', () => {
  it('is refused as a whole for one in another spelling, which is named', () => {
    for (const text of Object.keys(unusual).filter((each) => each === each.trim()))
      for (const list of [text, `https://other.example ${text}`, `${text} https://other.example`])
        expect(hostsOf(list, 'https://crm.example'), list)
          .to.have.property('refusal')
          .that.contains(`“${text}” in portside-hosts is not an exact origin`);
  });

  it('is refused for an address with a user or a password, which is not repeated', () => {
    for (const text of ['https://bob:S3cret@crm.example', 'S3cret@crm.example', '//S3cret@crm.example/a'])
      expect(hostsOf(`https://crm.example ${text}`, 'https://crm.example'), text).to.have.property(
        'refusal',
        'portside-hosts: This address holds a user or password: take it out.',
      );
  });

  it('lets in who is on it, to the letter, and nobody else', () => {
    const list = ' https://crm.example\n\thttps://other.example:8443 ';
    for (const origin of ['https://crm.example', 'https://other.example:8443'])
      expect(hostsOf(list, origin)).to.deep.equal({ origins: [origin] });
    for (const origin of [
      'http://crm.example',
      'https://crm.example:8443',
      'https://crm.example.evil.example',
      'https://evil-crm.example',
      'https://other.example',
      'null',
    ])
      expect(hostsOf(list, origin), origin).to.have.property('refusal').that.contains(`may not be framed by ${origin}`);
  });

  it('is for all pages around, also those further out; the portal that the session names may be one', () => {
    const [list, crm] = ['https://crm.example https://other.example', 'https://crm.example'];
    expect(hostsOf(list, crm, ['https://other.example', crm])).to.deep.equal({ origins: [crm] });
    expect(hostsOf(list, crm, ['https://portal.example'], 'https://portal.example/')).to.deep.equal({ origins: [crm] });
    for (const further of [
      ['https://evil.example'],
      ['https://other.example', 'https://evil.example'],
      ['https://evil.example', crm],
    ])
      expect(hostsOf(list, crm, further, 'https://portal.example'), further.join())
        .to.have.property('refusal')
        .that.contains('may not be framed by https://evil.example');
    expect(hostsOf(list, crm, ['null']))
      .to.have.property('refusal')
      .that.contains('may not be framed by null');
    expect(
      hostsOf(list, 'https://portal.example', [], 'https://portal.example'),
      'the nearest is spoken to',
    ).to.have.property('refusal');
  });

  it('is spoken to as it is where the browser does not say who frames the page', () => {
    expect(hostsOf('https://crm.example https://other.example')).to.deep.equal({
      origins: ['https://crm.example', 'https://other.example'],
    });
  });
});
