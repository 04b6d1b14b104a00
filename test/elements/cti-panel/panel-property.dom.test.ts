// Whatever is dialled, answered, saved and taken back in whatever order: nothing says of one call what was said of another.
import { expect } from 'chai';
import { html } from 'lit';
import type { Command, Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import type { CtiPanel } from '../../../src/elements/cti-panel/cti-panel.js';
import { clearTabItems } from '../../../src/core/tab-storage.js';
import { unmarked } from '../elements.fixture.js';
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
] as const;

type Step = readonly [act: (typeof acts)[number], answer: (typeof answers)[number]];

const panel = html`<cti-panel .dispositions=${tree}></cti-panel>`;
const numberOf = (call: number) => `0917770${10 + call}`;
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
  const answer = (command: Command): Reply | Promise<Reply> => {
    const fail = (code: CtiError['code'], maybeSent = false) =>
      Promise.reject(new CtiError(code, `It is ${code}.`, { maybeSent }));
    if (now === 'sent' && command.type !== 'call') return { status: 'sent', transport: 'fake' } as Reply;
    if (now === 'unreachable') return fail('UNREACHABLE');
    if (now === 'refused') return fail('REJECTED');
    if (now === 'unknown') return fail('TIMEOUT', true);
    if (now === 'late') return new Promise((resolve) => late.push(() => resolve(agree(command))));
    return agree(command);
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
  const recorder = () => find<HTMLElementTagNameMap['cti-tag-recorder']>(element, 'cti-tag-recorder');
  const does: Record<Step[0], () => unknown> = {
    dial: () => void element.dial(numberOf((calls += 1))),
    hangup: () => inner(element, 'cti-hangup-button').click(),
    next: () => press('[name=next]'),
    back: () => press('[name=back]'),
    result: () => choose(element, calls % 2 ? 'Sale' : 'Callback'),
    save: () => void element.save(),
    saveAndNext: () => void element.saveAndNext(),
    undo: () => void element.undo(),
    tag: () => {
      recorder().value = `tag ${calls}`;
      void recorder().tag();
    },
    callback: () => {
      const picker = find<HTMLElementTagNameMap['cti-schedule-picker']>(element, 'cti-schedule-picker');
      picker.shadowRoot?.querySelector<HTMLElement>('[data-choice=tomorrow]')?.click();
      void picker.schedule();
    },
    respool: () => void find<HTMLElementTagNameMap['cti-respool-editor']>(element, 'cti-respool-editor')?.respool(),
    arrive: () => late.shift()?.(),
  };
  const wrong: string[] = [];
  for (const [act, reply] of steps) {
    now = reply;
    await does[act]();
    await settled(element);
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
  if (client.current?.destination === numberOf(calls) && form(element).call.customer === numberOf(calls))
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
