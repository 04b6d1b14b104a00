import { msg, str } from '@lit/localize';
import { framingOrigins } from '../core/origin.js';
import { shown } from './mask-sentence.js';
import type { CheckOutcome } from './finding.js';

/** Where this page stands among frames. */
export interface Frames {
  /** How many pages stand around this one; 0 in a tab of its own. */
  readonly depth: number;
  /** Origins of those pages, the nearest first; `?` where the browser does not say. */
  readonly origins: readonly string[];
  /** This page's origin; `null` in a sandbox without `allow-same-origin`. */
  readonly own: string;
  /** The frame has a name. Plain porthole.js finds frames by it and no other way. */
  readonly isNamed: boolean;
}

/** Looks up the frames around a page. */
export function readFrames(page: Window = window): Frames {
  const around: Window[] = [];
  for (let each = page; each.parent !== each && around.length < 20; each = each.parent) around.push(each.parent);
  const { location, document } = page;
  const known = framingOrigins(page);
  const opener = URL.canParse(document.referrer) ? new URL(document.referrer).origin : '';
  // After a click inside the frame the referrer is this site itself, and says nothing of the parent.
  const nearest = opener && opener !== location.origin ? opener : '';
  const origins = around.map((each, at) => known[at] ?? (ownOrigin(each) || (at === 0 && nearest) || '?'));
  return { depth: around.length, origins, own: page.origin, isNamed: page.name !== '' };
}

/** The origin of a window that this page may look into. */
function ownOrigin(window: Window): string {
  try {
    return window.location.origin;
  } catch {
    return ''; // another origin: the browser keeps it closed
  }
}

const factsOf = ({ depth, origins, own, isNamed }: Frames) => ({
  framed: depth > 0,
  depth,
  origins,
  page: own,
  named: isNamed,
});

/** Framed or not, how deep, by whom. */
export function checkFrame(frames: Frames, portalOrigin: string): CheckOutcome {
  const { depth, origins } = frames;
  const facts = factsOf(frames);
  const [parent = '?'] = origins;
  if (!depth) {
    const text = msg('It is opened in a tab of its own. Commands that only the portal can do are off.');
    if (!portalOrigin) return { state: 'good', title: msg('This page is in no frame.'), text, facts };
    return {
      state: 'bad',
      title: msg('This page is not inside the portal.'),
      text: `${text} ${msg(str`Open it in the portal at ${portalOrigin}. When it stays blank there, look at “Who may frame this page”.`)}`,
      facts,
    };
  }
  const where = parent === '?' ? msg('This browser does not say by whom.') : msg(str`The page around it is ${parent}.`);
  if (depth === 1) return { state: 'good', title: msg('This page is framed once.'), text: where, facts };
  const list = origins.join(', ');
  return {
    state: 'warning',
    title: msg(str`This page is ${depth} frames deep.`),
    text: msg(
      str`The pages around it, the nearest first: ${list}. The portal is looked for in the nearest only, and every one of them has to be allowed in frame-ancestors.`,
    ),
    ask: {
      whom: msg('whoever built the page in between'),
      what: msg(
        "Put this page directly into the portal’s page. Where that cannot be, make the client from modules, with new PortalTransport({ target: 'top' }), and a portal that answers the window that asked.",
      ),
    },
    facts,
  };
}

/** A sandbox without an origin breaks nearly everything. */
export function checkSandbox(frames: Frames): CheckOutcome {
  const facts = { page: frames.own };
  if (frames.own !== 'null')
    return {
      state: 'good',
      title: msg('This page has an origin of its own.'),
      text: msg('No sandbox takes it away.'),
      facts,
    };
  return {
    state: 'bad',
    title: msg('This page is in a sandbox that takes its origin away.'),
    text: msg('The portal cannot answer it, servers see Origin: null, and the browser refuses it all storage.'),
    ask: {
      whom: frames.depth
        ? msg('the administrator of the page around it, which is the portal or the CRM')
        : msg('the administrator of this page'),
      what: frames.depth
        ? msg(
            'Take the attribute sandbox off the iframe, or add to it: allow-scripts allow-same-origin allow-forms. A header Content-Security-Policy: sandbox counts the same.',
          )
        : msg(
            'Take sandbox out of this page’s Content-Security-Policy, or add to it: allow-scripts allow-same-origin allow-forms.',
          ),
    },
    facts,
  };
}

const noPortal = (): Omit<CheckOutcome, 'facts'> => ({
  state: 'unknown',
  title: msg('No portal is set.'),
  text: msg('This page says nothing to the page around it.'),
});

const anyPortal = (parent: string, whom: string): Omit<CheckOutcome, 'facts'> => ({
  state: 'warning',
  title: msg('portal-origin is not set.'),
  text: msg('Any page that frames this one is asked whether it is the portal.'),
  ask: {
    whom,
    what:
      parent && parent !== '?'
        ? msg(str`If ${parent} is the portal, set portal-origin="${parent}".`)
        : msg('Set portal-origin to the exact origin of the portal.'),
  },
});

/** Whether the page that frames this one is the portal that was set. `isAsked`: without one set, any page is asked. */
export function checkPortalOrigin(
  frames: Frames,
  setting: string,
  portalOrigin: string,
  isAsked: boolean,
): CheckOutcome {
  const given = shown(setting);
  const [parent = ''] = frames.origins;
  const facts = { portalOrigin: portalOrigin || given, parent };
  const whom = msg('whoever built this page');
  if (given && !portalOrigin)
    return {
      state: 'bad',
      title: msg('portal-origin is not an origin.'),
      text: msg(str`“${given}” cannot be compared with anything, so nothing is posted.`),
      ask: {
        whom,
        what: msg('Write it with scheme, host and port, and nothing behind: portal-origin="https://ucontact.example".'),
      },
      facts: { ...facts, portalOrigin: given },
    };
  if (!frames.depth)
    return {
      state: 'unknown',
      title: msg('There is no page around this one to compare with.'),
      text: msg('Open it in the portal to check portal-origin.'),
      facts,
    };
  if (!portalOrigin) return { ...(isAsked ? anyPortal(parent, whom) : noPortal()), facts };
  if (parent === portalOrigin)
    return {
      state: 'good',
      title: msg('The page around this one is the portal.'),
      text: msg(str`portal-origin is ${portalOrigin}, as it should be.`),
      facts,
    };
  if (parent === '?' || parent === 'null')
    return {
      state: 'unknown',
      title: msg('This browser does not say which page frames this one.'),
      text: msg('Whether the portal answers tells more.'),
      facts,
    };
  return {
    state: 'bad',
    title: msg('portal-origin names another page than the one around this.'),
    text: frames.origins.includes(portalOrigin)
      ? msg(str`${portalOrigin} stands further out; the nearest page is ${parent}. Nothing is posted to it.`)
      : msg(str`It is set to ${portalOrigin}, and the page around this one is ${parent}. Nothing is posted to it.`),
    ask: {
      whom,
      what: msg(
        str`If ${parent} is the portal, set portal-origin="${parent}", port included. If it is not, find out why it frames this page.`,
      ),
    },
    facts,
  };
}

/** Policies of a `Content-Security-Policy` header, each a map from directive to sources. The first of equal directives counts. */
export function readPolicies(header: string): ReadonlyMap<string, readonly string[]>[] {
  return header
    .split(',')
    .map((policy) => {
      const directives = new Map<string, readonly string[]>();
      for (const directive of policy.split(';')) {
        const [name = '', ...sources] = directive.trim().split(/\s+/);
        if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
      }
      return directives;
    })
    .filter(({ size }) => size);
}

const ports: Record<string, string> = { 'http:': '80', 'https:': '443' };

/** Whether a source of `frame-ancestors` takes in an origin; `self` is the page's own. As CSP 3 matches, without paths. */
export function matchesSource(source: string, origin: string, self: string): boolean {
  const text = source.toLowerCase();
  const { protocol, hostname, port } = new URL(origin);
  const own = new URL(self);
  if (text === "'self'") return origin === self;
  if (text === "'none'") return false;
  if (text === '*') return /^https?:$/.test(protocol);
  if (/^[a-z][a-z0-9+.-]*:$/.test(text)) return isScheme(text, protocol);
  const [, scheme, host = '', wantedPort] =
    /^(?:([a-z][a-z0-9+.-]*:)\/\/)?(\*|(?:\*\.)?[^:/*]+|\[[^\]]+\])(?::(\d+|\*))?(?:\/.*)?$/.exec(text) ?? [];
  if (!host || !isScheme(scheme ?? own.protocol, protocol)) return false;
  const isHost = host === '*' || (host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host);
  const has = port || ports[protocol];
  return (
    isHost && (wantedPort === '*' || has === (wantedPort ?? ports[protocol]) || (wantedPort === '80' && has === '443'))
  );
}

/** http takes in https, and nothing the other way round. */
const isScheme = (wanted: string, protocol: string) =>
  wanted === protocol || (wanted === 'http:' && protocol === 'https:');

/** What a page's headers say of who may frame it: the header that forbids it, or nothing. */
export function refusalOf(
  headers: Headers,
  framing: string,
  self: string,
): 'frame-ancestors' | 'X-Frame-Options' | undefined {
  const lists = ancestorLists(headers);
  // Where a policy names who may, the older header is not looked at.
  if (lists.length)
    return lists.every((sources) => sources.some((source) => matchesSource(source, framing, self)))
      ? undefined
      : 'frame-ancestors';
  const options = frameOptions(headers);
  if (options.includes('deny') || options.length > 1) return 'X-Frame-Options';
  return options.includes('sameorigin') && framing !== self ? 'X-Frame-Options' : undefined;
}

/** The sources of each policy that has `frame-ancestors`. */
export function ancestorLists(headers: Headers): (readonly string[])[] {
  return readPolicies(headers.get('Content-Security-Policy') ?? '').flatMap((policy) => {
    const sources = policy.get('frame-ancestors');
    return sources ? [sources] : [];
  });
}

/** What `X-Frame-Options` says, without what browsers do not know any more (`ALLOW-FROM`). */
function frameOptions(headers: Headers): string[] {
  const options = (headers.get('X-Frame-Options') ?? '').split(',').map((option) => option.trim().toLowerCase());
  return [...new Set(options.filter((option) => option === 'deny' || option === 'sameorigin'))];
}
