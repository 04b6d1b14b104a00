import type { Bulk } from '../core/transport.js';
import type { UploadClient } from './upload-client.js';
import type { UploadOptions } from './options.js';
import { ContactUpload } from './contact-upload.js';

/** Rows that are counted at once. */
const portion = 500;

/**
 * Goes through a list as an upload would, and sends nothing: `accepted` is what would leave, `refused` what this page
 * refuses, with lines and reasons. What only the dialer knows stays open.
 */
export function checkContacts(client: UploadClient, options: UploadOptions): ContactUpload {
  const nobody: UploadClient = {
    supports(type) {
      const choice = client.supports(type);
      return choice.ok && choice.bulk ? { ...choice, bulk: inPortions(choice.bulk) } : choice;
    },
    send: ({ contacts }) =>
      Promise.resolve({ status: 'confirmed', transport: '', accepted: contacts.length, refused: [], isLoaded: false }),
  };
  const source = { ...options, size: portion, inFlight: 1 };
  delete source.save;
  delete source.resume;
  delete source.before;
  return new ContactUpload(nobody, source);
}

/** The same dialer, whose requests are as large as suits the page. */
const inPortions = (bulk: Bulk): Bulk => Object.create(bulk, { size: { value: portion } }) as Bulk;
