// The session inside the widget's page, as the CRM page sets it up and asks it to dial.
import { msg } from '@lit/localize';
import type { ReplyTo } from '../commands.js';
import { CtiError } from '../errors.js';
import type { CtiErrorEvent } from '../events.js';
import type { Authorization } from '../transport.js';
import type { Settings } from './bridge.js';

type Session = HTMLElementTagNameMap['cti-session'];
/** Whatever in the page takes what the CRM knows. */
type Taker = HTMLElement & { customer?: unknown; dispositions?: unknown; entry?: unknown };

/** What an agent works with where there is no `cti-panel`, in the order of the work. */
const tags = ['cti-hangup-button', 'cti-disposition-form', 'cti-schedule-picker', 'cti-respool-editor', 'cti-tag-recorder', 'cti-outbox'];

/** Made once the CRM page is known: before that nothing here shows, asks or sends. */
export class Desk {
  readonly session: Session;
  /** Dials what the CRM page asks for: the agent sees the number and how far it got. */
  readonly #button: HTMLElementTagNameMap['cti-call-button'];
  /** What the page itself says, where the CRM page says nothing. */
  readonly #own: Pick<Session, 'campaign' | 'agent' | 'phone' | 'customerTimeZone'>;

  constructor(template: HTMLTemplateElement) {
    const content = document.importNode(template.content, true);
    const session = content.querySelector('cti-session');
    if (!session) throw new CtiError('INVALID', msg('The widget’s page holds no <cti-session>.'));
    this.session = session;
    const { campaign, agent, phone, customerTimeZone } = session;
    this.#own = { campaign, agent, phone, customerTimeZone };
    this.#button = document.createElement('cti-call-button');
    this.#button.hidden = true;
    session.prepend(this.#button);
    if (!customElements.get('cti-panel')) session.append(...tags.map((tag) => document.createElement(tag)));
  }

  /** Sets up the session, and puts it into the page the first time. */
  async apply(settings: Settings, authorization: Authorization): Promise<void> {
    const { session } = this;
    const { campaign, agent, phone, customer, dispositions, hasAuthorization } = settings;
    session.campaign = campaign || this.#own.campaign;
    session.agent = agent || this.#own.agent;
    session.phone = phone || this.#own.phone;
    session.customerTimeZone = customer?.timeZone ?? this.#own.customerTimeZone;
    session.authorization = hasAuthorization ? authorization : undefined;
    for (const taker of session.querySelectorAll<Taker>('*')) {
      if ('customer' in taker && taker.localName === 'cti-panel') taker.customer = customer;
      if ('dispositions' in taker && dispositions) taker.dispositions = dispositions;
      if ('entry' in taker) taker.entry = customer?.entry;
    }
    if (customer?.number) this.#offer(customer.number, '');
    if (!session.isConnected) document.body.append(session);
    await session.updateComplete;
  }

  /** Dials as the agent would. */
  async dial(number: string, campaign: string): Promise<ReplyTo<'call'>> {
    const button = this.#button;
    const started = new AbortController();
    let [isAsked, error] = [false, undefined as CtiError | undefined];
    button.addEventListener('cti-request', () => (isAsked = true), started);
    button.addEventListener('cti-error', (event: CtiErrorEvent) => (error = event.error), started);
    this.#offer(number, campaign);
    const reply = await button.call().finally(() => started.abort());
    if (reply) return reply;
    if (error) throw error;
    if (isAsked) throw new CtiError('CANCELED', msg('The widget’s page stopped this call. Nothing was dialled.'));
    throw new CtiError('BUSY', msg('A call from the CRM page is already on its way. Nothing was dialled.'));
  }

  #offer(number: string, campaign: string): void {
    Object.assign(this.#button, { destination: number, campaign, hidden: false });
  }
}
