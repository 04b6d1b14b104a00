// How few keys and presses the work of a call takes, and the list of keys with what an agent changes in it.
import { expect } from 'chai';
import { html } from 'lit';
import type { CtiClient } from '../../../src/core/client.js';
import type { CtiPanel } from '../../../src/elements/cti-panel/cti-panel.js';
import type { CtiSchedulePicker } from '../../../src/elements/cti-schedule-picker/cti-schedule-picker.js';
import type { CtiRespoolEditor } from '../../../src/elements/cti-respool-editor/cti-respool-editor.js';
import { combinationOf, shortcutsOf } from '../../../src/elements/cti-panel/shortcuts.js';
import { triedEntry } from '../../samples.js';
import { press, typeKeys, until } from '../elements.fixture.js';
import {
  clickIn,
  deepFocus,
  field,
  find,
  form,
  inner,
  isShown,
  key,
  leave,
  onCall,
  setClock,
  settled,
  setup,
  stateOf,
  text,
  tree,
} from './cti-panel.fixture.js';

const panel = html`<cti-panel .dispositions=${tree} .entry=${triedEntry}></cti-panel>`;
let agents = 0;

/** After the hang-up, as an agent is who presses nothing else. */
async function hungUp() {
  const page = await onCall({ panel, outbox: 'kept', agent: `Keys${Date.now()}-${(agents += 1)}` });
  await press('Alt+Shift+H');
  await until(() => stateOf(page.element) === 'Wrap-up');
  await settled(page.element);
  expect(deepFocus(), 'the results are at hand').to.equal('chip-0');
  return page;
}

/** Presses keys one after the other, and gives how many these were. */
async function keys(element: CtiPanel, ...all: string[]): Promise<number> {
  for (const each of all) {
    await press(each);
    await settled(element);
  }
  return all.length;
}

/** Clicks what stands there, and gives how often that was. */
async function clicks(element: CtiPanel, ...all: (() => HTMLElement | null | undefined)[]): Promise<number> {
  for (const each of all) {
    const target = each();
    if (!target?.checkVisibility()) throw new Error(`There is nothing to click: ${String(each)}`);
    target.click();
    await settled(element);
  }
  return all.length;
}

const inside = (element: CtiPanel, tag: string, selector: string) =>
  find(element, tag).shadowRoot?.querySelector<HTMLElement>(selector);
const picker = (element: CtiPanel) => find<CtiSchedulePicker>(element, 'cti-schedule-picker');

describe('<cti-panel> takes few keys and presses after a call', () => {
  const heldTime = (client: CtiClient) => {
    const command = client.outbox?.list()[0]?.command;
    return command?.type === 'dispose' ? command.callbackAt : undefined;
  };

  it('from the hang-up over the result to the next call: two keys, and the number', async () => {
    const { element, client, of } = await hungUp();
    expect(await keys(element, '1', 'Control+Enter')).to.be.at.most(3);
    await until(() => stateOf(element) === 'Ready');
    await settled(element);
    expect([deepFocus(), client.outbox?.list()[0]?.command.type]).to.deep.equal(['number', 'dispose']);
    await typeKeys('092');
    await press('Enter');
    await until(() => of('call').length === 2);
  });

  it('and as far by two presses', async () => {
    const { element } = await hungUp();
    const pressed = await clicks(
      element,
      () => inside(element, 'cti-disposition-form', '#chip-0'),
      () => find(element, '[name=save-next]'),
    );
    await until(() => stateOf(element) === 'Ready');
    await settled(element);
    expect([pressed, deepFocus()]).to.deep.equal([2, 'number']);
  });

  it('a callback tomorrow at ten: four keys', async () => {
    const { element, client } = await hungUp();
    const pressed = await keys(element, '2', 'Alt+Shift+K', String(tomorrow(element)), 'Control+Enter');
    await until(() => stateOf(element) === 'Ready');
    expect([pressed, heldTime(client)?.slice(11)]).to.deep.equal([4, '10:00:00']);
  });

  it('or three presses', async () => {
    const { element, client } = await hungUp();
    const pressed = await clicks(
      element,
      () => inside(element, 'cti-disposition-form', '#chip-1'),
      () => inside(element, 'cti-schedule-picker', '[data-choice=tomorrow]'),
      () => find(element, '[name=save-next]'),
    );
    await until(() => stateOf(element) === 'Ready');
    expect([pressed, heldTime(client)?.slice(11)]).to.deep.equal([3, '10:00:00']);
  });

  it('the next number of the contact: two keys', async () => {
    const { element, of } = await hungUp();
    expect(await keys(element, 'Alt+Shift+P', 'Enter')).to.equal(2);
    await until(() => of('respool').length);
    expect(of('respool')[0]).to.have.nested.property('entry.destination').not.equal('091000000');
  });

  it('or one press', async () => {
    const { element, of } = await hungUp();
    expect(await clicks(element, () => inside(element, 'cti-respool-editor', '[name=next]'))).to.equal(1);
    await until(() => of('respool').length);
  });
});

/** The digit of the chip for tomorrow: the choices before it go with the hour. */
function tomorrow(element: CtiPanel): number {
  const ids = [...(picker(element).shadowRoot?.querySelectorAll<HTMLElement>('[data-choice]') ?? [])];
  return ids.findIndex(({ dataset }) => dataset['choice'] === 'tomorrow') + 1;
}

describe('<cti-panel> has one form for a callback', () => {
  it('which the key opens, and which a result with a callback takes over with the time that was chosen', async () => {
    const { element, client } = await hungUp();
    expect([
      element.renderRoot.querySelectorAll('cti-schedule-picker').length,
      isShown(element, '.callback section'),
    ]).to.deep.equal([1, false]);
    await press('Alt+Shift+K');
    await settled(element);
    expect(isShown(element, '.callback section')).to.equal(true);
    await press(String(tomorrow(element)));
    await settled(element);
    const { value } = picker(element);
    expect([value.slice(11), picker(element).pickerOnly, isShownIn(element, '[part~=submit]')]).to.deep.equal([
      '10:00:00',
      false,
      true,
    ]);
    inside(element, 'cti-disposition-form', '#chip-1')?.click();
    await settled(element);
    expect(
      [picker(element).value, picker(element).pickerOnly, isShownIn(element, '[part~=submit]')],
      'the result sends it',
    ).to.deep.equal([value, true, false]);
    expect(form(element).shadowRoot?.querySelector('cti-schedule-picker'), 'and has none of its own').to.equal(null);
    await clickIn(element, '[name=save-next]');
    await until(() => stateOf(element) === 'Ready');
    expect(client.outbox?.list()[0]?.command).to.include({ type: 'dispose', callbackAt: value });
  });
});

const isShownIn = (element: CtiPanel, selector: string) =>
  inside(element, 'cti-schedule-picker', selector)?.checkVisibility() ?? false;

describe('<cti-panel> shows its keys', () => {
  const open = async (options: Parameters<typeof setup>[0] = {}) => {
    const page = await setup(options);
    field(page.element).blur();
    find(page.element, '.panel').focus();
    await press('?');
    await settled(page.element);
    return page;
  };
  const change = async (element: CtiPanel, action: string, ...pressed: KeyboardEventInit[]) => {
    const button = find(element, `[data-key=${action}]`);
    button.focus();
    button.click();
    await settled(element);
    for (const each of pressed)
      button.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...each }));
    await settled(element);
  };
  const said = (element: CtiPanel) => text(element, '[part=help] [role=status]');
  const caps = (element: CtiPanel, action: string) =>
    [...(find(element, `[data-key=${action}]`).parentElement?.querySelectorAll('kbd') ?? [])]
      .map(({ textContent }) => textContent)
      .join(' ');

  it('by a question mark while the focus is in it; Escape closes it, and the focus goes back', async () => {
    const { element } = await open();
    expect([isShown(element, '[part=help]'), deepFocus()]).to.deep.equal([true, 'close']);
    expect(text(element, '[part=help]')).to.contain('Save & next').and.contain('Choose a result, in the chips');
    await press('Escape');
    await settled(element);
    expect([
      isShown(element, '[part=help]'),
      element.shadowRoot?.activeElement?.getAttribute('data-action'),
    ]).to.deep.equal([false, 'keys']);
    await press('Enter');
    await settled(element);
    expect(isShown(element, '[part=help]'), 'its button, too').to.equal(true);
  });

  it('leaves a field by Escape, with what stands there', async () => {
    const { element } = await setup();
    field(element).focus();
    await typeKeys('091');
    await press('Escape');
    await settled(element);
    expect([field(element).value, element.shadowRoot?.activeElement?.className]).to.deep.equal(['091', 'panel']);
  });

  it('goes to the search by a slash while the focus is in it, and types one in a field', async () => {
    const { element } = await onCall();
    find(element, '.panel').focus();
    await press('/');
    await settled(element);
    expect(deepFocus()).to.equal('level1');
    await press('/');
    await settled(element);
    expect((form(element).shadowRoot?.querySelector('#level1') as HTMLInputElement).value).to.equal('/');
  });

  it('lets an agent change a key, kept over a reload, and take it back', async () => {
    const agent = `Own${Date.now()}`;
    const { element, of } = await onCall({ agent });
    find(element, '[data-action=keys]').click();
    await settled(element);
    await change(element, 'hangup', { key: 'Y', code: 'KeyY', altKey: true, shiftKey: true });
    expect([said(element), caps(element, 'hangup')]).to.deep.equal(['Kept in this browser: Alt+Shift+Y.', 'Alt ⇧ Y']);
    const { element: reloaded } = await open({ agent });
    expect(caps(reloaded, 'hangup')).to.equal('Alt ⇧ Y');
    const { element: others } = await open({ agent: `Other${Date.now()}` });
    expect(caps(others, 'hangup'), 'another agent has their own').to.equal('Alt ⇧ H');
    reloaded.closest('main')?.remove();
    others.closest('main')?.remove();
    leave();
    key(document.body, 'Alt+Shift+H');
    await settled(element);
    expect(of('hangup')).to.deep.equal([]);
    key(document.body, 'Alt+Shift+Y');
    await settled(element);
    expect(of('hangup')).to.have.length(1);
    if (!isShown(element, '[part=help]')) await clickIn(element, '[data-action=keys]');
    const back = [...element.renderRoot.querySelectorAll<HTMLElement>('[part=help] button')].find((each) =>
      each.textContent?.includes('Reset all keys'),
    );
    back?.click();
    await settled(element);
    expect(caps(element, 'hangup')).to.equal('Alt ⇧ H');
    expect(text(element, '[part=help]')).not.to.contain('Reset all keys');
  });

  it('refuses keys that do something else already, and those that write or are held down; Escape changes nothing', async () => {
    const { element } = await open({ agent: `No${Date.now()}` });
    const taken = { key: 'N', code: 'KeyN', altKey: true, shiftKey: true };
    await change(element, 'hangup', taken);
    expect(said(element)).to.equal('Alt+Shift+N does something else already. Press other keys.');
    for (const writes of [
      { key: 'h', code: 'KeyH' },
      { key: 'H', code: 'KeyH', shiftKey: true },
      { key: '˙', code: 'KeyH', altKey: true },
      { key: 'ħ', code: 'KeyH', ctrlKey: true, altKey: true },
      { key: 'Y', code: 'KeyY', altKey: true, shiftKey: true, repeat: true },
      { key: 'Y', code: 'KeyY', altKey: true, shiftKey: true, isComposing: true },
      { key: 'Alt', code: 'AltLeft', altKey: true },
    ])
      find(element, '[data-key=hangup]').dispatchEvent(
        new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...writes }),
      );
    await settled(element);
    expect(find(element, '[data-key=hangup]').ariaPressed, 'it still waits for keys').to.equal('true');
    await press('Escape');
    await settled(element);
    expect([isShown(element, '[part=help]'), caps(element, 'hangup')]).to.deep.equal([true, 'Alt ⇧ H']);
  });

  it('knows what writes nothing, and names it as a person would', () => {
    const named = (init: KeyboardEventInit) => combinationOf(new KeyboardEvent('keydown', init));
    expect([
      named({ key: 'Ç', code: 'KeyC', altKey: true, shiftKey: true }),
      named({ key: 'F9', code: 'F9' }),
      named({ key: 'k', code: 'KeyK', ctrlKey: true }),
      named({ key: 'Enter', code: 'Enter', ctrlKey: true }),
      named({ key: 'a', code: 'KeyA', altKey: true }),
      named({ key: 'a', code: 'KeyA' }),
    ]).to.deep.equal(['Alt+Shift+C', 'F9', 'Ctrl+K', 'Ctrl+Enter', '', '']);
  });

  it('has on a Mac, where Option writes signs, Ctrl and Option, and elsewhere Alt and Shift; no two actions share keys', () => {
    for (const [isMac, chord, save] of [
      [true, 'Ctrl+Alt+H', 'Meta+Enter'],
      [false, 'Alt+Shift+H', 'Ctrl+Enter'],
    ] as const) {
      const all = shortcutsOf(isMac);
      expect([all.hangup, all.save]).to.deep.equal([chord, save]);
      expect(new Set(Object.values(all)).size).to.equal(Object.values(all).length);
    }
  });

  it('shows them on the buttons, and none where the page has none', async () => {
    const { element } = await onCall();
    expect(text(element, 'cti-hangup-button kbd')).to.equal('H');
    element.shortcuts = {};
    await settled(element);
    expect(element.renderRoot.querySelectorAll('.head kbd, .foot kbd').length).to.equal(0);
  });

  it('saves nothing by Ctrl+Enter in the fields of what is tried next, which have their own', async () => {
    setClock(0);
    const { element, of } = await onCall({ panel });
    inside(element, 'cti-disposition-form', '#chip-0')?.click();
    await settled(element);
    await find<CtiRespoolEditor>(element, 'cti-respool-editor').focusNext();
    await press('Control+Enter');
    await until(() => of('respool').length);
    await settled(element);
    expect([of('dispose'), stateOf(element)]).to.deep.equal([[], 'Dialled']);
    inner(element, 'cti-hangup-button').focus();
    await press('Control+Enter');
    await until(() => of('dispose').length);
  });
});
