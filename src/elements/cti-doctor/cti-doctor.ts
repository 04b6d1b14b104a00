import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { sendings, type DoctorOptions, type Report } from '../../diagnostics/index.js';
import { serverName } from '../../core/address.js';
import type { Authorization } from '../../core/transport.js';
import { act, clickedButton, type ButtonActions } from '../shared/button.js';
import { noSessionText } from '../shared/command-controller.js';
import { copyView } from '../shared/clipboard.js';
import { CtiElement } from '../shared/cti-element.js';
import { sentence } from '../shared/datum.js';
import { outcomeLine } from '../shared/outcome-view.js';
import type { CtiSession } from '../cti-session/cti-session.js';
import { DiagnosisController, type AnyFinding, type Subject } from './diagnosis-controller.js';
import { doctorStyles } from './cti-doctor.styles.js';
import { CtiReportEvent } from './report-event.js';
import { reportView, diagnosisText, type DoctorAction } from './diagnosis-view.js';
import { pressedKey } from '../shared/pressed-key.js';

/**
 * Finds out why a page with Portside stays blank or does not reach its dialer, says whom to ask for what, and gives the
 * whole of it as JSON for a ticket, masked. What is not set here is taken from the session around it.
 *
 * @element cti-doctor
 *
 * @fires {CtiRequestEvent} cti-request - Before anything is sent, with the one command that may be (`cti`). Cancel it to stop the check.
 * @fires {CtiReportEvent} cti-report - A check has ended; `report` is what the JSON says.
 *
 * @csspart submit - The button that starts the check.
 * @csspart button - Every other button.
 * @csspart finding - One finding.
 * @csspart field - The report to copy by hand, where the browser does not let a page copy.
 * @csspart status - The line that says how far the check is, and what came of it.
 */
export class CtiDoctor extends CtiElement {
  static override styles = [...CtiElement.styles, doctorStyles];

  static override properties: PropertyDeclarations = {
    portalOrigin: { attribute: 'portal-origin' },
    integraUrl: { attribute: 'integra-url' },
    integraDialect: { attribute: 'integra-dialect' },
    frameUrl: { attribute: 'frame-url' },
    authorization: { attribute: false },
    phoneBar: { attribute: false },
  };

  /** Exact origin of the portal. The session's when empty. */
  portalOrigin = '';

  /** Address of the Integra server. The session's when empty. */
  integraUrl = '';

  /** The dialect that the page is set to. The session's when empty. */
  integraDialect = '';

  /** Address of a page that this page frames, to see whether it may: for the page of a CRM. */
  frameUrl = '';

  /** Returns the whole `Authorization` header value. The session's when not set, for the session's own server only. */
  authorization: Authorization | undefined;

  /** Motion's phone bar, to see whether the browser lets this page reach it: the transport itself. */
  phoneBar: DoctorOptions['phoneBar'];

  readonly #controller = new DiagnosisController(this);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#controller.stop();
  }

  /** Everything that was found so far, as the JSON has it. Nothing before the first check. */
  get report(): Report<AnyFinding['id']> | undefined {
    return this.#controller.report;
  }

  /** Looks at everything, as the button would, or at one thing anew. Resolves with nothing when it did not come to an end. */
  async check(only?: AnyFinding['id']): Promise<Report<AnyFinding['id']> | undefined> {
    const subject = this.#subject;
    if (this.#controller.isRunning || this.disabled || !(subject.client || subject.frameUrl)) return undefined;
    const stopped = this.commands.ask({ type: 'cti' });
    this.commands.show(stopped ?? { state: 'idle' });
    if (stopped) return undefined;
    if (!(await this.#controller.check(subject, only))) return undefined;
    const { report } = this;
    if (report) this.dispatchEvent(new CtiReportEvent(report));
    return report;
  }

  readonly #actions: ButtonActions<DoctorAction, AnyFinding['id']> = {
    check: () => void this.check(),
    again: (id) => void this.check(id),
    copy: () => void this.#copy(),
    save: () => this.#controller.save(),
    stop: () => this.#leave(() => this.#controller.stop(), 'check'),
    close: () => this.#leave(() => this.#controller.closeText(), 'copy'),
  };

  readonly #onClick = (event: Event) => {
    const clicked = clickedButton(event);
    const { id } = clicked?.closest<HTMLElement>('[data-id]')?.dataset ?? {};
    if (clicked) act(this.#actions, clicked, id as AnyFinding['id']);
  };

  readonly #onKey = (event: KeyboardEvent) => {
    if (pressedKey(event) !== 'Escape' || (this.#controller.text === undefined && !this.#controller.isRunning)) return;
    event.preventDefault();
    if (this.#controller.isRunning) this.#leave(() => this.#controller.stop(), 'check');
    else this.#leave(() => this.#controller.closeText(), 'copy');
  };

  get #subject(): Subject {
    const session = this.commands.session.client && sessionAround(this); // nothing of one that does not trust it
    const { frameUrl, phoneBar } = this;
    const portalOrigin = this.portalOrigin || session?.portalOrigin || '';
    const integraUrl = this.integraUrl || session?.integraUrl || '';
    const integraDialect = this.integraDialect || session?.integraDialect || '';
    const isSessions = serverName(integraUrl) === serverName(session?.integraUrl ?? '');
    const authorization = this.authorization ?? (isSessions ? session?.authorization : undefined);
    return {
      client: this.commands.client,
      frameUrl,
      options: { portalOrigin, integraUrl, integraDialect, authorization, phoneBar },
    };
  }

  async #copy(): Promise<void> {
    await this.#controller.copy();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLTextAreaElement>('#text')?.select();
  }

  /** What had the focus goes away: another button gets it. */
  #leave(close: () => void, name: DoctorAction): void {
    close();
    this.renderRoot.querySelector<HTMLElement>(`[name=${name}]`)?.focus();
  }

  protected override render(): TemplateResult {
    const { findings, isRunning, progress, said, text } = this.#controller;
    const { client, frameUrl, options } = this.#subject;
    const plan = [
      ...(client ? sendings(options) : []),
      ...(frameUrl ? [msg(str`To ${frameUrl}: the page itself, loaded out of sight.`)] : []),
    ];
    const count = findings.size ? diagnosisText([...findings.values()]) : '';
    return html`
      <div class="stack" @click=${this.#onClick} @keydown=${this.#onKey}>
        <p class="hint">${plan.length ? msg('A check sends, and changes nothing:') : noSessionText()}</p>
        <ul class="plan hint" id="plan" ?hidden=${!plan.length}>
          ${plan.map((line) => html`<li>${sentence(line, frameUrl)}</li>`)}
        </ul>
        <div class="row">
          <button
            type="button"
            part="submit"
            name=${'check' satisfies DoctorAction}
            class="primary"
            aria-describedby="plan"
            aria-busy=${isRunning}
            aria-disabled=${isRunning}
            ?disabled=${this.disabled || !plan.length}
          >
            ${msg('Check')}
          </button>
          <button type="button" part="button" name=${'stop' satisfies DoctorAction} ?hidden=${!isRunning}>
            ${msg('Stop')}
          </button>
          <button
            type="button"
            part="button"
            name=${'copy' satisfies DoctorAction}
            ?hidden=${!findings.size || isRunning}
          >
            ${msg('Copy as JSON')}
          </button>
          <button
            type="button"
            part="button"
            name=${'save' satisfies DoctorAction}
            ?hidden=${!findings.size || isRunning}
          >
            ${msg('Download JSON')}
          </button>
        </div>
        ${progress ? html`<progress max=${progress.all} value=${progress.done} aria-label=${msg('Checks done')}></progress>` : nothing}
        <p role="status" part="status">${isRunning ? msg('Checking…') : sentence(`${count} ${said}`.trim())}</p>
        ${this.commands.outcome.state === 'idle' ? nothing : outcomeLine(this.commands.outcome)}
        ${text === undefined ? nothing : copyView(text, 'close' satisfies DoctorAction, 6)}
        ${reportView(findings, isRunning)}
      </div>
    `;
  }
}

/** The nearest session, also where shadow roots lie between. */
function sessionAround(element: Element): CtiSession | undefined {
  const session = element.closest<CtiSession>('cti-session');
  const root = element.getRootNode();
  return session ?? (root instanceof ShadowRoot ? sessionAround(root.host) : undefined);
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-doctor': CtiDoctor;
  }
}
