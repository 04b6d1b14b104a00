import type { Checkpoint, SourceMark } from '../../uploads/index.js';
import { hashOf } from '../../uploads/csv/source-mark.js';
import { recall, remember } from '../../core/tab-storage.js';
import type { Choice } from './column-choice.js';
import type { Reading } from './upload-file.js';

/** What this tab remembers of an upload over a reload: no contact, and not the campaign, whose name may be a secret. */
export interface KeptUpload {
  checkpoint: Checkpoint;
  /** Rows of the whole list. */
  total: number;
  /** It came to the end of the list. */
  isOver: boolean;
  reading: Reading;
  choices: readonly Choice[];
  timeZone: string;
}

/** The same bytes and time make the same file; a new name does not make another. Of the campaign it holds only a sum. */
export const keptName = ({ size, lastModified, hash }: SourceMark, campaign: string): string =>
  `list-upload ${[size, lastModified, hash, hashOf(new TextEncoder().encode(campaign))].join(' ')}`;

export function keepUpload(name: string, upload: KeptUpload): void {
  remember(name, { ...upload, checkpoint: { ...upload.checkpoint, campaign: '' } });
}

export function keptUpload(name: string, campaign: string): KeptUpload | undefined {
  const kept = recall(name) as Partial<KeptUpload> | null | undefined;
  if (kept?.checkpoint?.version !== 1 || !kept.reading || !Array.isArray(kept.choices)) return undefined;
  return { ...(kept as KeptUpload), checkpoint: { ...kept.checkpoint, campaign } };
}

export const forgetUpload = (name: string): void => remember(name, undefined);
