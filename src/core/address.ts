import { msg } from '@lit/localize';
import { CtiError } from './errors.js';
import { holdsSignIn } from './origin.js';

export const signInText = (): string => msg('This address holds a user or password: take it out.');

/** Throws `INVALID` for an address that holds a user or a password, which is not repeated. */
export function checkAddress(address: string, field: string): void {
  if (holdsSignIn(address)) throw new CtiError('INVALID', signInText(), { field });
}

/** A host of this computer itself, as an address has it: a browser lets a page on https ask most of these over http. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$|\.localhost$/.test(host);

/** The same server has one name, wherever the page stands and however it is written. */
export function serverName(address: string): string {
  if (!address || !URL.canParse(address, document.baseURI)) return address;
  const { origin, pathname, search } = new URL(address, document.baseURI);
  return `${origin}${pathname.replace(/\/$/, '')}${search}`;
}
