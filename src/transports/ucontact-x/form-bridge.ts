import { msg } from '@lit/localize';
import type { DataPair } from '../../codecs/data-string.js';
import { isGuid } from '../../codecs/guid.js';
import { fieldOf, isSaid, namesFailure, objectOf, textOf } from '../../codecs/json.js';
import { writeJson } from '../../codecs/write-json.js';
import type { Cti } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import { inTime } from '../../core/platform.js';

/** How long uContact X may take to name the interaction, in milliseconds (C-406). */
const bridgeTime = 5_000;

/** A value of the interaction as text; nothing for none. */
function valueText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? writeJson(value) : typeof value === 'boolean' ? String(value) : textOf(value);
}

/**
 * The interaction as our `Cti`: its customer is `clientId`, and `data` holds the call's variables by their names (C-406). `null`
 * where there is none. Throws `PROTOCOL` for what cannot be read.
 */
function readInteraction(raw: unknown): Cti | null {
  if (!isSaid(raw)) return null;
  const row = objectOf(raw);
  if (row !== raw || namesFailure(raw))
    throw new CtiError('PROTOCOL', msg('What uContact X says of the call cannot be read.'), {
      detail: writeJson(raw).slice(0, 200),
    });
  if (!Object.keys(row).length) return null;
  const guid = textOf(fieldOf(row, 'guid')).trim();
  const callerId = textOf(fieldOf(row, 'clientId'));
  const campaign = textOf(fieldOf(row, 'campaign'));
  const data: DataPair[] = [];
  for (const [name, value] of Object.entries(objectOf(fieldOf(row, 'data')))) {
    const text = valueText(value);
    if (text !== undefined) data.push([name, text]);
  }
  return {
    ...(isGuid(guid) && { guid }),
    ...(campaign && { campaign }),
    ...(callerId && { callerId }),
    ...{ data, raw },
  };
}

const closed = () => new CtiError('CANCELED', msg('The session is closed.'), { maybeSent: false });

/**
 * The road between uContact X and a form that it shows (C-406, public code; no vendor page was found): the form asks which
 * interaction it is for, and says when it is done. A form of another site gets no answer.
 */
export class FormBridge {
  readonly #post: (message: object) => void;
  #asking: { readonly answer: Promise<Cti | null>; readonly settle: (interaction: unknown) => void } | undefined;
  #end: (cause: CtiError) => void = () => undefined;
  #isClosed = false;

  /** @param post - posts to the window of uContact X; throws where it cannot */
  constructor(post: (message: object) => void) {
    this.#post = post;
  }

  /** Asks for the interaction; a second question waits for the answer to the first. Rejects with `TIMEOUT` after five seconds. */
  ask(): Promise<Cti | null> {
    if (this.#asking) return this.#asking.answer;
    if (this.#isClosed) return Promise.reject(closed());
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
    this.#isClosed = true;
    this.#end(closed());
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
