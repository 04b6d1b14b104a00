import { msg, str } from '@lit/localize';
import type { Outcome } from './finding.js';
import type { Frames } from './frame-checks.js';
import type { OwnPage } from './own-page.js';
import { ancestorLists, refusalOf } from './policy.js';

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
): Outcome {
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
    frameAncestors: ancestorLists(headers).map((sources) => sources.join(' ')),
    xFrameOptions: headers.get('X-Frame-Options'),
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
