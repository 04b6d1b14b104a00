import { msg } from '@lit/localize';
import type { Recording } from '../../core/supervisor-commands.js';
import type { CampaignNames } from '../shared/campaign-names.js';
import { campaignText } from '../shared/datum.js';
import type { Cell } from '../shared/table-export.js';
import { language } from '../shared/time-text.js';
import { customerText, factsOf, tagText } from './recording-facts.js';

/** What a recording has a column for, where its dialer says it. */
export type RecordingColumn = 'when' | 'agent' | 'customer' | 'campaign' | 'length' | 'result' | 'tags';

export function headingOf(column: RecordingColumn): string {
  switch (column) {
    case 'when':
      return msg('When');
    case 'agent':
      return msg('Agent');
    case 'customer':
      return msg('Customer');
    case 'campaign':
      return msg('Campaign');
    case 'length':
      return msg('Length');
    case 'result':
      return msg('Result');
    case 'tags':
      return msg('Tags');
  }
}

/** What is known of all recordings that were found, for the lists to pick from. */
export class KnownTexts {
  readonly agents = new Set<string>();
  readonly campaigns = new Set<string>();
  readonly tags = new Set<string>();
  #read: readonly Recording[] = [];

  read(rows: readonly Recording[]): void {
    if (rows === this.#read) return;
    this.#read = rows;
    for (const row of rows) {
      const { agent, campaign, tags } = factsOf(row);
      if (agent) this.agents.add(agent);
      if (campaign) this.campaigns.add(campaign);
      for (const tag of tags) this.tags.add(tag);
    }
  }
}

/** How the rows are sorted; without a column as the dialer gave them. */
export interface RecordingSort {
  by?: RecordingColumn;
  isDescending: boolean;
}

interface TableSetup {
  rows: readonly Recording[];
  sort: RecordingSort;
  /** Only rows with this result; all when empty. */
  result: string;
  names: Pick<CampaignNames, 'all' | 'nameOf'>;
}

function columnsOf(rows: readonly Recording[]): RecordingColumn[] {
  const facts = rows.map(factsOf);
  const has: Record<RecordingColumn, boolean> = {
    when: true,
    agent: facts.some(({ agent }) => agent),
    customer: facts.some((each) => customerText(each)),
    campaign: facts.some(({ campaign }) => campaign),
    length: facts.some(({ length }) => length !== undefined),
    result: facts.some(({ result }) => result),
    tags: facts.some(({ tags }) => tags.length),
  };
  return (Object.keys(has) as RecordingColumn[]).filter((column) => has[column]);
}

/** The recordings to show, in order, and what is known of them together. */
export class RecordingTable {
  shown: readonly Recording[] = [];
  columns: readonly RecordingColumn[] = ['when'];
  results: readonly string[] = [];
  /** Seconds of all that are shown together; nothing where no row says its length. */
  length: number | undefined;
  #names: TableSetup['names'] = { all: [], nameOf: (id) => id };
  #of: unknown[] = [];

  set({ rows, sort, result, names }: TableSetup): void {
    const of = [rows, sort, result, names.all, language()];
    if (of.every((each, at) => each === this.#of[at])) return;
    this.#of = of;
    this.#names = names;
    const collator = new Intl.Collator(language(), { numeric: true, sensitivity: 'base' });
    this.columns = columnsOf(rows);
    this.results = [...new Set(rows.map((row) => factsOf(row).result).filter(Boolean))].sort(collator.compare);
    const chosen = rows.filter((row) => !result || factsOf(row).result === result);
    this.shown = sort.by ? this.#sorted(chosen, sort.by, sort.isDescending ? -1 : 1, collator) : chosen;
    const lengths = this.shown.flatMap((row) => factsOf(row).length ?? []);
    let length = 0;
    for (const each of lengths) length += each;
    this.length = lengths.length ? length : undefined;
  }

  /** Headings and rows, as they leave the page. */
  get cells(): Cell[][] {
    const { columns } = this;
    const heading = (column: RecordingColumn) =>
      column === 'length'
        ? [headingOf(column) + msg(', s', { desc: 'Seconds, in the heading of a column' })]
        : column === 'customer'
          ? [headingOf(column), msg('Number')]
          : [headingOf(column)];
    return [
      columns.flatMap(heading),
      ...this.shown.map((row) => columns.flatMap((column) => this.#cells(row, column))),
    ];
  }

  #cells(row: Recording, column: RecordingColumn): Cell[] {
    const { name, numbers, length } = factsOf(row);
    if (column === 'customer') return [name, numbers.join(' → ')];
    return [column === 'length' ? (length ?? '') : this.#text(row, column)];
  }

  #text(row: Recording, column: Exclude<RecordingColumn, 'length'>): string {
    const facts = factsOf(row);
    switch (column) {
      case 'when':
        return row.calldate;
      case 'customer':
        return customerText(facts);
      case 'campaign':
        return facts.campaign && campaignText(this.#names.nameOf(facts.campaign));
      case 'tags':
        return facts.tags.map(tagText).join(', ');
      default:
        return facts[column];
    }
  }

  /** What is not known comes last both ways. */
  #sorted(rows: readonly Recording[], by: RecordingColumn, direction: 1 | -1, collator: Intl.Collator): Recording[] {
    const value = (row: Recording) => (by === 'length' ? factsOf(row).length : this.#text(row, by) || undefined);
    return rows
      .map((row) => ({ row, value: value(row) }))
      .sort(({ value: a }, { value: b }) => {
        if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
        const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
        return direction * order;
      })
      .map(({ row }) => row);
  }
}
