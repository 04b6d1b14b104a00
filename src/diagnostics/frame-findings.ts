import { msg, str } from '@lit/localize';
import type { Loading } from './diagnose-frame.js';
import type { Facts, Outcome } from './finding.js';
import { readFraming } from './framing.js';
import { bareUrl } from './mask.js';
import type { Probe } from './server-evidence.js';

/** What the framing page saw. */
export interface WidgetEvidence {
  readonly url: URL;
  /** `around`: this page's origin and those of all pages around it. */
  readonly page: { readonly origin: string; readonly protocol: string; readonly around: readonly string[] };
  readonly iframe: Loading;
  readonly object?: Loading;
  readonly reach?: Probe;
}

function factsOf({ url, page, iframe, object, reach }: WidgetEvidence): Facts {
  return {
    ...{ url: bareUrl(url), page: page.origin, around: page.around },
    iframe: `${iframe.end}, ${iframe.ms} ms`,
    spoke: iframe.spoke ?? null,
    ...(object && { object: `${object.end}, ${object.ms} ms` }),
    ...(reach && { 'GET no-cors': `${reach.end}, ${reach.ms} ms` }),
  };
}

/** Whether an address can be framed here, and what keeps it out. */
export function checkWidget(evidence: WidgetEvidence): Outcome {
  const { url, page, iframe, object, reach } = evidence;
  const { origin, host } = url;
  const facts = factsOf(evidence);
  const here = msg('the administrator of this page’s server');
  const there = msg(str`the administrator of ${host}`);
  if (iframe.spoke === origin)
    return {
      state: 'good',
      title: msg('The framed page is there, and speaks.'),
      text: msg(str`It took ${iframe.ms} ms.`),
      facts,
    };
  if (iframe.spoke !== undefined)
    return {
      state: 'bad',
      title: msg('Another page than asked for is in the frame.'),
      text: msg(str`${iframe.spoke} spoke, and the address is of ${origin}: it looks like a redirect.`),
      ask: {
        whom: there,
        what: msg(str`Serve the page at ${bareUrl(url)} itself, or use the address it redirects to.`),
      },
      facts,
    };
  if (iframe.end === 'policy')
    return {
      state: 'bad',
      title: msg('This page’s own policy forbids the frame.'),
      text: msg('The browser reported a breach of frame-src. Nothing was loaded.'),
      ask: {
        whom: here,
        what: msg(
          str`Add to this page’s Content-Security-Policy: frame-src ${origin}. In uContact’s domain settings it is called “Frame src”.`,
        ),
      },
      facts,
    };
  if (page.protocol === 'https:' && url.protocol === 'http:' && reach?.end !== 'opaque')
    return {
      state: 'bad',
      title: msg('A page on https may not frame a page on http.'),
      text: msg('It looks like mixed content, which the browser blocks.'),
      ask: { whom: there, what: msg(str`Serve the framed page over https, and set src to https://${host}/….`) },
      facts,
    };
  if (reach?.end === 'failed')
    return {
      state: 'bad',
      title: msg(str`${host} cannot be reached.`),
      text: msg(
        'The browser does not say why: the name (DNS), the certificate, or nothing listens. Open the address in a tab of its own, where it does.',
      ),
      ask: { whom: there, what: msg(str`See whether ${bareUrl(url)} can be opened from this computer.`) },
      facts,
    };
  if (iframe.end === 'timeout')
    return {
      state: 'bad',
      title: msg(str`${host} does not answer in time.`),
      text: msg('It looks like a firewall, or a server that hangs.'),
      ask: {
        whom: there,
        what: msg(str`See why ${bareUrl(url)} is not answered, and whether this computer may reach it.`),
      },
      facts,
    };
  if (object?.end === 'error')
    return {
      state: 'bad',
      title: msg(str`The browser does not show ${host} in a frame of this page.`),
      text: msg(
        'The server answers, and in a frame nothing comes of it. It looks like frame-ancestors or X-Frame-Options; or the address is wrong and the answer an error. Open it in a tab of its own: when it shows there, it is one of the headers.',
      ),
      ask: readFraming(
        host,
        page.around.filter((each) => each !== '?'),
      ),
      facts,
    };
  return {
    state: object?.end === 'load' ? 'warning' : 'unknown',
    title: msg('The framed page does not speak to this one.'),
    text:
      object?.end === 'load'
        ? msg(
            'It loads, and may be framed. It looks like another page than Portside’s, or one that does not list this page’s origin.',
          )
        : msg('Whether it may be framed cannot be seen here: this page’s policy forbids the second look (object-src).'),
    ask: {
      whom: msg('whoever built the framed page'),
      what: msg(str`See that it loads Portside, and allows ${page.origin} as the page around it.`),
    },
    facts,
  };
}
