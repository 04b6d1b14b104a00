import { msg, str } from '@lit/localize';
import { shown } from './mask-sentence.js';
import type { CheckOutcome } from './finding.js';
import type { OwnPage } from './page-context.js';
import { readPolicies } from './frame-checks.js';

/** Of what Portside uses, what this page has. */
export interface Features {
  readonly isSecure: boolean;
  readonly hasSubtle: boolean;
  readonly hasLocks: boolean;
  /** `clipboard-write` by the frame's permissions policy; where the browser does not say, whether there is a clipboard at all. */
  readonly hasClipboard: boolean;
  /** What this version's code cannot do without, and this browser does not know. */
  readonly unknown: readonly string[];
}

interface PolicyView {
  allowsFeature: (name: string) => boolean;
  features?: () => string[];
}

export function readFeatures(): Features {
  const { clipboard, locks } = navigator as Partial<Navigator>;
  const { featurePolicy } = document as { featurePolicy?: PolicyView };
  const isForbidden =
    !!featurePolicy?.features?.().includes('clipboard-write') && !featurePolicy.allowsFeature('clipboard-write');
  const known = {
    'AbortSignal.any': 'any' in AbortSignal,
    'AbortSignal.timeout': 'timeout' in AbortSignal,
    BroadcastChannel: 'BroadcastChannel' in globalThis,
    'light-dark()': CSS.supports('color', 'light-dark(red, red)'),
    adoptedStyleSheets: 'adoptedStyleSheets' in document,
  };
  return {
    isSecure: isSecureContext,
    hasSubtle: 'subtle' in crypto,
    hasLocks: !!locks,
    hasClipboard: !!clipboard && !isForbidden,
    unknown: Object.entries(known).flatMap(([name, isThere]) => (isThere ? [] : [name])),
  };
}

/** http pages cannot encrypt what waits, and take turns between tabs in a weaker way. */
export function checkEncryption({ isSecure, hasSubtle, hasLocks }: Features): CheckOutcome {
  const facts = { secureContext: isSecure, 'crypto.subtle': hasSubtle, 'navigator.locks': hasLocks };
  if (hasSubtle && hasLocks)
    return {
      state: 'good',
      title: msg('The browser can encrypt here.'),
      text: msg('This page is a secure context.'),
      facts,
    };
  return {
    state: 'warning',
    title: msg('The browser cannot encrypt here.'),
    text: msg(
      'This page is on http, or a page around it is. Everything an agent needs works; what waits is kept in this page only, unless outbox-plain is set.',
    ),
    ask: {
      whom: msg('the administrator of this page’s server, and of the portal'),
      what: msg('Serve this page and every page around it over https.'),
    },
    facts,
  };
}

/** What is blocked, or missing in an old browser. */
export function checkFeatures({ hasClipboard, unknown, isSecure }: Features): CheckOutcome {
  const facts = { clipboard: hasClipboard, unknown };
  if (unknown.length)
    return {
      state: 'bad',
      title: msg('This browser is too old.'),
      text: msg(str`It does not know ${unknown.join(', ')}.`),
      ask: {
        whom: msg('the administrators of this computer'),
        what: msg('Install a Chromium, Firefox or Safari of the last two years.'),
      },
      facts,
    };
  if (hasClipboard)
    return {
      state: 'good',
      title: msg('Nothing that Portside uses is blocked.'),
      text: msg('Copying works too.'),
      facts,
    };
  return {
    state: 'warning',
    title: msg('This page may not copy to the clipboard.'),
    text: msg('“Copy” shows the text to copy by hand instead.'),
    ask: isSecure
      ? {
          whom: msg('the administrator of the page around this one'),
          what: msg(
            'Add to the iframe: allow="clipboard-write". A header Permissions-Policy: clipboard-write=() forbids it too.',
          ),
        }
      : { whom: msg('the administrator of this page’s server'), what: msg('Serve this page over https.') },
    facts,
  };
}

/** What a page's policies are called is its own matter. */
const policyName = (name: string) =>
  /^(portside(-\w+)?|lit-html|default|dompurify|'allow-duplicates'|'none'|\*)$/i.test(name) ? name : shown(name);

/** Whether the page's Trusted Types let Portside's policies be made. Without them nothing of it is drawn. */
export function checkTrustedTypes({ headers }: OwnPage, isOneFile: boolean): CheckOutcome {
  if (!headers)
    return {
      state: 'unknown',
      title: msg('This page’s policy could not be read.'),
      text: msg('Its server did not answer a HEAD request.'),
      facts: {},
    };
  const lists = readPolicies(headers.get('Content-Security-Policy') ?? '').flatMap((policy) =>
    policy.has('trusted-types') ? [policy.get('trusted-types') ?? []] : [],
  );
  const needed = isOneFile ? ['portside', 'portside-crm'] : ['lit-html'];
  const missing = needed.filter((name) => lists.some((sources) => !sources.includes(name) && !sources.includes('*')));
  const facts = { 'trusted-types': lists.map((sources) => sources.map(policyName).join(' ')), needed };
  if (!missing.length)
    return {
      state: 'good',
      title: msg('Trusted Types do not stand in the way.'),
      text: msg('Only this page’s headers were looked at, not its <meta> tags.'),
      facts,
    };
  return {
    state: 'bad',
    title: msg('This page’s Trusted Types forbid what Portside needs to draw.'),
    text: msg('Elements stay empty, or the script stops.'),
    ask: {
      whom: msg('the administrator of this page’s server'),
      what: msg(str`Add to the directive trusted-types of its Content-Security-Policy: ${missing.join(' ')}.`),
    },
    facts,
  };
}
