import type { CallbackRules } from './callback-rules.js';
import { callbackTime, typedOf, type CallbackTime, type TimeProblem, type TypedTime } from './callback-time.js';

const empty: TypedTime = { date: '', time: '' };

/** What the fields of a callback hold: what a person typed, or a value of the page that waits to be read. */
export class CallbackDraft {
  /** The person wanted to go on: what is not finished counts as wrong from now on. */
  checked = false;
  /** How often it was changed. */
  edits = 0;

  #typed: TypedTime | undefined = empty;
  #value = '';

  /** What stands in the fields. A value is read anew each time: the zones may come after it. */
  fields(rules: CallbackRules): TypedTime {
    return this.#typed ?? typedOf(this.#value, rules);
  }

  time(rules: CallbackRules, now: number): CallbackTime {
    return callbackTime(this.fields(rules), rules, now);
  }

  /** What is to be said of the time now. */
  shown({ problem }: CallbackTime): TimeProblem | undefined {
    return problem?.open && !this.checked ? undefined : problem;
  }

  /** A person changed a field. The answer for a doubled hour was for the time before. */
  type(change: Partial<TypedTime>, rules: CallbackRules): void {
    const { date, time } = this.fields(rules);
    this.choose({ date, time, ...change });
  }

  choose(typed: TypedTime): void {
    this.edits += 1;
    this.#typed = typed;
    this.#value = '';
  }

  /** A value of the wire, given by the page. */
  fill(value: string): void {
    this.edits += 1;
    this.#typed = undefined;
    this.#value = value;
    this.checked = false;
  }
}
