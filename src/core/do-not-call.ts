import { msg, str } from '@lit/localize';
import { remainingTime } from '../codecs/remaining-time.js';
import type { CommandOf } from './commands.js';
import { numbersIn } from './destinations.js';
import { CtiError } from './errors.js';
import { NumberMarks } from './number-marks.js';

/** So long a number that this browser put on a do-not-call list is not dialled for it, in milliseconds: lists may take a day. */
const blockedTime = 86_400_000;

/** One campaign whose list a number was put on, `*` for all, when (epoch milliseconds) and by which agent. */
interface Block {
  campaign: string;
  at: number;
  by: string;
}

/** The blocks of one number for one campaign. */
interface Edit {
  number: string;
  campaign: string;
  blocks: Block[];
}

type Entries = CommandOf<'blacklist'>['entries'];

const isRecent = (block: Block) => remainingTime(block, blockedTime) > 0;
const recent = (blocks: unknown) => (Array.isArray(blocks) ? (blocks as Block[]).filter(isRecent) : []);
const hasRecent = (blocks: Block[]) => recent(blocks).length > 0;

/** What this browser put on the do-not-call lists of one server in the last 24 hours, whichever agent it was. */
export class DoNotCallMarks {
  readonly #marks: NumberMarks<Block[]>;
  readonly #by: string;

  /** `owner`: an agent and a server, with `@` between them. */
  constructor(owner: string) {
    const at = owner.lastIndexOf('@');
    this.#by = owner.slice(0, Math.max(0, at));
    this.#marks = new NumberMarks('blocked', owner.slice(at + 1));
  }

  /** Gives what takes it back, where the list surely did not get it. */
  add(entries: Entries): () => void {
    const outgoing = entries.filter(({ direction }) => direction?.trim() !== 'I'); // who may not call in may be called
    const [at, by] = [Date.now(), this.#by];
    const before = this.#replace(
      outgoing.flatMap(({ phone, campaign }) =>
        numbersIn(phone).map((number) => ({ number, campaign, blocks: [{ campaign, at, by }] })),
      ),
    );
    return () => void this.#replace(before);
  }

  /** Taken off the list: of all campaigns where it is `*`. */
  remove(entries: Entries): void {
    const edits = entries.flatMap(({ phone, campaign }) => numbersIn(phone).map((number) => ({ number, campaign })));
    const left = (blocks: unknown, { campaign }: { campaign: string }) =>
      recent(blocks).filter((block) => campaign !== '*' && block.campaign !== campaign);
    this.#marks.change(edits, left, hasRecent);
  }

  /** Finds why numbers are not dialled for a campaign, also behind a code or a pause; nothing where they may be. */
  finder(): (phone: string, campaign: string) => Block | undefined {
    const of = this.#marks.read();
    if (!of) return () => undefined;
    const isOf = (block: Block, campaign: string) => ['*', campaign.trim()].includes(block.campaign.trim());
    return (phone, campaign) =>
      numbersIn(phone)
        .flatMap((each) => recent(of(each)))
        .find((block) => isOf(block, campaign));
  }

  /** Forgets what this agent put there. */
  forget(): void {
    this.#marks.keep((blocks) => blocks.some(({ by }) => by !== this.#by));
  }

  /** Puts others in the place of the blocks of a number and a campaign. Gives what does the opposite. */
  #replace(edits: readonly Edit[]): Edit[] {
    const before: Edit[] = [];
    const replaced = (kept: unknown, { number, campaign, blocks }: Edit) => {
      const all = recent(kept);
      before.push({ number, campaign, blocks: all.filter((block) => block.campaign === campaign) });
      return [...all.filter((block) => block.campaign !== campaign), ...blocks];
    };
    this.#marks.change(edits, replaced, hasRecent);
    return before.reverse();
  }
}

/** Throws `INVALID`, with when and by whom the number was put on the list. */
export function refuseBlocked(phone: string, { campaign, at, by }: Block, field: string): never {
  const when = new Date(at).toLocaleString();
  const where =
    campaign === '*'
      ? msg(str`${phone} was put on the do-not-call list of all campaigns on ${when}. It is not dialled for 24 hours.`)
      : msg(str`${phone} was put on the do-not-call list of ${campaign} on ${when}. It is not dialled for 24 hours.`);
  throw new CtiError('INVALID', by ? `${where} ${msg(str`It was put there by ${by}.`)}` : where, {
    field,
    detail: 'doNotCall',
  });
}
