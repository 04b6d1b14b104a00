import { msg } from '@lit/localize';
import type { CommandOf } from '../commands.js';
import { callProblem, sameCall, type DisposedCall } from './disposition-call.js';
import { DispositionChoice } from './disposition-choice.js';

/** What the agent writes beside the result. */
export interface DispositionTexts {
  /** The campaign to call back on; empty for the dialer's choice. */
  callbackCampaign: string;
  comment: string;
  data1: string;
  data2: string;
}

const noTexts: DispositionTexts = { callbackCampaign: '', comment: '', data1: '', data2: '' };

/** One filling of the form, from the first key to the saved result, and the call that it belongs to. */
export class DispositionFilling {
  readonly choice = new DispositionChoice();
  texts = noTexts;
  /** Whether the agent has touched the callback; an incomplete one has no value to tell. */
  callbackTouched = false;
  /** How many there were before: each gets a picker of its own, so that no half-chosen time is left in it. */
  count = 0;
  #started: DisposedCall | undefined;

  get blank(): boolean {
    return !this.choice.text && !this.callbackTouched && !Object.values<string>({ ...this.texts }).some(Boolean);
  }

  /** The agent wrote or deleted something while `live` was the call to write for. */
  edited(live: DisposedCall): void {
    this.#started = this.blank ? undefined : (this.#started ?? live);
  }

  /** Which call this belongs to: the one it was begun for, whatever is known now. */
  callFor(live: DisposedCall): DisposedCall {
    return this.#started && !sameCall(this.#started, live) ? this.#started : live;
  }

  /** The agent says that it belongs to another call. */
  moveTo(live: DisposedCall): void {
    this.#started = live;
  }

  clear(): void {
    this.choice.clear();
    this.texts = noTexts;
    this.callbackTouched = false;
    this.count += 1;
    this.#started = undefined;
  }

  /** The first thing that is wrong, from the top of the form. `callback` is asked only when the result needs one. */
  problem(call: DisposedCall, callback: () => string | undefined): { field: string; message: string } | undefined {
    const { leaf, problem = msg('Choose a result.') } = this.choice;
    const unknown = callProblem(call);
    if (unknown) return unknown;
    if (!leaf) return { field: 'level1', message: problem };
    const noTime = leaf.needsCallback ? callback() : undefined;
    if (noTime) return { field: 'callbackAt', message: noTime };
    if (leaf.needsComment && !this.texts.comment.trim())
      return { field: 'comment', message: msg('This result needs a comment.') };
    return undefined;
  }

  /** The command as it is sent: what is not filled in is absent, and no action is ever named (C-088). */
  command(call: DisposedCall, callbackAt: string): CommandOf<'dispose'> {
    const { leaf, text } = this.choice;
    const [level1 = '', level2, level3] = leaf?.levels ?? [text];
    const { callbackCampaign, ...texts } = this.texts;
    return {
      type: 'dispose',
      ...call,
      level1,
      ...filled({ level2, level3, ...texts }),
      // A callback that was chosen for another result must not be promised by this one.
      ...(leaf?.needsCallback ? filled({ callbackAt, callbackCampaign }) : {}),
    };
  }
}

function filled<K extends string>(fields: Record<K, string | undefined>): Partial<Record<K, string>> {
  const entries = Object.entries<string | undefined>(fields).filter(([, text]) => text?.trim());
  return Object.fromEntries(entries) as Partial<Record<K, string>>;
}
