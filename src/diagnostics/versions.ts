import { msg, str } from '@lit/localize';
import type { CtiClient } from '../core/client.js';
import type { CommandType } from '../core/commands.js';
import type { Outcome } from './finding.js';
import { version } from '../version.js';

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
): Outcome {
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
        'Load portside.js, portside-supervisor.js and portside-crm.js of one version, and let the browser’s cache not mix them: give their addresses a version.',
      ),
    },
    facts,
  };
}
