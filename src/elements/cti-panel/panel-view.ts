import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { BellRing } from 'lucide';
import type { CtiClient } from '../../core/client.js';
import type { CommandType, RespoolEntry } from '../../core/commands.js';
import type { Disposition } from '../cti-disposition-form/disposition-tree.js';
import type { CtiSchedulePicker } from '../cti-schedule-picker/cti-schedule-picker.js';
import { copyText } from '../shared/clipboard.js';
import { agentTypes, answerTypes, controlTypes, isSomeOffered } from '../shared/call-view.js';
import { icon } from '../shared/icon.js';
import { textAsItCame } from '../shared/text-as-it-came.js';
import { durationText } from '../shared/time-text.js';
import { unknownCallLine } from '../shared/unknown-call-view.js';
import { reminderText, type CallPhaseTracker, type Phase } from './call-phase.js';
import type { PanelController } from './panel-controller.js';
import { actionNames, type PanelAction, type Shortcuts } from './shortcuts.js';

const headings = { ready: () => msg('Ready'), call: () => msg('On a call'), 'wrap-up': () => msg('Wrap-up') };

/** The panel's own buttons. */
export type PanelButton = 'copy' | 'next' | 'back';

/**
 * Who is on the line, for how long, and what the agent is reminded of. `limit` is the wrap-up time in milliseconds, 0 for
 * none; `lookAgain` stands beside what is said of a call of which nobody knows.
 */
export function whoView(
  progress: CallPhaseTracker,
  now: number,
  limit: number,
  canDispose: boolean,
  lookAgain: TemplateResult | typeof nothing,
): TemplateResult {
  const { call, phase, isDisposed } = progress;
  const isUnknown = progress.isUnknown && phase === 'call';
  const spent = progress.spent(now);
  const number = call?.destination || msg('Number not known');
  const isLate = limit > 0 && phase === 'wrap-up' && canDispose && !isDisposed;
  const last =
    isDisposed || !canDispose
      ? msg(str`The last call was with ${number}.`)
      : msg(str`The last call was with ${number}; no result was saved from here.`);
  const clock = isUnknown ? '' : clockText(phase, spent, limit);
  return html`
    <div class="head">
      <div role="status">
        <h2 id="head" tabindex="-1">${isUnknown ? msg('A call may be on') : headings[phase]()}</h2>
        ${
          phase === 'ready'
            ? html`<p class="hint">${call ? last : nothing}</p>`
            : html`<p part="number" class="number">${number}</p>
                <p class="hint">${call?.campaign}</p>`
        }
      </div>
      <p
        part="timer"
        role="timer"
        class=${isLate && spent.wrapUp >= limit ? 'timer late' : 'timer'}
        aria-label=${phase === 'call' ? msg('Time on the call') : msg('Time after the call')}
        ?hidden=${!clock}
      >
        ${clock}
      </p>
    </div>
    ${isUnknown ? html`<div class="row" part="unknown">${unknownCallLine(number)} ${lookAgain}</div>` : nothing}
    <p class="hint" ?hidden=${phase !== 'wrap-up'}>${msg(str`The call took ${durationText(spent.call)}.`)}</p>
    ${reminderView(isLate ? reminderText(spent.wrapUp, limit, number) : '')}
  `;
}

function clockText(phase: Phase, { call, wrapUp }: ReturnType<CallPhaseTracker['spent']>, limit: number): string {
  if (phase === 'call') return durationText(call);
  return limit && phase === 'wrap-up' ? msg(str`${durationText(wrapUp)} of ${durationText(limit)}`) : '';
}

/** Said once at the end of the time, and then each minute, when its words change. */
const reminderView = (text: string) =>
  html`<p role="status" part="reminder" class=${text ? 'reminder' : 'hidden'}>
    ${text ? icon(BellRing) : nothing}<span>${text}</span>
  </p>`;

/** The call's variables as text, each with a button that copies its value. */
export function variablesView(
  { data: pairs, dataText }: CallPhaseTracker['variables'],
  said: string,
  copy: (event: Event) => void,
): TemplateResult {
  return html`<details part="variables" open ?hidden=${!pairs.length}>
    <summary>${msg('Call variables')} <span class="hint">${pairs.length}</span></summary>
    <dl>
      ${pairs.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>
              <span class="value">${value}</span>
              <button
                type="button"
                part="button"
                name=${'copy' satisfies PanelButton}
                aria-label=${msg(str`Copy ${name}`)}
                @click=${copy}
              >
                ${msg('Copy')}
              </button>
            </dd>
          </div>`,
      )}
    </dl>
    ${textAsItCame(dataText)}
    <p role="status" class="hint">${said}</p>
  </details>`;
}

/** Copies the text beside a button; where the page may not, it is selected for the agent to copy. */
export async function copyBeside(button: Element): Promise<string> {
  const value = button.previousElementSibling;
  if (await copyText(value?.textContent ?? '')) return msg('Copied.');
  if (value) getSelection()?.selectAllChildren(value);
  return msg('Selected: press Ctrl or ⌘ + C to copy.');
}

/** Which keys do what here. */
export function helpView(shortcuts: Shortcuts, isThere: (action: PanelAction) => boolean): TemplateResult {
  const rows = Object.entries(actionNames()).filter(
    ([action]) => shortcuts[action as PanelAction] && isThere(action as PanelAction),
  );
  return html`<details part="help" ?hidden=${!rows.length}>
    <summary>${msg('Keys')}</summary>
    <dl class="keys">
      ${rows.map(
        ([action, what]) =>
          html`<div>
            <dt>${what}</dt>
            <dd><kbd>${shortcuts[action as PanelAction]}</kbd></dd>
          </div>`,
      )}
    </dl>
    <p class="hint">${msg('They do nothing while you are typing in a field.')}</p>
  </details>`;
}

/** What the parts of a panel have in common. */
interface PanelViewModel {
  /** The panel's own. */
  client: CtiClient | undefined;
  disabled: boolean;
  shortcuts: Shortcuts;
  isThere: (action: PanelAction) => boolean;
}

interface LineViewModel extends PanelViewModel {
  controller: PanelController;
  /** The session's. */
  campaign: string;
  press: (event: Event) => void;
}

interface WorkViewModel extends PanelViewModel, Pick<CtiSchedulePicker, 'dialWindow' | 'maxDays'> {
  entry: RespoolEntry | undefined;
  dispositions: readonly Disposition[];
  isHidden: boolean;
}

/** The steps of a call that no dialer tells a page of. */
function stepButtons(
  { progress: { phase, call } }: PanelController,
  shortcuts: Shortcuts,
  disabled: boolean,
  press: (event: Event) => void,
): TemplateResult {
  const back =
    phase === 'ready' ? msg(str`Back to ${call?.destination || msg('the last call')}`) : msg('Undo: still talking');
  return html`<button
      type="button"
      part="button"
      name=${'next' satisfies PanelButton}
      data-action="next"
      aria-keyshortcuts=${shortcuts.next ?? nothing}
      ?hidden=${phase === 'ready'}
      ?disabled=${disabled}
      @click=${press}
    >
      ${phase === 'call' ? msg('Mark as ended') : msg('Ready for the next call')}
    </button>
    <button
      type="button"
      part="button"
      name=${'back' satisfies PanelButton}
      ?hidden=${phase === 'call' || !call}
      ?disabled=${disabled}
      @click=${press}
    >
      ${back}
    </button>`;
}

/** The field for a number, call and hang up, and the steps that no dialer tells a page of. */
export function lineView({
  client,
  disabled,
  shortcuts,
  isThere,
  controller,
  campaign,
  press,
}: LineViewModel): TemplateResult {
  const { isDialling, isOver, progress } = controller;
  const { phase } = progress;
  const dial = html`<div class="dial" ?hidden=${!isDialling}>
    <label id="dial" for="number">${msg('Number to dial')}</label>
    ${controller.field.render(controller.recent, controller.campaign || campaign, shortcuts.dial, disabled)}
  </div>`;
  const callButton = html`<cti-call-button
    data-action="call"
    class=${controller.isSaid ? 'silent' : ''}
    .client=${client}
    .destination=${controller.field.text}
    .campaign=${controller.campaign}
    ?hidden=${!isDialling}
    ?disabled=${disabled}
    >${msg('Call')}</cti-call-button
  >`;
  const hangupButton = html`<cti-hangup-button
    data-action="hangup"
    class="${isOver ? 'over' : phase === 'ready' ? 'idle' : ''} ${controller.isOldHangup ? 'silent' : ''} ${progress.isUnknown ? 'unsure' : ''}"
    .client=${client}
    ?disabled=${disabled || isOver}
  ></cti-hangup-button>`;
  return html`<section class="line">
    ${isThere('dial') ? dial : nothing}
    <div class="row">
      ${isThere('call') ? callButton : nothing} ${isThere('hangup') ? hangupButton : nothing}
      ${stepButtons(controller, shortcuts, disabled, press)}
    </div>
  </section>`;
}

/** The work of a call in its order: the result, then what not every call needs, folded. What nothing supports is left out. */
export function workView({
  client,
  disabled,
  shortcuts,
  isThere,
  dialWindow,
  maxDays,
  entry,
  dispositions,
  isHidden,
}: WorkViewModel): TemplateResult {
  const folded = (action: PanelAction, title: string, content: TemplateResult) =>
    isThere(action)
      ? html`<details part="section">
          <summary aria-keyshortcuts=${shortcuts[action] ?? nothing}>${title}</summary>
          <div>${content}</div>
        </details>`
      : nothing;
  return html`<div class="work" ?hidden=${isHidden}>
    ${
      isThere('result')
        ? html`<section>
            <h3 class="hidden">${msg('Result')}</h3>
            <cti-disposition-form
              data-action="result"
              .client=${client}
              .dispositions=${dispositions}
              ?disabled=${disabled}
            ></cti-disposition-form>
          </section>`
        : nothing
    }
    ${folded(
      'callback',
      msg('Callback'),
      html`<cti-schedule-picker
        data-action="callback"
        .client=${client}
        .dialWindow=${dialWindow}
        .maxDays=${maxDays}
        ?disabled=${disabled}
      ></cti-schedule-picker>`,
    )}
    ${folded(
      'respool',
      msg('Try this next'),
      html`<cti-respool-editor
        data-action="respool"
        .client=${client}
        .entry=${entry}
        ?disabled=${disabled}
      ></cti-respool-editor>`,
    )}
    ${folded('tag', msg('Tag'), html`<cti-tag-recorder data-action="tag" .client=${client} ?disabled=${disabled}></cti-tag-recorder>`)}
  </div>`;
}

/** The command without which an action makes no sense. */
const needs: Partial<Record<PanelAction, CommandType>> = {
  dial: 'call',
  call: 'call',
  hangup: 'hangup',
  result: 'dispose',
  callback: 'schedule',
  respool: 'respool',
  tag: 'tag',
};

/** Whether a panel offers an action: something supports it. What cannot be reached now stays, and its control says why. */
export function isOffered(client: CtiClient, action: PanelAction): boolean {
  const type = needs[action];
  return type ? isSupported(client, type) : action !== 'outbox' || !!client.outbox;
}

/** Whether something supports a command, now or later. */
export function isSupported(client: CtiClient, type: CommandType): boolean {
  const support = client.supports(type);
  return support.ok || support.code === 'UNREACHABLE';
}

/** What the panel has where a dialer can do anything of it, or tells of it. */
export const hasIncoming = (client: CtiClient): boolean =>
  isSomeOffered(client, answerTypes) || client.calls.some(({ state }) => state === 'incoming');
export const hasAgentState = (client: CtiClient): boolean => !!client.agent || isSomeOffered(client, agentTypes);
export const hasControls = (client: CtiClient): boolean => isSomeOffered(client, controlTypes);

/** Why a panel has nothing to offer; nothing when it has. */
export function offerProblem(client: CtiClient): string | undefined {
  const support = client.supports('call');
  const isSome = Object.keys(needs).some((action) => isOffered(client, action as PanelAction));
  const isMore = hasIncoming(client) || hasAgentState(client) || hasControls(client);
  return support.ok || isSome || isMore ? undefined : support.reason;
}
