import type { Route } from '../core/routing.js';
import type { CommandOf, ReplyTo } from '../core/commands.js';

export type AddContacts = CommandOf<'addContacts'>;
export type AddContactsReply = ReplyTo<'addContacts'>;

/** What an upload needs of a `CtiClient`. */
export interface UploadClient {
  supports(type: 'addContacts'): Route;
  send(command: AddContacts, options?: { signal?: AbortSignal }): Promise<AddContactsReply>;
}
