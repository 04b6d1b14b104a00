import { msg, str } from '@lit/localize';
import type { CtiClient } from '../core/client.js';
import { CtiError, type CtiErrorCode } from '../core/errors.js';
import { shownSource } from './mask-sentence.js';
import { withLimit, type CheckOutcome } from './finding.js';
import { ancestorLists, refusalOf, type Frames } from './frame-checks.js';
import type { OwnPage } from './page-context.js';

/** How the portal took the one question that changes nothing (`cti`, C-011). */
export interface PortalEvidence {
  /** Why it cannot be asked at all. */
  readonly reason?: string;
  /** `TIMEOUT` also when it was silent for as long as the doctor waits. */
  readonly error?: CtiErrorCode;
  readonly ms: number;
  /** A call is on. */
  readonly hasCall?: boolean;
  /** What the guard at this page's door refused meanwhile: reasons, without contents. */
  readonly refused: readonly string[];
}

/** Slower than this, an agent notices. Milliseconds. */
const slow = 1_000;

/** Asks the portal which call is on. Rejects only with the signal's reason. */
export async function probePortal(client: CtiClient, timeout: number, signal: AbortSignal): Promise<PortalEvidence> {
  const support = client.supports('cti');
  if (!support.ok) return { reason: support.reason, ms: 0, refused: [] };
  const began = performance.now();
  const at = Date.now();
  const ms = () => Math.round(performance.now() - began);
  const refused = () => [
    ...new Set(
      client.log.lines
        .filter((line) => line.what === 'refused' && line.at >= at)
        .map(({ detail }) => String((detail as { why?: unknown } | null)?.why)),
    ),
  ];
  try {
    const { cti } = await withLimit(timeout, signal, (limit) => client.send({ type: 'cti' }, { signal: limit }));
    return { ms: ms(), hasCall: !!cti, refused: refused() };
  } catch (cause) {
    signal.throwIfAborted();
    const error = cause instanceof DOMException ? 'TIMEOUT' : CtiError.from(cause).code;
    return { error, ms: ms(), refused: refused() };
  }
}

/** Whether the portal answers, and how fast. */
export function checkPortal(answer: PortalEvidence, frames: Frames, portalOrigin: string): CheckOutcome {
  const { reason, error, ms, hasCall = false, refused } = answer;
  const facts = { ms, error: error ?? null, call: hasCall, refused, named: frames.isNamed };
  if (reason !== undefined) {
    const isWanted = !!portalOrigin || frames.depth > 0;
    const text = isWanted ? reason : msg('This page names no portal and is in no frame.');
    return {
      state: portalOrigin ? 'bad' : 'unknown',
      title: msg('The portal cannot be asked from here.'),
      text,
      facts: { reason },
    };
  }
  if (!error) {
    const text = hasCall ? msg('It named the call that is on.') : msg('It knows of no call now.');
    if (ms <= slow) return { state: 'good', title: msg(str`The portal answers in ${ms} ms.`), text, facts };
    return {
      state: 'warning',
      title: msg(str`The portal answers slowly: ${ms} ms.`),
      text: `${text} ${msg('Either its page is busy, or this computer is.')}`,
      ask: {
        whom: msg('the administrator of the portal'),
        what: msg(
          'Look what keeps the portal’s page busy in this browser (its performance panel). A question takes a few milliseconds elsewhere.',
        ),
      },
      facts,
    };
  }
  if (error === 'PROTOCOL' || error === 'REJECTED')
    return {
      state: 'warning',
      title: msg('The portal answers what Portside cannot read.'),
      text: msg('The line works. Its CTI object has a shape that is not known.'),
      ask: {
        whom: msg('the makers of this page'),
        what: msg('Send them this report, and the log of the client (exportLog), which is masked.'),
      },
      facts,
    };
  return {
    state: 'bad',
    title: msg('The portal does not answer.'),
    text: silence(frames, refused),
    ask: fetchPortalPage(frames, portalOrigin),
    facts,
  };
}

function silence({ isNamed, depth }: Frames, refused: readonly string[]): string {
  const stranger = refused.find((why) => why.startsWith('another origin'));
  if (stranger)
    return msg(str`What came from the window around this page was refused: ${stranger}. portal-origin looks wrong.`);
  if (!isNamed)
    return msg(
      'This page’s frame has no name. A portal with plain porthole.js answers a frame by its name, so this is what it looks like.',
    );
  if (depth > 1) return msg('It looks as if the page right around this one is not the portal, but a page in between.');
  return msg(
    'The question was posted. Either the page around this one is no uContact portal, or its page does not listen to this frame.',
  );
}

function fetchPortalPage({ isNamed }: Frames, portalOrigin: string): { whom: string; what: string } {
  const name = isNamed ? msg('Keep the iframe’s name.') : msg('Give the iframe a name: <iframe name="form" …>.');
  return {
    whom: portalOrigin
      ? msg(str`the administrator of ${new URL(portalOrigin).host}`)
      : msg('the administrator of the portal'),
    what: `${name} ${msg('It has to stand directly in the portal’s page, in no shadow root, and the portal has to open its Porthole proxy for that name.')}`,
  };
}

/** What a page's server has to send so that these pages may frame it: whom to ask, in the headers' own words. */
export function readFraming(host: string, framing: readonly string[]): { whom: string; what: string } {
  const origins = framing.join(' ') || msg('<origin of the portal>');
  return {
    whom: msg(str`the administrator of ${host}`),
    what: msg(
      str`Send with this page: Content-Security-Policy: frame-ancestors ${origins}. Send no X-Frame-Options with it, neither SAMEORIGIN nor DENY. In uContact’s domain settings the first is called “Frame ancestors”.`,
    ),
  };
}

/** A page that must not be framed never gets to say so: but opened in a tab of its own it can read its own headers. */
export function checkFraming(
  { headers, problem }: OwnPage,
  frames: Frames,
  portalOrigin: string,
  page: { origin: string; host: string } = location,
): CheckOutcome {
  const known = frames.origins.filter((origin) => origin !== '?' && origin !== 'null');
  const framing = known.length ? known : portalOrigin ? [portalOrigin] : [];
  if (!headers)
    return {
      state: 'unknown',
      title: msg('Who may frame this page could not be read.'),
      text: msg('This page’s own server did not answer a HEAD request for it.'),
      facts: { problem },
    };
  const facts = {
    frameAncestors: ancestorLists(headers).map((sources) => sources.map(shownSource).join(' ')),
    xFrameOptions: headers.get('X-Frame-Options')?.split(/,\s*/).map(shownSource).join(', ') ?? null,
    framing,
  };
  const by = framing
    .map((origin) => ({ origin, header: refusalOf(headers, origin, page.origin) }))
    .find(({ header }) => header);
  if (by)
    return {
      state: 'bad',
      title: msg(str`${by.origin} may not frame this page.`),
      text: msg(
        str`This page’s server forbids it by ${by.header ?? ''}. In a frame there the browser shows a blank page or its own error, and no script of this page runs.`,
      ),
      ask: readFraming(page.host, framing),
      facts: { ...facts, header: by.header ?? null },
    };
  if (facts.frameAncestors.length) {
    const text = framing.length
      ? msg(str`frame-ancestors lets ${framing.join(', ')} frame it.`)
      : msg('frame-ancestors is set. Which page frames this one is not known here.');
    return { state: 'good', title: msg('Who may frame this page is set.'), text, facts };
  }
  return {
    state: facts.xFrameOptions && !framing.length ? 'bad' : 'warning',
    title:
      facts.xFrameOptions && !framing.length
        ? msg('No other site may frame this page.')
        : msg('Any site may frame this page.'),
    text:
      facts.xFrameOptions && !framing.length
        ? msg(str`X-Frame-Options: ${facts.xFrameOptions} keeps the portal out too, and the frame stays blank there.`)
        : msg('Its server sends no frame-ancestors: a hostile page can frame it too.'),
    ask: readFraming(page.host, framing),
    facts,
  };
}
