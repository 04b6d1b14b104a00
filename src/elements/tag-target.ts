import { msg, str } from '@lit/localize';

/** The call that a tag goes to; `destination` is the customer's number, empty when not known. */
export interface TaggedCall {
  guid: string;
  destination: string;
}

/** Decides which call a text is for: a text that was begun during one call stays with it. */
export class TagTarget {
  /** The call that the page names; it always wins. */
  named: TaggedCall | undefined;
  /** The call that the client knows. */
  current: TaggedCall | undefined;
  #begunFor: TaggedCall | undefined;

  /** The call that gets the text. */
  get call(): TaggedCall | undefined {
    return this.named ?? this.#begunFor ?? this.current;
  }

  /** Whether the text was begun during another call than the current one. */
  get isLate(): boolean {
    return !this.named && !!this.#begunFor && !!this.current && this.#begunFor.guid !== this.current.guid;
  }

  /** Tells what stands in the field; nothing lets the call go. */
  typed(text: string): void {
    this.#begunFor = text ? (this.#begunFor ?? this.current) : undefined;
  }

  /** Gives the text to the current call. */
  moveOn(): void {
    this.#begunFor = this.current;
  }

  /** Which call gets the text, in a sentence for the agent. */
  get sentence(): string {
    const { call, isLate } = this;
    if (!call) return msg('No call is known here yet, so there is no recording to tag.');
    const { guid, destination } = call;
    if (isLate && destination) return msg(str`Another call is here now. This text still tags the call with ${destination}, where you began it.`);
    if (isLate) return msg(str`Another call is here now. This text still tags the call ${guid}, where you began it.`);
    return destination ? msg(str`Tags the call with ${destination}.`) : msg(str`Tags the call ${guid}.`);
  }
}
