import { msg, str } from '@lit/localize';
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { CommandOf } from '../../core/commands.js';
import type { CtiClient, CurrentCall } from '../../core/client.js';
import { isSameCall } from '../shared/call-identity.js';
import { offerOf, type Offer } from '../shared/call-view.js';
import type { CommandController } from '../shared/command-controller.js';
import { isolatedText, sentence } from '../shared/datum.js';
import { once } from '../shared/dial-question.js';
import { namedCall } from './call-in-reach.js';
import { listNote, TargetCombobox } from './target-combobox.js';

type Transfer = CommandOf<'transfer'>;
export type TargetKind = Transfer['toKind'];
export type TransferKind = Transfer['kind'];

const targetKinds: readonly TargetKind[] = ['number', 'agent', 'campaign'];
const transferKinds: readonly TransferKind[] = ['blind', 'attended'];

const kindNames: Record<TargetKind, () => string> = {
  number: () => msg('Number'),
  agent: () => msg('Agent'),
  campaign: () => msg('Campaign'),
};

/** What the controller needs of its element. */
export interface TransferHost extends LitElement {
  /** Whose members are listed. */
  readonly listedCampaign: string;
}

/** Gives the call away: to whom, at once or after a word with them, and what became of that. */
export class TransferController {
  readonly #host: TransferHost;
  readonly #commands: CommandController;
  readonly #field: TargetCombobox;
  #kind: TargetKind = 'number';
  /** What the list in the field is of. */
  #listed = '';
  #call: CurrentCall | undefined;
  /** The call about which somebody was asked, where the dialer does not tell of that. */
  #begun: { call: CurrentCall; to: string } | undefined;

  constructor(host: TransferHost, commands: CommandController) {
    this.#host = host;
    this.#commands = commands;
    this.#field = new TargetCombobox(() => host.requestUpdate());
  }

  /** The call that would go. */
  follow(call: CurrentCall | undefined): void {
    this.#call = call;
    if (this.#begun && (!call || !isSameCall(this.#begun.call, call))) this.#begun = undefined;
  }

  /** Whom somebody was asked of this call; nothing once it is told, or is over. */
  begun(isTold: boolean): string | undefined {
    if (isTold) this.over();
    return this.#begun?.to;
  }

  over(): void {
    this.#begun = undefined;
  }

  /** Empties the field; whether anything stood there. */
  clear(): boolean {
    const isTyped = !!this.#field.text;
    this.#field.clear();
    this.#listed = '';
    this.#field.targets = undefined;
    return isTyped;
  }

  /** Whether the call can go in this way, and why not. */
  offer(client: CtiClient, kind: TransferKind, toKind: TargetKind): Offer {
    return offerOf(client, 'transfer', { type: 'transfer', to: '0', kind, toKind, ...namedCall(this.#call) });
  }

  /** The kinds of targets that something here can give a call to, now or later. */
  kinds(client: CtiClient): TargetKind[] {
    return targetKinds.filter((toKind) => transferKinds.some((kind) => !this.offer(client, kind, toKind).isNever));
  }

  /** Reads what the dialer lists. */
  async list(): Promise<void> {
    const { client } = this.#commands;
    if (!client) return;
    const kind = this.#kindOf(client);
    const campaign = this.#host.listedCampaign;
    const type = kind === 'agent' ? 'members' : 'campaigns';
    if (kind === 'number' || !client.supports(type).ok || (kind === 'agent' && !campaign)) return;
    const what = this.#listName(kind);
    this.#listed = what;
    this.#field.targets = undefined;
    const { owner } = this.#commands;
    const reply =
      kind === 'agent'
        ? await this.#commands.run({ type: 'members', campaign }, undefined, what)
        : await this.#commands.run({ type: 'campaigns' }, undefined, what);
    if (!reply || this.#listed !== what || owner !== this.#commands.owner) return;
    this.#field.targets = 'members' in reply ? reply.members : reply.campaigns;
    this.#host.requestUpdate();
  }

  /** Gives the call away. */
  async transfer(kind: TransferKind): Promise<void> {
    const { client } = this.#commands;
    if (!client) return;
    const { to, text } = this.#field;
    const command = {
      type: 'transfer',
      to: to ?? text,
      kind,
      toKind: this.#kindOf(client),
      ...namedCall(this.#call),
    } as const;
    if (to === undefined)
      this.#commands.refuse(command, msg('Several have this name. Choose one from the list.'), 'to');
    else await this.#commands.run(command);
  }

  /** It went out; whether it was of the call that would go now. */
  gone({ kind, to, call }: Pick<Transfer, 'kind' | 'to' | 'call'>): boolean {
    const isSame = call === namedCall(this.#call).call;
    if (isSame && kind === 'attended' && this.#call) this.#begun = { call: this.#call, to };
    return isSame;
  }

  view(client: CtiClient, isOff: boolean, press: (event: Event) => void): TemplateResult {
    const kinds = this.kinds(client);
    const kind = this.#kindOf(client);
    const offers = transferKinds.map((each) => [each, this.offer(client, each, kind)] as const);
    const whys = new Set(offers.map(([, { why }]) => why).filter(Boolean));
    return html`<div part="transfer" class="transfer stack" id="transfer" role="group" aria-label=${msg('Transfer')}>
      ${kinds.length > 1 ? this.#kindChoice(kinds, kind, isOff) : nothing}
      ${this.#field.view(kindNames[kind](), kind === 'number', this.#commands.problem('to'), this.#note(client, kind), isOff)}
      <div class="row" @keydown=${once} @click=${press}>
        ${offers.map(([each, { can, isNever, why }]) =>
          isNever
            ? nothing
            : html`<button
                type="button"
                part="button submit"
                name=${each}
                class=${each === 'blind' ? 'primary' : ''}
                title=${isolatedText(why)}
                aria-busy=${this.#commands.pending}
                ?disabled=${isOff || !can || !this.#field.text.trim()}
              >
                ${each === 'blind' ? msg('Transfer now') : msg('Speak first')}
              </button>`,
        )}
      </div>
      ${[...whys].map((why) => html`<p class="hint">${sentence(why)}</p>`)}
    </div>`;
  }

  #kindChoice(kinds: readonly TargetKind[], chosen: TargetKind, isOff: boolean): TemplateResult {
    return html`<fieldset class="row" ?disabled=${isOff} @change=${this.#onKind}>
      <legend>${msg('To')}</legend>
      ${kinds.map(
        (kind) =>
          html`<label class="kind">
            <input type="radio" name="to-kind" value=${kind} .checked=${kind === chosen} />${kindNames[kind]()}
          </label>`,
      )}
    </fieldset>`;
  }

  #note(client: CtiClient, kind: TargetKind): string {
    if (kind === 'number') return '';
    const { targets } = this.#field;
    if (targets) return listNote(targets);
    const key = this.#listName(kind);
    if (this.#commands.isPending(key)) return msg('Reading what the dialer lists…');
    const outcome = this.#commands.outcomeOf(key);
    const why = 'error' in outcome ? outcome.error.message : '';
    const name =
      kind === 'agent'
        ? msg('Type the agent as the dialer names them.')
        : msg('Type the campaign as the dialer names it.');
    return [why, name].filter(Boolean).join(' ');
  }

  /** The kind that is chosen, as far as it is there. */
  #kindOf(client: CtiClient): TargetKind {
    const kinds = this.kinds(client);
    return kinds.includes(this.#kind) ? this.#kind : (kinds[0] ?? 'number');
  }

  /** Under this a list is asked for. */
  readonly #listName = (kind: TargetKind) => `list ${kind} ${this.#host.listedCampaign}`;

  readonly #onKind = ({ target }: Event) => {
    this.#kind = (target as HTMLInputElement).value as TargetKind;
    this.clear();
    this.#commands.reset();
    this.#host.requestUpdate();
    void this.list();
  };
}

/** What stands beside a transfer that has begun, of which the dialer tells nothing. */
export const begunText = (to: string): string =>
  msg(str`${to} is being asked. The dialer does not report the answer: listen on your phone.`);
