import { msg, str } from '@lit/localize';
import type { CtiClient } from '../core/client.js';
import type { CommandType } from '../core/commands.js';
import { CtiError } from '../core/errors.js';
import { version } from '../version.js';
import { checkEncryption, checkFeatures, checkTrustedTypes, readFeatures } from './browser-checks.js';
import { askedPaths, checkDialect, probeDialect } from './dialect-check.js';
import { publish, type Finding, type FindingId, type CheckOutcome, type Report } from './finding.js';
import { checkFrame, checkPortalOrigin, checkSandbox, readFrames } from './frame-checks.js';
import { fetchOwnPage, type DoctorOptions, type OwnPage, type PageContext } from './page-context.js';
import { barQuestion, barUrl, checkPhoneBar, probePhoneBar } from './phone-bar-check.js';
import { checkFraming, checkPortal, probePortal } from './portal-checks.js';
import { checkClock, checkSignIn, probeServer, signIn, type ClockReading } from './server-checks.js';
import { checkServer } from './server-messages.js';
import { dateOf, operationUrl, readingOperation, type ServerEvidence } from './server-probes.js';
import { checkOutbox, checkPartition, checkStorage, readStorage } from './storage-checks.js';

/** What tells the dialers apart: one command of each that another lacks. */
const telling: readonly CommandType[] = ['cti', 'call', 'dispose', 'campaigns', 'addContact'];

/** Names of the dialers that carry something here. */
export const transportsOf = (client: CtiClient): string[] => [
  ...new Set(telling.flatMap((type) => ((choice) => (choice.ok ? [choice.transport] : []))(client.supports(type)))),
];

/** How the portal last told of a call, by the client's log: as an object or as JSON text (U-17). Empty when it did not. */
export function dialectOf({ log }: CtiClient): string {
  const told = log.lines.findLast(
    ({ what, who, detail }) => what === 'received' && who === 'portal' && (detail as { CTI?: unknown } | null)?.CTI,
  );
  return told ? typeof (told.detail as { CTI: unknown }).CTI : '';
}

/** What a ticket has to name. `file` is the version of `portside.js` on the page; empty without it. */
export function checkVersions(
  file: string,
  transports: readonly string[],
  dialect: string,
  userAgent: string,
): CheckOutcome {
  const facts = {
    doctor: version,
    'portside.js': file || null,
    browser: userAgent,
    transports,
    'portal’s CTI object': dialect || null,
  };
  if (!file || file === version) return { state: 'good', title: msg(str`Portside ${version}`), text: userAgent, facts };
  return {
    state: 'bad',
    title: msg('Files of two versions of Portside are on this page.'),
    text: msg(str`portside.js is ${file}, and this part is ${version}.`),
    ask: {
      whom: msg('whoever built this page'),
      what: msg(
        'Load portside.js and the further files of one version, and let the browser’s cache not mix them: give their addresses a version.',
      ),
    },
    facts,
  };
}

/** Whether it can be told who may be dialled; `problem` says why not. */
function checkDestinations(problem: string | undefined): CheckOutcome {
  const facts = { destinations: problem ? 'unreadable' : 'read' };
  if (!problem) return { state: 'good', title: msg('Who may be dialled can be read.'), text: '', facts };
  return {
    state: 'bad',
    title: problem,
    text: msg('No contact is taken either.'),
    ask: { whom: msg('whoever built this page'), what: msg('Correct destinations on the session.') },
    facts,
  };
}

type Check = (surroundings: PageContext) => CheckOutcome | Promise<CheckOutcome>;

/** `portside.js` on this page, where it is loaded. */
const file = () => (globalThis as { Portside?: { version?: string } }).Portside?.version ?? '';

/** All checks, in the order of the report. */
const checks: Record<FindingId, Check> = {
  frame: ({ portalOrigin }) => checkFrame(readFrames(), portalOrigin),
  sandbox: () => checkSandbox(readFrames()),
  framing: async ({ ownPage, portalOrigin }) => checkFraming(await ownPage(), readFrames(), portalOrigin),
  'portal-origin': ({ client, options, portalOrigin }) =>
    checkPortalOrigin(readFrames(), options.portalOrigin ?? '', portalOrigin, client.supports('cti').ok),
  portal: async ({ client, portalOrigin, timeout, signal }) =>
    checkPortal(await probePortal(client, timeout, signal), readFrames(), portalOrigin),
  destinations: ({ client }) => checkDestinations(client.destinationsProblem),
  server: async ({ server, options }) => checkServer(await server(), options.integraUrl),
  'sign-in': async ({ server }) => checkSignIn(await server()),
  dialect: async ({ dialect, options }) => checkDialect(await dialect(), options.integraDialect),
  clock: async ({ ownPage, server, options }) =>
    checkClock(readingsOf(await ownPage(), options.integraUrl ? await server() : undefined)),
  'phone-bar': async ({ options: { phoneBar }, timeout, signal }) =>
    checkPhoneBar(phoneBar, await probePhoneBar(phoneBar, timeout, signal)),
  storage: async ({ storage }) => checkStorage(await storage()),
  partition: async ({ storage }) => checkPartition(await storage(), readFrames()),
  outbox: ({ client }) => checkOutbox(client.outbox),
  encryption: () => checkEncryption(readFeatures()),
  features: () => checkFeatures(readFeatures()),
  'trusted-types': async ({ ownPage }) => checkTrustedTypes(await ownPage(), !!file()),
  versions: ({ client }) => checkVersions(file(), transportsOf(client), dialectOf(client), navigator.userAgent),
};

/** Ids of all findings, in the order of the report. */
export const findingIds = Object.keys(checks) as readonly FindingId[];

/**
 * Looks at everything that can keep Portside from working on this page, and says whom to ask for what. It sends only what
 * `sendings` lists, and changes nothing. Rejects with `UNSUPPORTED` outside a browser, and with the signal's reason.
 */
export async function diagnose(client: CtiClient, options: DoctorOptions = {}): Promise<Report> {
  if (!('document' in globalThis))
    throw new CtiError('UNSUPPORTED', msg('The doctor looks at a page: run it in a browser.'));
  const { only = findingIds, signal = new AbortController().signal } = options;
  signal.throwIfAborted();
  let secret = '';
  const surroundings = surround(client, { ...options, signal }, (value) => (secret = value));
  const ids = findingIds.filter((id) => only.includes(id));
  let done = 0;
  const findings = ids.map(async (id): Promise<Finding> => {
    const outcome = await checks[id](surroundings);
    const finding = publish(id, outcome, secret); // the sign-in is known by then
    options.onFinding?.(finding, ++done, ids.length);
    return finding;
  });
  return { findings: await Promise.all(findings), at: new Date().toISOString(), version };
}

/** What a check sends, a sentence each, for the person who is about to start it. */
export function sendings({ integraUrl = '', authorization, phoneBar }: DoctorOptions = {}): string[] {
  const url = integraUrl && operationUrl(integraUrl, document.baseURI);
  const own = msg('To this page’s own server: a HEAD request for this page.');
  const portal = msg('To the page around this one, where it may be the portal: the question which call is on.');
  const bar = phoneBar && barUrl(phoneBar);
  const always = [
    portal,
    own,
    ...(bar ? [msg(str`To ${bar.origin}: GET ${barQuestion}, which asks the phone bar which calls are on.`)] : []),
  ];
  if (!url) return always;
  const how = authorization
    ? msg('with this page’s sign-in, and where that fails without it')
    : msg('without a sign-in');
  return [
    ...always,
    msg(
      str`To ${url.origin}: the reading operation ${readingOperation}, ${how}. Where nobody answers, also to the same host by http or https.`,
    ),
    msg(
      str`To ${url.origin}: GET for ${askedPaths.join(', ')}, which tells whether they are there and asks nothing of them.`,
    ),
  ];
}

function surround(
  client: CtiClient,
  options: DoctorOptions & { signal: AbortSignal },
  onSecret: (value: string) => void,
): PageContext {
  const { portalOrigin = '', integraUrl = '', authorization, timeout = 8_000, signal } = options;
  const ownPage = once(() => fetchOwnPage(signal, timeout));
  const server = once(async () =>
    integraUrl ? probeServer({ integraUrl, authorization, timeout, signal, onSecret }) : undefined,
  );
  const dialect = async () =>
    probeDialect(await server(), { integraUrl, timeout, signal }, () => signIn(authorization, timeout, signal));
  return {
    client,
    portalOrigin: exact(portalOrigin),
    options,
    timeout,
    signal,
    ownPage,
    server,
    dialect,
    storage: once(readStorage),
  };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => (asked ??= ask());
}

/** In the browser's spelling, or empty. */
const exact = (origin: string) =>
  URL.canParse(origin) && /^https?:$/.test(new URL(origin).protocol) ? new URL(origin).origin : '';

function readingsOf({ headers, before, after }: OwnPage, server: ServerEvidence | undefined): ClockReading[] {
  const own = headers ? dateOf(headers).date : undefined;
  const { asSent } = server ?? {};
  return [
    ...(own === undefined ? [] : [{ host: location.host, date: own, before, after }]),
    ...(server && asSent?.date !== undefined
      ? [{ host: server.url.host, date: asSent.date, before: asSent.before, after: asSent.after }]
      : []),
  ];
}
