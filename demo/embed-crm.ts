// What the two CRM pages that embed the widget share.
import type { EmbedDisposition } from '../src/embed/index.js';

export const customers = [
  { name: 'Ana Pérez', number: '091000000', timeZone: 'America/Montevideo' },
  { name: 'Luis Silva', number: '098344484', timeZone: 'America/Asuncion' },
];

export const dispositions = [
  { label: 'Sale', children: [{ label: 'New customer' }, { label: 'Upgrade' }] },
  { label: 'Callback', requires: ['callback'], action: 'schedule' },
  { label: 'No answer' },
] satisfies EmbedDisposition[];

/** The CRM's back end holds the password; the page gets a header value, for each request anew. */
export const signIn = async (): Promise<string> => (await fetch('/control/authorization')).json() as Promise<string>;
