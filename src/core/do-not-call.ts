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

  add(entries: Entries): void {
    for (const { phone, campaign, direction } of entries) {
      if (direction?.trim() === 'I') continue; // who may not call in may be called
      for (const number of numbersIn(phone)) {
        const others = this.#of(number).filter((block) => block.campaign !== campaign);
        this.#marks.set(number, [...others, { campaign, at: Date.now(), by: this.#by }], hasRecent);
      }
    }
  }

  /** Taken off the list: of all campaigns where it is `*`. */
  remove(entries: Entries): void {
    for (const { phone, campaign } of entries) {
      for (const number of numbersIn(phone)) {
        const left = this.#of(number).filter((block) => campaign !== '*' && block.campaign !== campaign);
        this.#marks.set(number, left.length ? left : undefined, hasRecent);
      }
    }
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

  #of(phone: string): Block[] {
    return recent(this.#marks.get(phone));
  }
}

/** Throws `INVALID`, with when and by whom the number was put on the list. */
export function refuseBlocked(phone: string, { campaign, at, by }: Block, field: string): never {
  const when = new Date(at).toLocaleString();
  const who = by ? msg(str`by ${by}`) : msg('from this computer');
  const where = campaign === '*' ? msg('all campaigns') : campaign;
  throw new CtiError(
    'INVALID',
    msg(str`${phone} was put on the do-not-call list of ${where} ${who} on ${when}: it is not dialled for 24 hours.`),
    { field, detail: 'doNotCall' },
  );
}
