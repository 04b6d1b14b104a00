import { msg } from '@lit/localize';
import { readCti } from '../../codecs/cti-object.js';
import { fieldOf, objectOf, textOf } from '../../codecs/json.js';
import type { Cti } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import { inTime } from '../../core/platform.js';

/** How long uContact X may take to name the interaction, in milliseconds (C-406). */
export const bridgeTime = 5_000;

/** The interaction as our `Cti`: its customer is `clientId` in uContact X (C-404). Throws `PROTOCOL`. */
export function readInteraction(interaction: unknown): Cti | null {
  const cti = readCti(interaction);
  const clientId = textOf(fieldOf(objectOf(cti?.raw), 'clientId'));
  return cti && clientId && !cti.callerId ? { ...cti, callerId: clientId } : cti;
}

/**
 * The road between uContact X and a form that it shows (C-406, public code; no vendor page was found): the form asks which
 * interaction it is for, and says when it is done. A form of another site gets no answer.
 */
export class FormBridge {
  readonly #post: (message: object) => void;
  #asking: { readonly answer: Promise<Cti | null>; readonly settle: (interaction: unknown) => void } | undefined;
  #end: (cause: CtiError) => void = () => undefined;

  /** @param post - posts to the window of uContact X; throws where it cannot */
  constructor(post: (message: object) => void) {
    this.#post = post;
  }

  /** Asks for the interaction; a second question waits for the answer to the first. Rejects with `TIMEOUT` after five seconds. */
  ask(): Promise<Cti | null> {
    if (this.#asking) return this.#asking.answer;
    let settle: (interaction: unknown) => void = () => undefined;
    const heard = new Promise<unknown>((resolve, reject) => {
      settle = resolve;
      this.#end = reject;
    });
    heard.catch(() => undefined); // it may end when nobody waits any more
    const answer = this.#answer(heard);
    this.#asking = { answer, settle };
    return answer;
  }

  /** An answer came; `false` where nobody has asked. */
  hear(interaction: unknown): boolean {
    this.#asking?.settle(interaction);
    return !!this.#asking;
  }

  close(): void {
    this.#end(new CtiError('CANCELED', msg('The session is closed.'), { maybeSent: false }));
  }

  async #answer(heard: Promise<unknown>): Promise<Cti | null> {
    try {
      this.#post({ action: 'getInteraction' });
      return readInteraction(await inTime(heard, bridgeTime));
    } catch (cause) {
      if (!(cause instanceof DOMException)) throw cause;
      const text = msg('uContact X did not say which call this is: it answers no form of another site.');
      throw new CtiError('TIMEOUT', text, { maybeSent: false, cause });
    } finally {
      this.#asking = undefined;
    }
  }
}
