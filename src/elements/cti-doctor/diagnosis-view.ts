import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { Check, CircleQuestionMark, OctagonX, TriangleAlert, type IconNode } from 'lucide';
import type { FindingState } from '../../diagnostics/index.js';
import { datum, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { countText } from '../shared/time-text.js';
import type { AnyFinding } from './diagnosis-controller.js';

/** What the buttons of the doctor do. */
export type DoctorAction = 'check' | 'again' | 'stop' | 'copy' | 'save' | 'close';

const icons: Record<FindingState, IconNode> = {
  good: Check,
  warning: TriangleAlert,
  bad: OctagonX,
  unknown: CircleQuestionMark,
};

const stateText = (state: FindingState): string =>
  ({ good: msg('Good'), warning: msg('Please review'), bad: msg('Problem'), unknown: msg('Not known') })[state];

/** What a check is called where it stands alone, and where it belongs. */
const names: Record<AnyFinding['id'], () => string> = {
  frame: () => msg('Frames'),
  sandbox: () => msg('Sandbox'),
  framing: () => msg('Who may frame this page'),
  widget: () => msg('The framed page'),
  'portal-origin': () => msg('portal-origin'),
  portal: () => msg('Portal'),
  destinations: () => msg('Who may be dialled'),
  server: () => msg('Integra server'),
  'sign-in': () => msg('Sign-in'),
  dialect: () => msg('Dialect'),
  clock: () => msg('Clock'),
  'phone-bar': () => msg('Phone bar'),
  storage: () => msg('Storage'),
  partition: () => msg('Other site’s frame'),
  outbox: () => msg('Outbox'),
  encryption: () => msg('Encryption'),
  features: () => msg('Browser'),
  'trusted-types': () => msg('Trusted Types'),
  versions: () => msg('Versions'),
};

const groups: readonly { title: () => string; ids: readonly AnyFinding['id'][] }[] = [
  { title: () => msg('Frames and portal'), ids: ['frame', 'sandbox', 'framing', 'widget', 'portal-origin', 'portal'] },
  { title: () => msg('Numbers'), ids: ['destinations'] },
  { title: () => msg('Integra'), ids: ['server', 'sign-in', 'dialect', 'clock'] },
  { title: () => msg('Motion'), ids: ['phone-bar'] },
  { title: () => msg('What the browser keeps'), ids: ['storage', 'partition', 'outbox', 'encryption'] },
  { title: () => msg('Browser and versions'), ids: ['features', 'trusted-types', 'versions'] },
];

/** How many of what, in a sentence. */
export function diagnosisText(findings: readonly AnyFinding[]): string {
  const count = (state: FindingState) => findings.filter((finding) => finding.state === state).length;
  const [bad, warning, unknown] = [count('bad'), count('warning'), count('unknown')];
  const parts = [
    bad && countText(bad, msg(str`${bad} problem|${bad} problems`, { desc: 'Forms for so many' })),
    warning && msg(str`${warning} to review`),
    unknown && msg(str`${unknown} not known`),
  ].filter(Boolean);
  return parts.length
    ? msg(str`Looked at ${findings.length} things: ${parts.join(', ')}.`)
    : msg(str`Looked at ${findings.length} things: all good.`);
}

/** All findings, in groups. */
export function reportView(findings: ReadonlyMap<AnyFinding['id'], AnyFinding>, isBusy: boolean): TemplateResult[] {
  return groups.flatMap(({ title, ids }, at) => {
    const found = ids.flatMap((id) => findings.get(id) ?? []);
    if (!found.length) return [];
    return [
      html`<p class="group" id="group-${at}">${title()}</p>
        <ul aria-labelledby="group-${at}">
          ${found.map((finding) => findingView(finding, isBusy))}
        </ul>`,
    ];
  });
}

function findingView({ id, state, title, text, ask, facts }: AnyFinding, isBusy: boolean): TemplateResult {
  const name = names[id]();
  return html`<li part="finding" data-id=${id} data-state=${state}>
    ${icon(icons[state])}
    <div class="words">
      <p><span class="hint">${name} · ${stateText(state)}</span></p>
      <p><b>${sentence(title)}</b> ${sentence(text)}</p>
      ${ask ? html`<p class="ask"><b>${msg(str`Ask ${ask.whom}:`)}</b> ${sentence(ask.what)}</p>` : nothing}
      <div class="row">
        <details>
          <summary>${msg('What was seen')}<span class="hidden">: ${name}</span></summary>
          <dl>
            ${Object.entries(facts).map(
              ([key, value]) =>
                html`<dt>${datum(key)}</dt>
                  <dd>${datum(factText(value))}</dd>`,
            )}
          </dl>
        </details>
        <button
          type="button"
          part="button"
          name=${'again' satisfies DoctorAction}
          aria-label=${`${msg('Check again')}: ${name}`}
          aria-disabled=${isBusy}
        >
          ${msg('Check again')}
        </button>
      </div>
    </div>
  </li>`;
}

function factText(value: AnyFinding['facts'][string]): string {
  if (typeof value === 'boolean') return value ? msg('yes') : msg('no');
  if (typeof value === 'string' || typeof value === 'number') return String(value) || '–';
  return value?.join(', ') || '–';
}
