import { wireLine, type WireLine } from '../http-simulator.js';

/** How uContact speaks to the page that frames it: the “Window Proxy API” of version 6, or uContact X. */
export type UphoneDialect = 'uphone' | 'x';

export interface UphoneSimulatorOptions {
  /** Exact origin of the page that frames this one: nothing is heard from another one or told to it. */
  host: string;
  dialect?: UphoneDialect;
}

export interface UphoneFaults {
  /** Does what it is told and says nothing. */
  silent?: boolean;
}

/**
 * Plays the uContact that a CRM's page frames: put it into the framed page. From public descriptions; nobody has
 * compared it with a live one.
 *
 * @fires change - Plain event: the log or the state is another.
 */
export class UphoneSimulator extends EventTarget {
  faults: UphoneFaults = {};
  dialect: UphoneDialect;
  /** What was dialled for the framing page, in order. */
  readonly dialed: { number: string; campaign: string }[] = [];
  readonly log: WireLine[] = [];
  readonly #host: string;
  #calls = 0;

  constructor({ host, dialect = 'uphone' }: UphoneSimulatorOptions) {
    super();
    if (new URL(host).origin !== host) throw new TypeError(`${host} is no origin.`);
    this.#host = host;
    this.dialect = dialect;
    window.addEventListener('message', this.#hear);
  }

  /** The agent has signed in. */
  login(agent: string): void {
    if (this.dialect === 'uphone') this.#say('agentLogin', { agent });
  }

  /** A customer calls, and the agent gets the call. */
  ring(number: string, campaign: string): void {
    if (this.dialect === 'uphone') this.#say('gettingCall', { number, campaign });
    else
      this.#say('assignedInteraction', {
        guid: `x-${++this.#calls}`,
        campaign,
        channel: 'telephony',
        clientId: number,
      });
  }

  /** The call is over. */
  finish(number: string): void {
    if (this.dialect === 'uphone') this.#say('finishedCall', { number });
    else this.#say('finishedInteraction', { guid: `x-${this.#calls}` });
  }

  /** The agent has saved a result. */
  dispose(result: string): void {
    this.#say(this.dialect === 'uphone' ? 'sentDispositions' : 'sentDisposition', { result });
  }

  close(): void {
    window.removeEventListener('message', this.#hear);
  }

  readonly #hear = ({ source, origin, data }: MessageEvent<unknown>) => {
    const line = wireLine('in', data, origin);
    this.log.push(line);
    const refused =
      source !== parent
        ? 'It is not from the framing page.'
        : origin !== this.#host
          ? `The framing page is not at ${this.#host}.`
          : this.#act(data);
    if (refused) line.refused = refused;
    this.dispatchEvent(new Event('change'));
  };

  /** What is wrong with the message; nothing when it was carried out. */
  #act(data: unknown): string {
    const { action, params } = Object(data) as { action?: unknown; params?: unknown };
    if (action !== 'makeCall') return 'Only makeCall is known.';
    const { number, campaign, ...more } = Object(params) as Record<string, unknown>;
    if (typeof number !== 'string' || !number || typeof campaign !== 'string' || !campaign)
      return 'makeCall needs number and campaign, both texts.';
    if (Object.keys(more).length) return `makeCall knows no ${Object.keys(more).join(', ')}.`;
    this.dialed.push({ number, campaign });
    if (this.dialect === 'uphone') this.#say('makeCall', { number, campaign });
    else
      this.#say('assignedInteraction', {
        guid: `x-${++this.#calls}`,
        campaign,
        channel: 'telephony',
        clientId: number,
      });
    return '';
  }

  #say(name: string, what: object): void {
    if (this.faults.silent) return;
    const message = this.dialect === 'uphone' ? { action: name, params: what } : { event: name, data: what };
    this.log.push(wireLine('out', message, this.#host));
    parent.postMessage(message, this.#host);
    this.dispatchEvent(new Event('change'));
  }
}
