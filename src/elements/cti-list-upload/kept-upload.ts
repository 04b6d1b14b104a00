import type { Checkpoint, SourceMark } from '../../uploads/index.js';
import { hashOf } from '../../uploads/csv/source-mark.js';
import { getTabItem, setTabItem } from '../../core/tab-storage.js';
import type { ColumnChoice } from './column-choice.js';
import type { Reading } from './upload-file.js';

/** What this tab remembers of an upload over a reload: no contact, and not the campaign, whose name may be a secret. */
export interface StoredUpload {
  checkpoint: Checkpoint;
  /** Rows of the whole list. */
  total: number;
  /** It came to the end of the list. */
  isOver: boolean;
  reading: Reading;
  choices: readonly ColumnChoice[];
  timeZone: string;
}

/** The same bytes and time make the same file; a new name does not make another. Of the campaign it holds only a sum. */
export const storageName = ({ size, lastModified, hash }: SourceMark, campaign: string): string =>
  `list-upload ${[size, lastModified, hash, hashOf(new TextEncoder().encode(campaign))].join(' ')}`;

export function storeUpload(name: string, upload: StoredUpload): void {
  setTabItem(name, { ...upload, checkpoint: { ...upload.checkpoint, campaign: '' } });
}

export function loadUpload(name: string, campaign: string): StoredUpload | undefined {
  const kept = getTabItem(name) as Partial<StoredUpload> | null | undefined;
  if (kept?.checkpoint?.version !== 1 || !kept.reading || !Array.isArray(kept.choices)) return undefined;
  return { ...(kept as StoredUpload), checkpoint: { ...kept.checkpoint, campaign } };
}

export const deleteUpload = (name: string): void => setTabItem(name, undefined);
