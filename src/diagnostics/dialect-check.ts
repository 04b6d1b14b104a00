import { msg, str } from '@lit/localize';
import type { CheckOutcome } from './finding.js';
import { shown } from './mask-sentence.js';
import { readable, told } from './server-messages.js';
import { operationUrl, probeExistence, type ServerEvidence, type ServerProbe } from './server-probes.js';

/** What every dialect has, what the newest alone has (contract 1.1.1), and what none has. */
export const askedPaths = ['admin/addblack', 'admin/addblackbulk', 'admin/nothing'] as const;
type AskedPath = (typeof askedPaths)[number];

/** Which of these operations a server has. */
export type DialectEvidence = Readonly<Record<AskedPath, ServerProbe>>;

/** Looks which operations are there, and asks none of them: they take POST, and this is GET. Nothing where the server does not answer. */
export async function probeDialect(
  server: ServerEvidence | undefined,
  { integraUrl = '', timeout, signal }: { integraUrl: string | undefined; timeout: number; signal: AbortSignal },
  signIn: () => Promise<string | undefined>,
): Promise<DialectEvidence | undefined> {
  const { status = 0 } = (server && readable(server)) ?? {};
  if (status < 200 || status > 299) return undefined;
  const value = (await signIn()) ?? '';
  const ask = async (path: AskedPath) => {
    const url = operationUrl(integraUrl, document.baseURI, `Integra/resources/${path}`) as URL; // the server has answered at it
    return [path, await probeExistence(url, value, timeout, signal)] as const;
  };
  return Object.fromEntries(await Promise.all(askedPaths.map(ask))) as DialectEvidence;
}

/** Whether the server has the newest dialect's operations; nothing where it does not tell one path from another. */
function isNewer(evidence: DialectEvidence): boolean | undefined {
  const [common, newest, none] = askedPaths.map((path) => evidence[path].status);
  const tells = common !== undefined && common !== 404 && newest !== undefined && none === 404;
  return tells ? newest !== 404 : undefined;
}

const builder = () => msg('whoever built this page');
const setNew = () => msg('Set integra-dialect="new" on the session, or take it off.');

/** What is to be said of each setting at a newer server, and at an older one. */
const verdicts: Record<'new' | 'v8' | 'old', { newer: () => Verdict; older: () => Verdict }> = {
  new: {
    newer: () => ({
      state: 'good',
      title: msg('The Integra server speaks the dialect that is set: new.'),
      text: msg('It has what came after version 8.'),
    }),
    older: () => ({
      state: 'bad',
      title: msg('The Integra server speaks an older dialect, and this page is set to new.'),
      text: msg(
        'A result may be refused, or lose its callback campaign and its tag. The do-not-call list takes one number at a time, and none is taken off.',
      ),
      ask: {
        whom: builder(),
        what: msg(
          'Set integra-dialect="v8" on the session; "old" only where the server’s administrator says that it is older than version 8 (2020).',
        ),
      },
    }),
  },
  v8: {
    newer: () => ({
      state: 'bad',
      title: msg('The Integra server speaks the dialect new, and this page is set to v8.'),
      text: msg(
        'A result may be refused, and many numbers for the do-not-call list, or removals from it, are not sent.',
      ),
      ask: { whom: builder(), what: setNew() },
    }),
    older: () => ({
      state: 'good',
      title: msg('The Integra server speaks an older dialect, as this page is set: v8.'),
      text: msg(
        'If it is older than version 8, it refuses dialer tasks for a time or an agent: no harmless request tells the two apart.',
      ),
    }),
  },
  old: {
    newer: () => ({
      state: 'bad',
      title: msg('The Integra server speaks the dialect new, and this page is set to old.'),
      text: msg('A dialer task for one agent would be called at once, and a result may be refused.'),
      ask: { whom: builder(), what: setNew() },
    }),
    older: () => ({
      state: 'warning',
      title: msg('Whether the Integra server is older than version 8 cannot be seen from here.'),
      text: msg(
        'This page is set to old. At a server of version 8 a dialer task for one agent would be called at once.',
      ),
      ask: {
        whom: msg('the administrator of the Integra server'),
        what: msg(
          'Ask whether it is older than version 8 (2020). If it is not, set integra-dialect="v8" on the session.',
        ),
      },
    }),
  },
};
type Verdict = Omit<CheckOutcome, 'facts'>;

/** Whether the dialect that the page is set to is the server's. `set` is `new` when empty. */
export function checkDialect(evidence: DialectEvidence | undefined, set = ''): CheckOutcome {
  const dialect = set || 'new';
  const isOne = Object.hasOwn(verdicts, dialect);
  const facts = {
    set: isOne ? dialect : shown(dialect),
    ...Object.fromEntries(askedPaths.map((path) => [`GET ${path}`, told(evidence?.[path])])),
  };
  if (!isOne)
    return {
      state: 'bad',
      title: msg(str`integra-dialect is set to “${facts.set}”, which is no dialect.`),
      text: msg('Without a right one nothing goes to Integra.'),
      ask: { whom: builder(), what: msg('Set it to new, v8 or old, or take it off.') },
      facts,
    };
  const newer = evidence && isNewer(evidence);
  if (newer === undefined)
    return {
      state: 'unknown',
      title: msg('Which dialect the Integra server speaks could not be found out.'),
      text: evidence
        ? msg('The server does not tell which operations it has.')
        : msg('There is none, or it did not answer a reading operation.'),
      facts,
    };
  return { ...verdicts[dialect as keyof typeof verdicts][newer ? 'newer' : 'older'](), facts };
}
