// The session inside the widget's page, as the CRM page sets it up and asks it to dial.
import { msg, str } from '@lit/localize';
import type { ReplyTo } from '../core/commands.js';
import { isDial } from '../core/is-dial.js';
import { CtiError } from '../core/errors.js';
import type { CtiRequestEvent } from '../core/events.js';
import type { Authorization } from '../core/transport.js';
import type { Settings } from './protocol.js';

type Session = HTMLElementTagNameMap['cti-session'];
/** Whatever in the page takes what the CRM knows. */
interface Subscriber extends HTMLElement {
  dispositions?: unknown;
  entry?: unknown;
  customer?: unknown;
  /** The panel's. */
  dial?(number: string, options: { campaign?: string }): Promise<ReplyTo<'call'> | undefined>;
}

/** What an agent works with where there is no `cti-panel`, in the order of the work. */
const tags = [
  'cti-hangup-button',
  'cti-disposition-form',
  'cti-schedule-picker',
  'cti-respool-editor',
  'cti-tag-recorder',
  'cti-outbox',
];

/** What the CRM page keeps for itself, and is asked for. */
export interface HostFunctions {
  authorization: Authorization;
  mayCall: (number: string) => Promise<boolean | string>;
}

/** What this page lets be dialled comes first; the CRM page can take from it alone. What cannot be read lets nothing be dialled. */
function narrowed(
  own: Session['destinations'],
  { destinations }: Settings,
  mayCall: HostFunctions['mayCall'],
): Session['destinations'] {
  if (!destinations) return own;
  const { hasMayCall, ...limits } = destinations;
  return [Array.isArray(own) && !own.length ? {} : (own ?? {}), { ...limits, ...(hasMayCall && { mayCall }) }].flat();
}

/** Made once the CRM page is known: before that nothing here shows, asks or sends. */
export class WidgetSession {
  readonly session: Session;
  /** Offers the CRM's customer, and dials what the CRM page asks for: the agent sees the number and how far it got. */
  readonly #button: HTMLElementTagNameMap['cti-call-button'];
  /** What the page itself says, where the CRM page says nothing. */
  readonly #own: Pick<Session, 'campaign' | 'agent' | 'phone' | 'customerTimeZone'>;
  /** Whom the page itself lets be dialled, and what came of it with what the CRM page says. */
  #ownDestinations: Session['destinations'];
  #narrowed: Session['destinations'];

  constructor(template: HTMLTemplateElement) {
    const content = document.importNode(template.content, true);
    const session = content.querySelector('cti-session');
    if (!session) throw new CtiError('INVALID', msg('The widget’s page holds no <cti-session>.'));
    this.session = session;
    const { campaign, agent, phone, customerTimeZone, destinations } = session;
    this.#own = { campaign, agent, phone, customerTimeZone };
    this.#ownDestinations = this.#narrowed = destinations;
    this.#button = document.createElement('cti-call-button');
    this.#button.hidden = true;
    session.prepend(this.#button);
    if (!customElements.get('cti-panel')) session.append(...tags.map((tag) => document.createElement(tag)));
  }

  /** Sets up the session, and puts it into the page the first time. */
  async apply(settings: Settings, { authorization, mayCall }: HostFunctions): Promise<void> {
    const { session } = this;
    const { campaign, agent, phone, customer, dispositions, hasAuthorization } = settings;
    session.campaign = campaign || this.#own.campaign;
    session.agent = agent || this.#own.agent;
    session.phone = phone || this.#own.phone;
    session.customerTimeZone = customer?.timeZone ?? this.#own.customerTimeZone;
    session.authorization = hasAuthorization ? authorization : undefined;
    // A function has no attribute: the page's own script sets it once the session is there.
    if (session.destinations !== this.#narrowed) this.#ownDestinations = session.destinations;
    session.destinations = this.#narrowed = narrowed(this.#ownDestinations, settings, mayCall);
    for (const taker of session.querySelectorAll<Subscriber>('*')) {
      if ('dispositions' in taker && dispositions) taker.dispositions = dispositions;
      if ('entry' in taker) taker.entry = customer?.entry;
      if ('customer' in taker) taker.customer = customer;
    }
    if (customer?.number) this.#offer(customer.number, '', customer.name);
    if (!session.isConnected) (document.querySelector('main') ?? document.body).append(session);
    await session.updateComplete;
  }

  /** Dials as the agent would: in the panel's own field where there is a panel. */
  async dial(number: string, campaign: string): Promise<ReplyTo<'call'>> {
    const panel = this.session.querySelector<Subscriber>('cti-panel');
    const dialler = panel?.dial ? panel : this.#button;
    const started = new AbortController();
    let asked: CtiRequestEvent | undefined;
    let error: CtiError | undefined;
    dialler.addEventListener('cti-request', (event) => (asked = isDial(event.command) ? event : asked), started);
    dialler.addEventListener('cti-error', (event) => (error = isDial(event.command) ? event.error : error), started);
    const reply = await this.#press(panel, number, campaign).finally(() => started.abort());
    if (reply) return reply;
    if (error) throw error;
    if (asked) {
      const text = msg('The widget’s page stopped this call. Nothing was dialled.');
      throw new CtiError('CANCELED', `${text} ${asked.reason}`.trim(), { maybeSent: false });
    }
    throw new CtiError(
      'BUSY',
      msg('The widget cannot dial now: a call is on its way or on the line. Nothing was dialled.'),
    );
  }

  #press(panel: Subscriber | null, number: string, campaign: string): Promise<ReplyTo<'call'> | undefined> {
    if (panel?.dial) return panel.dial(number, campaign ? { campaign } : {});
    this.#offer(number, campaign);
    return this.#button.call();
  }

  #offer(number: string, campaign: string, name = ''): void {
    const textContent = name && msg(str`Call ${name}, ${number}`); // the button has words of its own
    Object.assign(this.#button, { destination: number, campaign, hidden: false, textContent });
  }
}
