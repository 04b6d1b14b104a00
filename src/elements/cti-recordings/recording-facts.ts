import type { Recording } from '../../core/supervisor-commands.js';
import { writeJson } from '../../codecs/write-json.js';
import { wayOf } from '../shared/datum.js';

/** What a person asks of a recording, as far as its row says it. */
export interface RecordingFacts {
  agent: string;
  /** The customer's name. */
  name: string;
  /** The customer's number; both numbers of the call where nobody knows which of them is the customer's. */
  numbers: readonly string[];
  /** What the campaign goes by in commands. */
  campaign: string;
  /** In seconds. */
  length: number | undefined;
  result: string;
  /** As the dialer writes them. */
  tags: readonly string[];
}

/** By which names rows of a contact centre are likely to say it, the likeliest first: none is documented (U-38). */
const likely = {
  agent: ['agent', 'agentname'],
  name: ['customer', 'customername', 'name'],
  campaign: ['campaign', 'queue'],
  source: ['source', 'src', 'callerid'],
  destination: ['destination', 'dst'],
  length: ['billsec', 'duration'],
  result: ['result', 'disposition', 'outcome'],
  tags: ['tags', 'tag', 'data'],
} as const;

/** A value in words; nothing of an empty one. */
export const valueText = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : value === undefined || value === null ? '' : writeJson(value);

function first(row: Recording, names: readonly string[]): string {
  for (const name of names) {
    const value = row[name];
    if (typeof value === 'string' || typeof value === 'number') {
      const text = valueText(value);
      if (text) return text;
    }
  }
  return '';
}

/** Seconds, or hours, minutes and seconds with colons between. */
function readLength(text: string): number | undefined {
  if (!/^\d+(?::\d\d){0,2}(?:\.\d+)?$/.test(text)) return undefined;
  let length = 0;
  for (const part of text.split(':')) length = length * 60 + Number(part);
  return length;
}

function tagsOf(row: Recording): string[] {
  const { tags } = row;
  if (Array.isArray(tags)) return tags.map(valueText).filter(Boolean);
  const text = first(row, likely.tags);
  return text ? [text] : [];
}

/** Who calls is the customer of an inbound campaign, who is called that of an outbound one. */
function numbersOf(row: Recording, campaign: string): string[] {
  const [source, destination] = [first(row, likely.source), first(row, likely.destination)];
  const way = wayOf(campaign);
  const customer = way && (way.isOut ? destination : source);
  return customer ? [customer] : [source, destination].filter(Boolean);
}

function readFacts(row: Recording): RecordingFacts {
  const campaign = first(row, likely.campaign);
  return {
    agent: first(row, likely.agent),
    name: first(row, likely.name),
    numbers: numbersOf(row, campaign),
    campaign,
    length: readLength(first(row, likely.length)),
    result: first(row, likely.result),
    tags: tagsOf(row),
  };
}

const known = new WeakMap<Recording, RecordingFacts>();

/** Read once of each row. */
export function factsOf(row: Recording): RecordingFacts {
  const facts = known.get(row) ?? readFacts(row);
  known.set(row, facts);
  return facts;
}

/** A tag for people: its levels apart. */
export const tagText = (tag: string): string => tag.split('|').join(' › ');

/** The customer in a few words; nothing where the row says none. */
export function customerText({ name, numbers }: RecordingFacts): string {
  return [name, numbers.join(' → ')].filter(Boolean).join(' ');
}
