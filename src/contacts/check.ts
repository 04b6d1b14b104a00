import type { Bulk } from '../transport.js';
import type { UploadClient } from './upload-client.js';
import type { UploadOptions } from './upload-options.js';
import { ContactUpload } from './upload.js';

/** So long the page may stand still, in milliseconds; a few rows more, since whole portions are counted. */
const breath = 15;
/** Rows. */
const portion = 500;

/**
 * Goes through a list as an upload would, and sends nothing: `accepted` is what would leave, `refused` what this page
 * refuses, with lines and reasons. What only the dialer knows stays open.
 */
export function checkContacts(client: UploadClient, options: UploadOptions): ContactUpload {
  let since = performance.now();
  const nobody: UploadClient = {
    supports(type) {
      const choice = client.supports(type);
      return choice.ok && choice.bulk ? { ...choice, bulk: inPortions(choice.bulk) } : choice;
    },
    async send({ contacts }) {
      if (performance.now() - since > breath) {
        await new Promise((resolve) => setTimeout(resolve));
        since = performance.now();
      }
      return { status: 'confirmed', transport: '', accepted: contacts.length, refused: [], isLoaded: false };
    },
  };
  const source = { ...options, size: portion, inFlight: 1 };
  delete source.save;
  delete source.resume;
  return new ContactUpload(nobody, source);
}

/** The same dialer, whose requests are as large as suits the page. */
const inPortions = (bulk: Bulk): Bulk => Object.create(bulk, { size: { value: portion } }) as Bulk;
