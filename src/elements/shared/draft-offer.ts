import { msg } from '@lit/localize';
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { isSameCall, type CallIdentity } from './call-identity.js';
import { isolatedText, sentence } from './datum.js';
import type { Draft, DraftStorage } from './draft-storage.js';

/** So many are offered at once; the next ones when these are done. */
const mostShown = 3;

/** What an element says of its drafts, and does with them. */
export interface DraftOfferTexts {
  /** That one was begun for a number, in a sentence. */
  begun: (number: string) => string;
  /** That the agent discarded it. */
  discarded: (number: string) => string;
  open: (draft: Draft) => void;
}

/** Offers what was typed for other calls of this agent and not sent: to open it, or to discard it, which can be undone. */
export class DraftOffer {
  readonly #host: LitElement;
  readonly #storage: DraftStorage;
  readonly #texts: DraftOfferTexts;
  /** What was discarded last, and by whom. */
  #discarded: { draft: Draft; owner: string | undefined } | undefined;

  constructor(host: LitElement, storage: DraftStorage, texts: DraftOfferTexts) {
    this.#host = host;
    this.#storage = storage;
    this.#texts = texts;
  }

  /** All but the one of the call that the element is for. */
  view(mine: CallIdentity): TemplateResult {
    const drafts = this.#storage.list().filter((draft) => !isSameCall(draft, mine));
    const { draft: gone, owner } = this.#discarded ?? {};
    const isGone = gone && owner === this.#storage.owner && !isSameCall(gone, mine);
    return html`<div part="drafts" class="drafts" ?hidden=${!drafts.length && !isGone}>
      ${drafts.slice(0, mostShown).map((draft) => this.#row(draft))}
      ${
        isGone
          ? html`<div class="notice row">
              <span role="status">${sentence(this.#texts.discarded(nameOf(gone)), nameOf(gone))}</span>
              ${this.#button('undo', msg('Undo'), gone, () => this.#undo(gone))}
            </div>`
          : nothing
      }
    </div>`;
  }

  #row(draft: Draft): TemplateResult {
    const open = () => {
      this.#discarded = undefined;
      this.#texts.open(draft);
    };
    return html`<div class="notice row">
      <span>${sentence(this.#texts.begun(nameOf(draft)), nameOf(draft))}</span>
      ${this.#button('open', msg('Open it'), draft, open)}
      ${this.#button('discard', msg('Discard it'), draft, () => this.#discard(draft))}
    </div>`;
  }

  #button(name: string, label: string, draft: Draft, press: () => void): TemplateResult {
    return html`<button
      part="button"
      type="button"
      name="${name}-draft"
      aria-label=${isolatedText(`${label}: ${nameOf(draft)}`, nameOf(draft))}
      @click=${press}
    >
      ${label}
    </button>`;
  }

  #discard(draft: Draft): void {
    this.#discarded = { draft, owner: this.#storage.owner };
    this.#storage.keep(draft);
    void this.#focus('undo');
  }

  #undo(draft: Draft): void {
    this.#discarded = undefined;
    this.#storage.keep(draft, draft.typed, undefined, draft.entry);
    void this.#focus('open');
  }

  /** The button that was pressed has gone. */
  async #focus(name: string): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(`[name=${name}-draft]`)?.focus();
  }
}

const nameOf = ({ customer, guid = '' }: Draft) => customer || guid;

/** Goes back to the call that is on; what was typed for the other one is offered again. */
export const leaveView = (press: () => void, isOff = false): TemplateResult =>
  html`<div>
    <button part="button" type="button" name="leave" ?disabled=${isOff} @click=${press}>
      ${msg('Leave it for later')}
    </button>
  </div>`;
