import type { Campaign, Recording, Statistics } from '../../core/supervisor-replies.js';
import { figuresOf, objectOf, rowsOf } from '../../codecs/json.js';

// Liberal readers of what Integra tells a supervisor. Each gives nothing for what is not at all of its form.

type Row = Record<string, unknown>;

function campaignOf(id: string, raw: Row): Campaign {
  const figures = figuresOf({ ...raw, queue: undefined, campaign: undefined }); // a campaign may have digits for a name
  return { id, name: id, figures, raw };
}

/** The campaigns of a summary; its last element has no name and is only the end (contract 2.1.11, U-56, C-163 to C-165). */
export function readSummary(json: unknown): Campaign[] | undefined {
  if (!Array.isArray(json)) return undefined;
  return rowsOf(json).flatMap((row) =>
    typeof row['queue'] === 'string' && row['queue'] ? [campaignOf(row['queue'], row)] : [],
  );
}

/** Whatever came: what has a campaign's name is one, all else is kept beside it (contract 2.1.12, U-58, C-167 to C-170). */
export function readStatus(json: unknown): { campaigns: Campaign[]; unknown: unknown[] } | undefined {
  if (typeof json !== 'object' || !json) return undefined;
  const campaigns: Campaign[] = [];
  const unknown: unknown[] = [];
  for (const value of Object.values(json) as unknown[]) {
    const { campaign } = objectOf(value);
    if (typeof campaign === 'string' && campaign) campaigns.push(campaignOf(campaign, objectOf(value)));
    else unknown.push(value);
  }
  return { campaigns, unknown };
}

export const statisticsOf = (campaigns: readonly Campaign[]): Statistics[] =>
  campaigns.map(({ id, figures, raw }) => ({ campaign: id, figures, raw }));

const isRecording = (row: Row): row is Recording =>
  typeof row['guid'] === 'string' && row['guid'] !== '' && typeof row['calldate'] === 'string';

/** A page of recordings: a list, or an object that holds one (U-38, C-116). One that is not full is the last (U-36, C-115). */
export function readRecordings(json: unknown, limit: number): { rows: Recording[]; isLast: boolean } | undefined {
  const list: unknown = Array.isArray(json) ? json : Object.values(objectOf(json)).find(Array.isArray);
  if (!Array.isArray(list)) return undefined;
  return { rows: rowsOf(list).filter(isRecording), isLast: list.length < limit };
}
