import { expect } from 'chai';
import { Mask } from '../../src/core/mask.js';
import { checkTrustedTypes } from '../../src/diagnostics/browser-checks.js';
import { checkWidget } from '../../src/diagnostics/diagnose-frame.js';
import { checkDialect } from '../../src/diagnostics/dialect-check.js';
import { publish, type CheckOutcome } from '../../src/diagnostics/finding.js';
import { checkPortalOrigin } from '../../src/diagnostics/frame-checks.js';
import { maskSentence } from '../../src/diagnostics/mask-sentence.js';
import { checkFraming, checkPortal } from '../../src/diagnostics/portal-checks.js';
import { checkServer } from '../../src/diagnostics/server-messages.js';
import { operationUrl, type ServerProbe } from '../../src/diagnostics/server-probes.js';
import { isReadable, personalTexts } from '../personal-texts.js';

const frames = { depth: 1, origins: ['https://portal.example'], own: 'https://forms.example', isNamed: true };
const page = { origin: 'https://forms.example', protocol: 'https:', hostname: 'forms.example' };
const probe = (end: ServerProbe['end'], status = 0): ServerProbe => ({ end, status, ms: 5, before: 0, after: 5 });
const times = { before: 0, after: 5, problem: '' };

/** Every conclusion that something from outside can get into, with the text there. */
function conclusions(text: string): CheckOutcome[] {
  const inPath = `https://ucontact.example/${encodeURIComponent(text)}?q=${encodeURIComponent(text)}#${text}`;
  const servers = [inPath, `https://ucontact.example/?token=${text}`, `/${text}/`].flatMap((address) => {
    const url = operationUrl(address, 'https://forms.example/');
    if (!url) return [checkServer(undefined, address)];
    const known = { url, page, isOnline: true, authorization: 'given', localNetwork: [] } as const;
    const timeout = { ...known, asSent: probe('timeout'), plain: probe('timeout') };
    return [
      ...[404, 500, 200].map((status) => checkServer({ ...known, asSent: probe('answered', status) })),
      checkServer(timeout),
    ];
  });
  const widgets = (['load', 'error', 'timeout'] as const).map((end) =>
    checkWidget({
      url: new URL(inPath),
      page: { ...page, around: [] },
      iframe: { end, ms: 5 },
      reach: probe('failed'),
    }),
  );
  const refused = [String((new Mask().record({ why: text }) as { why: string }).why)];
  const portal = checkPortal({ ms: 5, error: 'TIMEOUT', refused }, frames, 'https://portal.example');
  const settings = [checkPortalOrigin(frames, text, '', true), checkDialect(undefined, text)];
  return [...servers, ...widgets, portal, ...settings, ...headersWith(text)];
}

/** No header can have some of the texts, and one is a host. */
function headersWith(text: string): CheckOutcome[] {
  if (text === 'ana.gomez') return [];
  try {
    const policy = `frame-ancestors ${text} https://crm.example/${text}; trusted-types ${text}`;
    const headers = new Headers({ 'Content-Security-Policy': policy, 'X-Frame-Options': text });
    const framing = checkFraming({ headers, ...times }, frames, '', { origin: page.origin, host: 'forms.example' });
    return [framing, checkTrustedTypes({ headers, ...times }, true)];
  } catch {
    return [];
  }
}

describe('what the doctor shows', () => {
  it('is none of 200 texts that tell of a person, in whichever address, header, setting or refusal they stand', () => {
    const seen = personalTexts.filter((text) => {
      const report = JSON.stringify(conclusions(text).map((outcome) => publish('server', outcome)));
      // Our own sentences have words like “Al”.
      return text.length > 3 && isReadable(text, report);
    });
    expect(seen).to.deep.equal([]);
  });

  for (const [text, masked] of [
    ['call 091 000 000 or +598 2901-2345', 'call ••• ••• •00 or +••• ••••-••45'],
    ['https://u:S3cret@ucontact.example:8443/a?token=abcDEF123', 'https://•••@ucontact.example:8443/•?•••••=•••••••••'],
    [
      'POST /s/9f8e7d6c5b4a/Integra/resources/Supervisor/queuesummary.',
      'POST /•/••••••••••••/Integra/resources/Supervisor/queuesummary.',
    ],
    [
      'ana@example.uy eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3',
      '•••@•••••••.•• ••••••••••••••••••••.•••••••••••••••••••••••••••.••••••••••••',
    ],
    ['7e4e7db9-f080-494e-b04b-7c8e47711558 ?token=x sid=abc', '••••••••-••••-••••-••••-•••••••••••• ?•••••=• sid=•••'],
    ['٠٩١٠٠٠٠٠٠', '•••••••••'],
  ] as const)
    it(`covers “${text}”`, () => expect(maskSentence(text)).to.equal(masked));

  for (const text of [
    'The Integra server answers in 12 ms (HTTP 502), 2026-11-30 15:00.',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.7204.49 Safari/605.1.15',
    'Allow https://192.168.100.200:8443 and ucontact-v8.example:8443: iframe allow="clipboard-write" portal-origin="https://crm.example".',
    'SameSite=None; Secure; Partitioned, Content-Security-Policy: frame-ancestors https://crm.example, ERR_NAME_NOT_RESOLVED',
  ])
    it(`leaves “${text}”`, () => expect(maskSentence(text)).to.equal(text));
});
