import { expect } from 'chai';
import { html } from 'lit';
import type { CtiPanel } from '../../../src/elements/cti-panel/cti-panel.js';
import { isPressed } from '../../../src/elements/cti-panel/shortcuts.js';
import { press } from '../elements.fixture.js';
import { find, focused, heading, onCall, settled, setup, text, tree, type } from './cti-panel.fixture.js';

/** A key as the browser tells it; false when somebody has prevented its default. */
function key(target: EventTarget, keys: string, more: KeyboardEventInit = {}): boolean {
  const words = keys.split('+');
  const last = words.pop() ?? '';
  const has = (word: string) => words.includes(word);
  const init = {
    key: last,
    code: `Key${last}`,
    altKey: has('Alt'),
    shiftKey: has('Shift'),
    ctrlKey: has('Ctrl'),
    metaKey: has('Meta'),
  };
  return target.dispatchEvent(
    new KeyboardEvent('keydown', { ...init, bubbles: true, composed: true, cancelable: true, ...more }),
  );
}

/** Takes the focus from whatever has it, in any shadow tree. */
function leave(): void {
  let focused = document.activeElement as HTMLElement | null;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement as HTMLElement;
  focused?.blur();
}

const added: Element[] = [];
afterEach(() => added.splice(0).forEach((element) => element.remove()));

function add<T extends HTMLElement>(element: T): T {
  document.body.append(element);
  added.push(element);
  return element;
}

const shadowOf = (mode: ShadowRootMode) => {
  const root = add(document.createElement(`test-${mode}`)).attachShadow({ mode });
  return root.appendChild(document.createElement('input'));
};

describe('<cti-panel> by its keys @engines', () => {
  it('goes to each part and opens it, and calls and hangs up as the buttons do', async () => {
    const { element, of } = await setup({ panel: html`<cti-panel .dispositions=${tree}></cti-panel>`, away: ['cti'] });
    await press('Alt+Shift+D');
    expect(focused(element)).to.equal('number');
    await type(element, '091');
    leave();
    await press('Alt+Shift+C');
    await settled(element);
    expect([heading(element), of('call').length]).to.deep.equal(['On a call', 1]);
    for (const [keys, tag] of [
      ['R', 'cti-disposition-form'],
      ['K', 'cti-schedule-picker'],
      ['P', 'summary'],
      ['G', 'cti-tag-recorder'],
      ['O', 'cti-outbox'],
    ] as const) {
      leave();
      expect(key(document.body, `Alt+Shift+${keys}`), 'the browser gets nothing of it').to.equal(false);
      expect(focused(element), keys).to.equal(tag);
    }
    expect(find<HTMLElementTagNameMap['cti-outbox']>(element, 'cti-outbox').open).to.equal(true);
    leave();
    await press('Alt+Shift+H');
    await settled(element);
    expect([heading(element), of('hangup').length]).to.deep.equal(['Wrap-up', 1]);
    key(document.body, 'Alt+Shift+N');
    await settled(element);
    expect([heading(element), focused(element)]).to.deep.equal(['Ready', 'number']);
  });

  it('does nothing while somebody types: in fields, in editable text, in any shadow tree, with an input method, with AltGr', async () => {
    const { element, of } = await onCall();
    const editable = add(document.createElement('div'));
    editable.contentEditable = 'true';
    const inEditable = editable.appendChild(document.createElement('b'));
    const textbox = add(Object.assign(document.createElement('div'), { role: 'textbox' }));
    const fields = ['input', 'textarea', 'select'].map((tag) => add(document.createElement(tag)));
    const result = find(element, 'cti-disposition-form').shadowRoot?.querySelector('textarea') as HTMLElement;
    for (const target of [...fields, inEditable, textbox, shadowOf('open'), shadowOf('closed'), result])
      expect(key(target, 'Alt+Shift+H'), target.outerHTML).to.equal(true);
    key(document.body, 'Alt+Shift+H', { isComposing: true });
    // WebKit lets no script write this modifier.
    const altGr = { modifierAltGraph: true };
    if (new KeyboardEvent('keydown', altGr).getModifierState('AltGraph')) key(document.body, 'Alt+Shift+H', altGr);
    await settled(element);
    expect(of('hangup')).to.deep.equal([]);
    key(document.body, 'Alt+Shift+H');
    await settled(element);
    expect(of('hangup')).to.have.length(1);
  });

  it('hangs up only where a press of the button could, and once for a key that is held down', async () => {
    const { element, of } = await onCall();
    element.disabled = true;
    await settled(element);
    expect(key(document.body, 'Alt+Shift+H'), 'disabled').to.equal(true);
    element.disabled = false;
    element.hidden = true;
    await settled(element);
    expect(key(document.body, 'Alt+Shift+H'), 'hidden').to.equal(true);
    element.hidden = false;
    await settled(element);
    key(document.body, 'Alt+Shift+H', { repeat: true });
    document.body.addEventListener('keydown', (event) => event.preventDefault(), { once: true });
    key(document.body, 'Alt+Shift+H');
    expect(of('hangup'), 'the page took the key').to.deep.equal([]);
    key(document.body, 'Alt+Shift+H');
    await settled(element);
    expect(key(document.body, 'Alt+Shift+H'), 'the call is over').to.equal(true);
    expect(of('hangup')).to.have.length(1);
  });

  it('takes the page’s keys, lists them, and has none for an empty map or outside of the page', async () => {
    const { element, of } = await onCall({
      panel: html`<cti-panel .shortcuts=${{ hangup: 'Ctrl+F9', tag: 'Nonsense+X', nobody: 'F8' }}></cti-panel>`,
    });
    for (const keys of ['Alt+Shift+H', 'F9', 'X', 'F8']) expect(key(document.body, keys), keys).to.equal(true);
    expect(text(element, '[part=help] dl')).to.contain('Hang up Ctrl+F9').and.not.to.contain('Alt+Shift');
    key(document.body, 'Ctrl+F9');
    await settled(element);
    expect(of('hangup')).to.have.length(1);
    element.shortcuts = {};
    await settled(element);
    expect([key(document.body, 'Alt+Shift+R'), find(element, '[part=help]').hidden]).to.deep.equal([true, true]);
    element.shortcuts = { result: 'R' };
    element.remove();
    expect(key(document.body, 'R')).to.equal(true);
  });

  it('knows a letter by its place where a layout or Option makes another sign of it, and a sign with or without Shift', () => {
    const event = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init);
    const mac = event({ key: 'Ç', code: 'KeyC', altKey: true, shiftKey: true });
    const cyrillic = event({ key: 'С', code: 'KeyC', altKey: true, shiftKey: true });
    const french = event({ key: 'A', code: 'KeyQ', altKey: true, shiftKey: true });
    expect([mac, cyrillic].map((each) => isPressed('Alt+Shift+C', each))).to.deep.equal([true, true]);
    expect(
      ['Alt+Shift+A', 'Alt+Shift+Q', 'Alt+A', 'Alt+Shift+Ctrl+A'].map((keys) => isPressed(keys, french)),
    ).to.deep.equal([true, false, false, false]);
    expect(isPressed('Alt+?', event({ key: '?', code: 'Slash', altKey: true, shiftKey: true }))).to.equal(true);
    expect(isPressed('Alt+Shift+1', event({ key: '!', code: 'Digit1', altKey: true, shiftKey: true }))).to.equal(true);
    expect(isPressed('', event({ key: '', code: '' }))).to.equal(false);
  });

  it('opens nothing of a part that is not there', async () => {
    const { element } = await setup({ can: ['call'], outbox: false });
    const before: (string | null)[] = ['hangup', 'H', 'G', 'O', 'R', 'N'].map((keys) =>
      key(document.body, `Alt+Shift+${keys}`) ? null : keys,
    );
    expect([before.filter(Boolean), focused(element as CtiPanel)]).to.deep.equal([[], undefined]);
  });
});
