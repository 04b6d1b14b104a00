import { ContactUpload } from './contact-upload.js';
import type { UploadClient, UploadOptions } from './options.js';

export { checkContacts } from './contact-upload.js';
export type { CsvInput } from './csv/csv-file.js';
export type { Checkpoint, LineRange, UploadCounts } from './checkpoint.js';
export { guessColumns } from './columns.js';
export { refusedHeader } from './reason-column.js';
export type { Column, Columns } from './columns.js';
export type { CsvOptions } from './csv/csv-file.js';
export type { Encoding } from './csv/text-decoder.js';
export { preview, type Preview, type PreviewOptions, type PreviewRow, type UnfitColumn } from './preview.js';
export type { CellsAs, RefusedRow } from './refused-rows.js';
export type { UploadSource } from './rows.js';
export type { SourceMark } from './csv/csv-file.js';
export type { UploadClient } from './options.js';
export { UploadBatchEvent, UploadProgressEvent, type UploadState } from './events.js';
export type { Patience, SameNumber, UploadOptions, UploadResult } from './options.js';
export { ContactUpload } from './contact-upload.js';

/**
 * Uploads contacts, from objects or a CSV, in constant memory. It begins at once; listen to `progress`, wait for
 * `result`, stop it with `abort()`.
 */
export function uploadContacts(client: UploadClient, options: UploadOptions): ContactUpload {
  return new ContactUpload(client, options);
}
