import { msg, str } from '@lit/localize';
import type { CommandOutbox } from '../outbox/outbox-entry.js';
import type { CheckOutcome } from './finding.js';
import type { Frames } from './frame-checks.js';

/** What the browser lets this page keep. */
export interface StorageEvidence {
  /** The name of the error, or empty when it works. */
  readonly session: string;
  readonly indexedDb: string;
  /** Whether the browser promised not to clear it by itself. */
  readonly isPersisted: boolean | undefined;
  /** Bytes that are left, as the browser estimates them. */
  readonly free: number | undefined;
  /** Whether cookies of this site reach it in this frame. */
  readonly hasAccess: boolean | undefined;
}

/** A database of its own, made and deleted again. */
const trial = 'portside doctor';
/** Less than this is soon full. Bytes. */
const minRoom = 5_000_000;
/** How long a database may take to open, in milliseconds. */
const maxWait = 5_000;

/** Never rejects. */
export async function readStorage(): Promise<StorageEvidence> {
  const { storage } = navigator as Partial<Navigator>;
  const estimate = await storage?.estimate().catch(() => undefined);
  const hasStorageAccess = (document as Partial<Document>).hasStorageAccess?.bind(document);
  return {
    session: trySession(),
    indexedDb: await tryIndexedDb(),
    isPersisted: await storage?.persisted().catch(() => undefined),
    free: estimate?.quota === undefined ? undefined : estimate.quota - (estimate.usage ?? 0),
    hasAccess: await hasStorageAccess?.().catch(() => undefined),
  };
}

function trySession(): string {
  try {
    sessionStorage.setItem(trial, trial);
    sessionStorage.removeItem(trial);
    return '';
  } catch (cause) {
    return (cause as Error).name;
  }
}

function tryIndexedDb(): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('TimeoutError'), maxWait);
    try {
      const request = indexedDB.open(trial);
      request.onerror = () => resolve(request.error?.name ?? 'Error');
      request.onsuccess = () => {
        request.result.close();
        indexedDB.deleteDatabase(trial);
        resolve('');
      };
    } catch (cause) {
      resolve((cause as Error).name);
    }
  });
}

/** Whether the browser keeps anything for this page. */
export function checkStorage(evidence: StorageEvidence): CheckOutcome {
  const { session, indexedDb, isPersisted, free } = evidence;
  const facts = {
    sessionStorage: session || 'works',
    indexedDb: indexedDb || 'works',
    persisted: isPersisted ?? null,
    freeBytes: free ?? null,
  };
  if (session || indexedDb)
    return {
      state: 'bad',
      title: msg('The browser refuses this page storage.'),
      text: msg(
        'What waits in the outbox is gone when the page is closed, and the current call when it is loaded anew.',
      ),
      ask: {
        whom: msg('the administrators of this computer'),
        what: msg(
          str`Allow this site (${location.host}) to keep data in the browser, also inside the portal: no “block all cookies”, for a frame of another site no “block third-party cookies” and no private window, and no full disk. A sandboxed iframe needs allow-same-origin.`,
        ),
      },
      facts,
    };
  if (free !== undefined && free < minRoom)
    return {
      state: 'warning',
      title: msg('There is little room left for what waits.'),
      text: msg(str`About ${Math.round(free / 1_000)} kB are free.`),
      ask: {
        whom: msg('the administrators of this computer'),
        what: msg('Make room on the disk. A private window has little by itself.'),
      },
      facts,
    };
  return {
    state: 'good',
    title: msg('The browser keeps data for this page.'),
    text: isPersisted
      ? msg('It promised not to clear them by itself.')
      : msg('When the disk is full it may clear them.'),
    facts,
  };
}

/** Whether what is kept here is kept apart from what the same site keeps elsewhere. */
export function checkPartition({ hasAccess }: StorageEvidence, { origins, own }: Frames): CheckOutcome {
  const top = origins.at(-1);
  const facts = { top: top ?? null, cookies: hasAccess ?? null };
  if (!top || top === own)
    return {
      state: 'good',
      title: msg('Storage is shared with this site’s other tabs.'),
      text: msg('No other site is around this page.'),
      facts,
    };
  if (own === 'null')
    return {
      state: 'unknown',
      title: msg('There is no storage to look at.'),
      text: msg('This page has no origin.'),
      facts,
    };
  if (hasAccess === false)
    return {
      state: 'warning',
      title: msg('The browser keeps this frame apart from its own site.'),
      text: msg(
        'It gets no cookies of its site here, and its storage is another one than in a tab: a sign-in with a cookie fails, and what waits here is not seen there.',
      ),
      ask: {
        whom: msg('whoever built this page'),
        what: msg(
          'Serve this page from the portal’s own site (a name below the same domain), or let authorization() do without a cookie. Cookies that must work here need SameSite=None; Secure; Partitioned.',
        ),
      },
      facts,
    };
  const text = msg(
    'Browsers keep what a frame of another site stores apart: what waits here is not seen when this page is opened in a tab.',
  );
  return { state: 'good', title: msg('Storage may be another one than in a tab.'), text, facts };
}

/** Where commands wait. */
export function checkOutbox(outbox: CommandOutbox | undefined): CheckOutcome {
  if (!outbox)
    return {
      state: 'unknown',
      title: msg('Commands do not wait on this page.'),
      text: msg('The client was made without an outbox: what cannot be sent fails at once.'),
      facts: {},
    };
  const { storage, problem, problemDetail = '' } = outbox;
  const facts = { storage, problem, problemDetail, entries: outbox.list().length };
  const state = problem ? 'warning' : 'good';
  if (storage === 'encrypted') return { state, title: msg('What waits is kept, encrypted.'), text: problem, facts };
  const readable = msg('Whoever can read this browser’s files can read it: the option outboxKey prevents that.');
  if (storage === 'sealed')
    return { state, title: msg('What waits is kept in this browser.'), text: problem || readable, facts };
  const title =
    storage === 'plain'
      ? msg('What waits is kept, but readable for whoever uses this browser.')
      : msg('What waits is gone when this page is closed.');
  return {
    state: 'warning',
    title,
    text: problem,
    ask: {
      whom: msg('whoever built this page'),
      what: isSecureContext
        ? msg('Set agent and the dialer’s address on the session. Where the browser refuses storage, see above.')
        : msg('Serve this page over https: there the browser can encrypt.'),
    },
    facts,
  };
}
