import { writeWallClock } from '../../codecs/wall-clock.js';
import { makeGuid } from '../guid.js';
import type { IntegraRecording, RecordingFile } from './state.js';

/** One after the other, so that each place and each trouble comes up on the first page. */
const files: readonly (RecordingFile | null)[] = [
  { host: 'telephony', dated: false, format: 'mp3' },
  { host: 'telephony', dated: true, format: 'mp3' },
  { host: 'backup', dated: true, format: 'mp3' },
  { host: 'backup', dated: false, format: 'mp3' },
  { host: 'telephony', dated: true, format: 'gsm' },
  null,
];
const hours = 3_600_000;

/** 75 recordings of the last nine days, the newest first, with more in a row than the documents say. */
export function sampleRecordings(now: number): IntegraRecording[] {
  return Array.from({ length: 75 }, (_, index) => ({
    row: {
      guid: makeGuid(),
      calldate: writeWallClock(now - (index + 1) * 3 * hours),
      agent: `Agent${String(1 + (index % 2))}`,
      campaign: index % 3 ? 'Sale->' : 'Ventas<-',
      source: '099',
      destination: `0910000${String(index).padStart(2, '0')}`,
      data: index % 5 ? '' : 'Sale|New customer',
      billsec: 15 + ((index * 37) % 400),
      rating: '',
    },
    file: files[index % files.length] ?? null,
  }));
}
