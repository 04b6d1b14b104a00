import { msg, str } from '@lit/localize';
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { askLeave, CallAlerts, notificationLeave } from '../../core/call-alerts.js';
import type { CallEvent, CtiClient } from '../../core/client.js';
import { alertItem } from '../../core/local-item.js';
import { ownerOf } from './call-identity.js';
import type { CommandController } from './command-controller.js';
import type { RingSound } from './ring-property.js';
import { Ringer, ringProblemText } from './ringer.js';

/** What an agent has switched on. */
interface Choice {
  notification?: boolean;
  sound?: boolean;
}

/** How long the tone for a call that nobody rings for goes on, in milliseconds. */
const toneTime = 1000;

/**
 * Tells the agent of a call while the tab is hidden: by the tab's title, and by a notification and a sound where the agent has
 * switched them on. The choice is the agent's, kept in this browser; both are off before.
 */
export class CallAlertController implements ReactiveController {
  readonly #host: LitElement;
  readonly #commands: CommandController;
  readonly #saysWho: () => boolean;
  readonly #ringer = new Ringer((problem) => this.#say(ringProblemText(problem)));
  #alerts: CallAlerts | undefined;
  #client: CtiClient | undefined;
  #item = alertItem('');
  #owner: string | undefined;
  #choice: Choice = {};
  #problem = '';
  #quiet: ReturnType<typeof setTimeout> | undefined;

  /** `saysWho`: whether a notification names the caller, which a locked screen shows, too. */
  constructor(host: LitElement, commands: CommandController, saysWho: () => boolean = () => false) {
    this.#host = host;
    this.#commands = commands;
    this.#saysWho = saysWho;
    host.addController(this);
  }

  /** What `<cti-incoming>` sounds with: the page's own ring, else a tone where the agent wants one. */
  ring(ownRing: RingSound | false | undefined): RingSound | false | undefined {
    return ownRing || (!!this.#choice.sound && true);
  }

  /** The agent's switches. That of the sound is not there where the page rings by itself, that of the notification where no page may have one. */
  view(ownRing: RingSound | false | undefined = false, disabled = false): TemplateResult | typeof nothing {
    const leave = notificationLeave();
    const isAbsent = leave === 'absent';
    const { notification, sound } = this.#choice;
    if (ownRing && isAbsent) return nothing;
    const check = (name: keyof Choice, label: string, isOn: boolean) =>
      html`<label class="row"
        ><input type="checkbox" name=${name} .checked=${isOn} @change=${this.#onChange} />${label}</label
      >`;
    return html`<fieldset class="field" part="alerts" ?disabled=${disabled}>
      <legend>${msg('When a call comes')}</legend>
      ${isAbsent ? nothing : check('notification', msg('Notify me while this tab is hidden'), !!notification && leave === 'granted')}
      ${ownRing ? nothing : check('sound', msg('Ring'), !!sound)}
      <p class="hint" role="status">${this.#problem || (notification && leave === 'denied' ? deniedText() : '')}</p>
    </fieldset>`;
  }

  hostUpdate(): void {
    const client = this.#host.isConnected ? this.#commands.client : undefined;
    if (client !== this.#client) this.#watch(client);
    if (!client) return;
    const support = client.supports('answer');
    const isClosed = !support.ok && support.code === 'CANCELED';
    this.#alerts?.keepOnly(isClosed ? [] : client.calls.map(({ guid }) => guid));
  }

  hostDisconnected(): void {
    this.#watch(undefined);
  }

  #watch(client: CtiClient | undefined): void {
    this.#client?.removeEventListener('call', this.#onCall);
    this.#alerts?.close();
    this.#silence();
    this.#client = client;
    this.#alerts = undefined;
    if (!client) return;
    this.#follow(ownerOf(client) ?? '');
    this.#alerts = new CallAlerts({
      title: (who, title) => msg(str`(call) ${who} – ${title}`),
      heading: (isIncoming) => (isIncoming ? msg('Incoming call') : msg('New call')),
      nobody: () => msg('Number not known'),
      isWanted: () => !!this.#choice.notification,
      saysWho: this.#saysWho,
      came: ({ state }) => state !== 'incoming' && this.#choice.sound && this.#sound(),
    });
    client.addEventListener('call', this.#onCall);
    for (const call of client.calls) this.#alerts.hear(call, true); // what was there before is no news, but may ring
  }

  #follow(owner: string): void {
    if (owner === this.#owner) return;
    this.#owner = owner;
    this.#item = alertItem(owner);
    const { notification, sound } = Object(this.#item.get()) as Record<keyof Choice, unknown>;
    this.#choice = { notification: notification === true, sound: sound === true };
    this.#problem = '';
  }

  readonly #onCall = ({ call }: CallEvent) => this.#alerts?.hear(call, !!this.#client?.isDialled(call.guid ?? ''));

  readonly #onChange = ({ currentTarget }: Event) => void this.#choose(currentTarget as HTMLInputElement);

  /** Keeps what the agent chose. A notification needs the browser's leave, a sound is tried at once. */
  async #choose(box: HTMLInputElement): Promise<void> {
    const { checked } = box;
    const name = box.name as keyof Choice;
    const owner = this.#owner;
    this.#say('');
    if (name === 'sound' && checked) this.#sound();
    const isRefused = name === 'notification' && checked && (await askLeave()) !== 'granted';
    if (owner === this.#owner) {
      this.#choice = { ...this.#choice, [name]: checked && !isRefused };
      this.#item.set(this.#choice);
      if (isRefused) this.#say(notificationLeave() === 'denied' ? deniedText() : unansweredText());
    }
    box.checked = !!this.#choice[name]; // another agent may sit here by now
    this.#host.requestUpdate();
  }

  #sound(): void {
    this.#silence();
    this.#ringer.ring(true);
    this.#quiet = setTimeout(() => this.#silence(), toneTime);
  }

  #silence(): void {
    clearTimeout(this.#quiet);
    this.#ringer.ring(undefined);
  }

  #say(problem: string): void {
    this.#problem = problem;
    this.#host.requestUpdate();
  }
}

const unansweredText = () => msg('The browser’s question was not answered. Choose it again to be asked.');

const deniedText = () =>
  msg(
    str`The browser blocks notifications from ${location.host}. Allow notifications in its settings for this site (the sign beside the address), then choose it again here.`,
  );
