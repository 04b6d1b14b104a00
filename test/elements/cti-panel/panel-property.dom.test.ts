// Whatever is dialled, answered, saved and taken back in whatever order: nothing says of one call what was said of another.
import { expect } from 'chai';
import { html } from 'lit';
import type { Command, Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import type { CtiPanel } from '../../../src/elements/cti-panel/cti-panel.js';
import { clearTabItems } from '../../../src/core/tab-storage.js';
import { entry } from '../../samples.js';
import { unmarked, until } from '../elements.fixture.js';
import { fc, runs } from '../../seeded.js';
import { agents, agree, choose, find, form, inner, settled, setup, tree } from './cti-panel.fixture.js';

/** What a dialer may do with a command. */
const answers = ['confirmed', 'sent', 'unreachable', 'refused', 'unknown', 'late'] as const;
const acts = [
  'dial',
  'hangup',
  'next',
  'back',
  'result',
  'save',
  'saveAndNext',
  'undo',
  'tag',
  'callback',
  'respool',
  'arrive',
  'sendAgain',
  'discard',
] as const;

type Step = readonly [act: (typeof acts)[number], answer: (typeof answers)[number]];

const panel = html`<cti-panel .dispositions=${tree}></cti-panel>`;
const numberOf = (call: number) => `0917770${10 + call}`;
/** The dialer's line of that call's contact. */
const entryOf = (call: number) => ({
  ...entry,
  contact: call,
  destination: numberOf(call),
  alternatives: ['099124484'],
});
const anyNumber = /0917770\d\d/g;

/** What tells of another call by design, and names it. */
const apart = '[part=day], [part=drafts], [part=saved], [part=said], cti-outbox';

function textOf(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const each of copy.querySelectorAll(apart)) each.remove();
  return unmarked(copy.textContent ?? '');
}

/** All that is read out or stands as a message, in whatever shadow tree. */
function messages(root: ShadowRoot | Element): string[] {
  return [...root.children].flatMap((each) => {
    if (each.matches(apart) || getComputedStyle(each).display === 'none') return [];
    const said = each.matches('[role=status], [role=alert], .banner, .problem') ? [textOf(each)] : [];
    return [...said, ...messages(each), ...(each.shadowRoot ? messages(each.shadowRoot) : [])];
  });
}

let sequences = 0;

/** Plays a sequence on a new panel; gives what was said under which call that is of another one. */
async function play(steps: readonly Step[]): Promise<string[]> {
  let now: Step[1] = 'confirmed';
  let calls = 0;
  const late: (() => void)[] = [];
  /** The calls whose result was delivered since it was chosen last. */
  const delivered = new Set<string>();
  const agreed = (command: Command) => {
    if (command.type === 'dispose') delivered.add(command.guid);
    return agree(command);
  };
  const answer = (command: Command): Reply | Promise<Reply> => {
    const fail = (code: CtiError['code'], maybeSent = false) =>
      Promise.reject(new CtiError(code, `It is ${code}.`, { maybeSent }));
    if (now === 'sent' && command.type !== 'call') return { ...agreed(command), status: 'sent' } as Reply;
    if (now === 'unreachable') return fail('UNREACHABLE');
    if (now === 'refused') return fail('REJECTED');
    if (now === 'unknown') return fail('TIMEOUT', true);
    if (now === 'late') return new Promise((resolve) => late.push(() => resolve(agreed(command))));
    return agreed(command);
  };
  const page = await setup({
    panel,
    answer,
    can: agents,
    outbox: 'kept',
    agent: `Any${Date.now()}-${(sequences += 1)}`,
  });
  const { element, client } = page;
  const press = (selector: string) => (find(element, selector) as HTMLElement | null)?.click();
  /** What asks for a decision in the outbox first. */
  const asked = () => client.outbox?.list().find(({ state }) => state === 'unknown' || state === 'held')?.id ?? '';
  const recorder = () => find<HTMLElementTagNameMap['cti-tag-recorder']>(element, 'cti-tag-recorder');
  const does: Record<Step[0], () => unknown> = {
    dial: () => {
      calls += 1;
      element.entry = entryOf(calls);
      return element.dial(numberOf(calls));
    },
    hangup: () => inner(element, 'cti-hangup-button').click(),
    next: () => press('[name=next]'),
    back: () => press('[name=back]'),
    result: () => {
      delivered.delete(form(element).call.guid);
      return choose(element, calls % 2 ? 'Sale' : 'Callback');
    },
    save: () => element.save(),
    saveAndNext: () => element.saveAndNext(),
    undo: () => element.undo(),
    tag: () => {
      recorder().value = `tag ${calls}`;
      return recorder().tag();
    },
    callback: () => {
      const picker = find<HTMLElementTagNameMap['cti-schedule-picker']>(element, 'cti-schedule-picker');
      picker.shadowRoot?.querySelector<HTMLElement>('[data-choice=tomorrow]')?.click();
      return picker.schedule();
    },
    respool: () => find<HTMLElementTagNameMap['cti-respool-editor']>(element, 'cti-respool-editor')?.respool(),
    arrive: () => late.shift()?.(),
    sendAgain: () => client.outbox?.retry(asked()).catch(() => undefined),
    discard: () => client.outbox?.discard(asked()).catch(() => undefined),
  };
  const wrong: string[] = [];
  for (const [act, reply] of steps) {
    now = reply;
    let isOver = false;
    void Promise.resolve(does[act]()).finally(() => (isOver = true));
    await until(() => isOver || late.length); // others may wait for what is late
    await settled(element);
    const { canSave, call } = form(element);
    if (canSave && delivered.has(call.guid)) wrong.push(`after ${act} (${reply}) it would be saved a second time`);
    const own = new Set([
      client.current?.destination,
      find<HTMLInputElement>(element, '#number').value,
      form(element).call.customer,
    ]);
    for (const said of messages(element.shadowRoot as ShadowRoot))
      for (const [number] of said.matchAll(anyNumber))
        if (!own.has(number))
          wrong.push(`after ${act} (${reply}) under ${[...own].join()}: ${said.replace(/\s+/g, ' ')}`);
  }
  // Nothing was done for the call that was dialled last.
  const isFresh = steps.at(-1)?.[0] === 'dial' && client.current?.destination === numberOf(calls);
  if (isFresh && form(element).call.customer === numberOf(calls))
    for (const tag of ['cti-hangup-button', 'cti-disposition-form', 'cti-schedule-picker', 'cti-tag-recorder'])
      for (const box of find(element, tag).shadowRoot?.querySelectorAll<HTMLElement>('.outcome') ?? [])
        if (box.checkVisibility() && !['idle', 'pending'].includes(box.dataset['state'] ?? 'idle'))
          wrong.push(`${tag} under a new call: ${box.textContent ?? ''}`);
  for (const arrive of late) arrive();
  await settled(element);
  element.closest('main')?.remove();
  await client.forget();
  clearTabItems();
  return wrong;
}

describe('<cti-panel> in any order', () => {
  it('says nothing of one call on another one’s screen', async () => {
    const step = fc.tuple(fc.constantFrom(...acts), fc.constantFrom(...answers));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        const begun: Step[] = [['dial', 'confirmed'], ...steps, ['dial', 'confirmed']];
        expect(await play(begun)).to.deep.equal([]);
      }),
      { numRuns: runs(25) },
    );
  });

  it('holds no result ready to be saved that was delivered since it was chosen', async () => {
    const saving = ['result', 'save', 'saveAndNext', 'undo', 'sendAgain', 'discard', 'next', 'back', 'arrive'] as const;
    const step = fc.tuple(fc.constantFrom(...saving), fc.constantFrom('confirmed', 'confirmed', ...answers));
    const begun: Step[] = [
      ['dial', 'confirmed'],
      ['hangup', 'confirmed'],
      ['result', 'confirmed'],
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('unknown', 'refused', 'unreachable'),
        fc.array(step, { maxLength: 6 }),
        async (first, steps) => {
          expect(await play([...begun, ['save', first], ...steps])).to.deep.equal([]);
        },
      ),
      { numRuns: runs(25) },
    );
  });

  it('would be seen: a message with another call’s number is found in any shadow tree', async () => {
    const { element } = await setup({ panel });
    await element.dial(numberOf(1));
    await settled(element);
    const box = document.createElement('p');
    box.role = 'status';
    box.textContent = `Saved for ${numberOf(7)}`;
    form(element).shadowRoot?.append(box);
    expect(messages(element.shadowRoot as ShadowRoot).join()).to.contain(numberOf(7));
  });
});
