import { figuresOf, objectOf } from '../codecs/json.js';
import type { Campaign, Recording, Statistics } from '../supervisor-replies.js';
import { notUnderstood } from './http-answer.js';
import type { Answer } from './http.js';
import { readGuid } from './integra-answer.js';

/** The JSON of an answer; a `0`, nothing, or a page is none (U-48). */
function readJson(answer: Answer): unknown {
  const text = readGuid(answer); // whatever is not a failure
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw notUnderstood(answer.text);
  }
}

type Row = Record<string, unknown>;

function campaignOf(id: string, raw: Row): Campaign {
  const figures = figuresOf({ ...raw, queue: undefined, campaign: undefined }); // a campaign may have digits for a name
  return { id, name: id, figures, raw };
}

/** The campaigns of a summary; its last element has no name and is only the end (U-56, C-163 to C-165). */
export function readSummary(answer: Answer): Campaign[] {
  const rows = readJson(answer);
  if (!Array.isArray(rows)) throw notUnderstood(answer.text);
  return rows.map(objectOf).flatMap((row) => (typeof row['queue'] === 'string' && row['queue'] ? [campaignOf(row['queue'], row)] : []));
}

/** Whatever came: what has a campaign's name is one, and all else is kept beside it (U-58, C-167 to C-170). */
export function readStatus(answer: Answer): { campaigns: Campaign[]; unknown: unknown[] } {
  const json = readJson(answer);
  if (typeof json !== 'object' || !json) throw notUnderstood(answer.text);
  const campaigns: Campaign[] = [];
  const unknown: unknown[] = [];
  for (const value of Object.values(json) as unknown[]) {
    const { campaign } = objectOf(value);
    if (typeof campaign === 'string' && campaign) campaigns.push(campaignOf(campaign, objectOf(value)));
    else unknown.push(value);
  }
  return { campaigns, unknown };
}

export const statisticsOf = (campaigns: readonly Campaign[]): Statistics[] => campaigns.map(({ id, figures, raw }) => ({ campaign: id, figures, raw }));

/** A page of recordings: a list, or an object that holds one (U-38, C-116). A page that is not full is the last (U-36, C-115). */
export function readRecordings(answer: Answer, limit: number): { rows: Recording[]; isLast: boolean } {
  const json = readJson(answer);
  const list = Array.isArray(json) ? json : Object.values(objectOf(json)).find(Array.isArray);
  if (!list) throw notUnderstood(answer.text);
  const isRecording = (row: Row): row is Recording => typeof row['guid'] === 'string' && row['guid'] !== '' && typeof row['calldate'] === 'string';
  return { rows: list.map(objectOf).filter(isRecording), isLast: list.length < limit };
}
