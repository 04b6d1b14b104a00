import { msg } from '@lit/localize';
import { CtiError } from './errors.js';
import { holdsSignIn } from './origin.js';

/** Throws `INVALID` for an address that holds a user or a password, which is not repeated. */
export function checkAddress(address: string, field: string): void {
  if (holdsSignIn(address))
    throw new CtiError('INVALID', msg('This address holds a user or password: take it out.'), { field });
}
