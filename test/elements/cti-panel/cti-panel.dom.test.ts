import { expect } from 'chai';
import { html } from 'lit';
import type { CommandType, Cti, Command, Reply } from '../../../src/core/commands.js';
import { CtiClient } from '../../../src/core/client.js';
import { CtiError } from '../../../src/core/errors.js';
import type { CtiDispositionForm } from '../../../src/elements/cti-disposition-form/cti-disposition-form.js';
import { durationText } from '../../../src/elements/shared/time-text.js';
import type { CtiPanel } from '../../../src/elements/cti-panel/cti-panel.js';
import type { CtiSession } from '../../../src/elements/cti-session/cti-session.js';
import { isPressed } from '../../../src/elements/cti-panel/shortcuts.js';
import { entry } from '../../samples.js';
import { Agent, call } from '../agents.fixture.js';
import { audit, fakeTransport, mount, press, typeKeys, until } from '../elements.fixture.js';
import {
  agents,
  agree,
  choose,
  deepFocus,
  find,
  numberOf,
  stateOf,
  inner,
  isShown,
  key,
  leave,
  onCall,
  portalSays,
  clickIn,
  setClock,
  settled,
  setup,
  text,
  tree,
  field,
  focused,
  type,
} from './cti-panel.fixture.js';

const long = 'x'.repeat(300);

const cti: Cti = {
  guid: 'in-1',
  campaign: 'Help->',
  callerId: '099124484',
  data: [
    ['account', '7781'],
    ['note', `<img src=x onerror="alert(1)">\n${long}`],
  ],
  raw: {},
};

const incoming = { can: [...agents, 'cti'] as CommandType[], answer: portalSays(cti) };

describe('<cti-panel>', () => {
  /** What an agent does until the panel is in that phase. */
  const phases: Record<string, (element: CtiPanel) => Promise<unknown>> = {
    Dialled: async (element) =>
      element.renderRoot.querySelectorAll('details').forEach((folded) => (folded.open = true)),
    'Over time': async (element) => {
      await clickIn(element, '[name=next]');
      setClock(90);
      element.requestUpdate();
    },
    Ready: async (element) => {
      await clickIn(element, '[name=next]');
      await clickIn(element, '[name=next]');
      await element.dial('091:1');
    },
  };
  for (const [scheme, width, density] of [
    ['light', 320, 'compact'],
    ['light', 320, 'comfortable'],
    ['light', 480, 'comfortable'],
    ['dark', 480, 'comfortable'], // no colour depends on the width
  ] as const) {
    for (const [phase, act] of Object.entries(phases)) {
      it(`passes the accessibility audit: ${phase}, ${scheme}, ${width} px, ${density}`, async () => {
        setClock(0);
        const panel = html`<div style="width: ${width}px">
          <cti-panel density=${density} wrap-up="60" .dispositions=${tree}></cti-panel>
        </div>`;
        const { element } = await setup({ dark: scheme === 'dark', panel, ...incoming });
        await act(element);
        await settled(element);
        expect([stateOf(element), await audit(element)]).to.deep.equal([phase, []]);
        expect(element.renderRoot.querySelector('.panel')?.scrollWidth).to.be.at.most(width);
      });
    }
  }

  it('says who is on the line, for how long, and the variables of the call as text', async () => {
    setClock(0);
    const { element, session } = await setup(incoming);
    setClock(65);
    element.requestUpdate();
    await settled(element);
    expect([stateOf(element), numberOf(element), text(element, '[part=timer]')]).to.deep.equal([
      'Dialled',
      '099124484',
      '1:05',
    ]);
    expect(text(element, '.head')).to.contain('Help outbound');
    expect([...element.renderRoot.querySelectorAll('.value')].map((value) => value.textContent)).to.deep.equal([
      '7781',
      `<img src=x onerror="alert(1)">\n${long}`,
    ]);
    expect(element.renderRoot.querySelector('img')).to.equal(null);
    expect(session.client?.current?.guid).to.equal('in-1');
  });

  it('shows the text beside the variables where it can be read in another way too', async () => {
    const dataText = 'url=https://x/?a=1:b=2';
    const { element, client } = await setup({ ...incoming, answer: portalSays({ ...cti, dataText }) });
    await settled(element);
    expect(text(element, '[part=variables]')).to.contain(`As received: ${dataText}`);
    await client.forget();
  });

  it('copies a variable by its button, or selects it where the page may not copy', async () => {
    const { element } = await setup(incoming);
    const copied: string[] = [];
    const clipboard = (writeText: ((value: string) => Promise<void>) | undefined) =>
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: writeText && { writeText } });
    clipboard(async (value) => void copied.push(value));
    await clickIn(element, '[name=copy]');
    expect([copied, text(element, '[part=variables] [role=status]')]).to.deep.equal([['7781'], 'Copied.']);
    clipboard(undefined);
    await clickIn(element, '[name=copy]');
    expect(text(element, '[part=variables] [role=status]')).to.contain('Selected');
    Reflect.deleteProperty(navigator, 'clipboard');
  });

  it('keeps the variables for the work after the call, when the portal has no call any more', async () => {
    let now: Cti | null = cti;
    const { element, client } = await setup({ ...incoming, answer: (command) => portalSays(now)(command) });
    now = null;
    await client.send({ type: 'cti' });
    await settled(element);
    expect([stateOf(element), text(element, '.value')]).to.deep.equal(['Wrap-up', '7781']);
    now = { ...cti, guid: 'in-2', data: [] };
    await client.send({ type: 'cti' });
    await settled(element);
    expect([stateOf(element), isShown(element, '[part=variables]')]).to.deep.equal(['Dialled', false]);
  });

  it('leaves out what nothing supports, and says so when that is all', async () => {
    const shown = (element: CtiPanel) =>
      [
        'cti-call-button',
        'cti-hangup-button',
        'cti-disposition-form',
        'cti-schedule-picker',
        'cti-respool-editor',
        'cti-tag-recorder',
      ].filter((tag) => find(element, tag));
    const { element: all } = await setup();
    expect(shown(all)).to.have.length(6);
    const { element } = await setup({ can: ['schedule', 'tag'] });
    expect(shown(element)).to.deep.equal(['cti-schedule-picker', 'cti-tag-recorder']);
    expect([find(element, '#number'), find(element, '#none').hidden]).to.deep.equal([null, true]);
    const { element: none } = await setup({ can: [], outbox: false });
    expect([shown(none), find(none, 'cti-outbox'), text(none, '#none')]).to.deep.equal([
      [],
      null,
      'The fake cannot call.',
    ]);
  });

  it('offers to put a contact back on the list where the page or the portal can say which', async () => {
    const panel = html`<cti-panel></cti-panel>`;
    const { element } = await setup({ panel });
    const isThere = (panel = element) => [
      !!find(panel, 'cti-respool-editor'),
      text(panel, '.keys').includes('Try this next'),
    ];
    await clickIn(element, '[data-action=keys]');
    expect(isThere()).to.deep.equal([false, false]);
    element.entry = entry;
    await settled(element);
    expect(isThere()).to.deep.equal([true, true]);
    const { element: away } = await setup({ panel, away: ['cti'] });
    await clickIn(away, '[data-action=keys]');
    expect(isThere(away), 'the portal may come back').to.deep.equal([true, true]);
  });

  it('leaves what cannot be reached now where it is, with the reason', async () => {
    const { element } = await setup({ can: ['hangup'], away: ['call', 'dispose'] });
    expect([find(element, 'cti-disposition-form') !== null, inner(element, 'cti-call-button').disabled]).to.deep.equal([
      true,
      true,
    ]);
    expect(find(element, 'cti-call-button').shadowRoot?.textContent).to.contain('The portal is not there.');
    expect(find(element, 'cti-tag-recorder')).to.equal(null);
  });

  it('goes from ready to the call, to the work after it, and back to ready; the result can be prepared on the call', async () => {
    const { element, of } = await onCall();
    expect([stateOf(element), isShown(element, 'cti-disposition-form'), isShown(element, '#number')]).to.deep.equal([
      'Dialled',
      true,
      false,
    ]);
    inner(element, 'cti-hangup-button').click();
    await settled(element);
    expect([stateOf(element), of('hangup').length]).to.deep.equal(['Wrap-up', 1]);
    expect(inner(element, 'cti-hangup-button').disabled, 'it could only end another call').to.equal(true);
    expect(find(element, 'cti-hangup-button').shadowRoot?.textContent).to.contain('The call has ended.');
    await clickIn(element, '[name=next]');
    expect([stateOf(element), isShown(element, 'cti-disposition-form'), isShown(element, '#number')]).to.deep.equal([
      'Ready',
      false,
      true,
    ]);
    expect(text(element, '[part=day] li')).to.contain('091000000 No result');
    expect(text(element, '[name=back]')).to.equal('Back to 091000000');
    await clickIn(element, '[name=back]');
    expect([stateOf(element), isShown(element, 'cti-disposition-form')]).to.deep.equal(['Wrap-up', true]);
    expect(isShown(element, '[name=back]'), 'who marked it by mistake goes back').to.equal(true);
    await clickIn(element, '[name=back]');
    expect([stateOf(element), inner(element, 'cti-hangup-button').disabled]).to.deep.equal(['Dialled', false]);
  });

  it('leaves the hang-up there when nobody confirms it, and says nothing of it on the next call', async () => {
    const { element } = await onCall({
      answer: (command) => (command.type === 'hangup' ? { status: 'sent', transport: 'fake' } : agree(command)),
    });
    inner(element, 'cti-hangup-button').click();
    await settled(element);
    const status = () => find(element, 'cti-hangup-button').shadowRoot?.querySelector('.outcome') as HTMLElement;
    expect([
      stateOf(element),
      inner(element, 'cti-hangup-button').checkVisibility(),
      status().checkVisibility(),
    ]).to.deep.equal(['Wrap-up', true, true]);
    await clickIn(element, '[name=next]');
    await element.dial('092');
    await settled(element);
    expect([stateOf(element), status().checkVisibility()]).to.deep.equal(['Dialled', false]);
  });

  it('stays on the call when the hang-up failed', async () => {
    const { element } = await onCall({
      answer: (command) =>
        command.type === 'hangup' ? Promise.reject(new CtiError('TIMEOUT', 'It may have happened.')) : agree(command),
    });
    inner(element, 'cti-hangup-button').click();
    await settled(element);
    expect(stateOf(element)).to.equal('Dialled');
  });

  it('takes part when another button of the page calls and hangs up', async () => {
    const { element, session } = await setup({
      panel: html`<cti-call-button destination="093"></cti-call-button><cti-hangup-button></cti-hangup-button
        ><cti-panel></cti-panel>`,
    });
    await session.querySelector('cti-call-button')?.call();
    await settled(element);
    expect([stateOf(element), numberOf(element)]).to.deep.equal(['Dialled', '093']);
    await session.querySelector('cti-hangup-button')?.hangup();
    await settled(element);
    expect(stateOf(element)).to.equal('Wrap-up');
  });

  it('takes its results from a JSON child, and needs a session', async () => {
    const { element } = await onCall({ panel: html`<cti-panel></cti-panel>` });
    const json = Object.assign(document.createElement('script'), {
      type: 'application/json',
      textContent: '[{ "label": "Sold" }]',
    });
    element.append(json);
    await settled(element);
    const form = find<HTMLElementTagNameMap['cti-disposition-form']>(element, 'cti-disposition-form');
    await form.updateComplete;
    expect(form.shadowRoot?.textContent).not.to.contain('No results are set up');
    const alone = await mount<CtiPanel>(html`<cti-panel></cti-panel>`);
    expect(alone.renderRoot.textContent).to.contain('needs a <cti-session>');
  });
});

const options = (element: Parameters<typeof find>[0]) =>
  [...element.renderRoot.querySelectorAll('[role=option]')].map((option) => option.textContent);

const status = (element: Parameters<typeof find>[0]) =>
  find(element, 'cti-call-button').shadowRoot?.querySelector('.outcome') as HTMLElement;

describe('<cti-panel> dials', () => {
  it('says what it will dial before it does, and dials what is typed by Enter: nothing is changed [C-065]', async () => {
    const { element, of } = await setup();
    field(element).focus();
    await typeKeys('+598 (91) 000-000');
    await settled(element);
    expect([text(element, '#plan'), text(element, '.dial .tag')], 'what stands there, for that campaign').to.deep.equal(
      ['', 'Sale outbound'],
    );
    expect(of('call')).to.deep.equal([]);
    await press('Enter');
    await settled(element);
    expect(of('call')).to.deep.equal([{ type: 'call', destination: '+598 (91) 000-000', campaign: 'Sale->' }]);
    expect([stateOf(element), field(element).value, deepFocus()]).to.deep.equal(['Dialled', '', 'level1']);
  });

  it('dials once for two presses of Enter, and for a key that is held down', async () => {
    let arrive = (_: Reply) => {};
    const { element, of } = await setup({ answer: () => new Promise((resolve) => (arrive = resolve)) });
    await type(element, '091');
    field(element).focus();
    const enter = (repeat = false) =>
      field(element).dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', repeat, bubbles: true, composed: true }),
      );
    enter();
    enter();
    enter(true);
    await until(() => of('call').length, 'it is dialled');
    await settled(element);
    enter();
    await settled(element);
    expect([of('call').length, status(element).dataset['state'], field(element).value]).to.deep.equal([
      1,
      'pending',
      '091',
    ]);
    arrive({ status: 'confirmed', transport: 'fake', guid: 'g' });
    await settled(element);
    expect([of('call').length, stateOf(element)]).to.deep.equal([1, 'Dialled']);
  });

  it('says beside the field what goes out where that is not what stands there, and why nothing will', async () => {
    const { element, of } = await setup();
    await type(element, '+44 (0)20\u00a07946\u20130958');
    expect(text(element, '#plan')).to.contain('Dials +44 20 7946-0958').and.not.contain('exactly');
    await type(element, '1-800-FLOWERS');
    expect(text(element, '#plan')).to.contain('letters');
    await type(element, '\u202a(099) 123');
    expect(text(element, '#plan')).to.contain('Dials (099) 123');
    field(element).focus();
    await press('Enter');
    await settled(element);
    expect(of('call')[0]).to.include({ destination: '(099) 123' });
    expect(field(element).value, 'and the field is empty then').to.equal('');
  });

  it('asks about an emergency number once more, by the keyboard alone', async () => {
    const { element, of } = await setup();
    await type(element, '112');
    field(element).focus();
    await press('Enter');
    const answers = inner(element, 'cti-call-button').getRootNode() as ShadowRoot;
    await until(() => answers.activeElement?.getAttribute('name') === 'yes', 'Call has the focus');
    expect(of('call')).to.deep.equal([]);
    await press('Enter');
    await until(() => of('call').length, 'it is dialled');
    expect(of('call')[0]).to.include({ destination: '112' });
  });

  it('refuses what the command check refuses, with its sentence at the field, and nothing typed is lost [C-065]', async () => {
    const { element, of } = await setup();
    for (const [number, why] of [
      ['091:092', 'two numbers'],
      [' ', 'Enter a number.'],
    ] as const) {
      await type(element, number);
      inner(element, 'cti-call-button').click();
      await settled(element);
      expect(text(element, '#number-problem')).to.contain(why);
      expect(text(element, '#plan'), 'it will not be dialled').to.equal('');
      expect([
        field(element).value,
        field(element).ariaInvalid,
        focused(element),
        status(element).checkVisibility(),
      ]).to.deep.equal([number, 'true', 'number', false]);
    }
    await type(element, '091');
    expect([find(element, '#number-problem').hidden, field(element).ariaInvalid, of('call')]).to.deep.equal([
      true,
      'false',
      [],
    ]);
  });

  it('keeps the number when the dialer says no or nobody knows, and says so beside the button', async () => {
    for (const [code, isRecent, phase] of [
      ['REJECTED', false, 'Ready'],
      ['TIMEOUT', true, 'Not confirmed'],
    ] as const) {
      const { element, of } = await setup({
        answer: () => Promise.reject(new CtiError(code, `It is ${code}.`)),
        agent: code,
      });
      await element.dial('091');
      await settled(element);
      expect([
        field(element).value,
        status(element).textContent?.trim(),
        status(element).checkVisibility(),
      ]).to.deep.equal(['091', `It is ${code}.`, true]);
      field(element).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true }));
      await settled(element);
      expect(of('call'), 'a key held too long').to.have.length(1);
      expect([stateOf(element), options(element)], 'what may have been dialled is remembered').to.deep.equal([
        phase,
        isRecent ? ['091'] : [],
      ]);
    }
  });

  it('finds the last ten numbers by arrow keys; Enter takes one into the field, and dials it only then', async () => {
    const { element, of } = await onCall();
    for (const last of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 3]) await element.dial(`09100000${last}`);
    find(element, '[name=next]').click();
    find(element, '[name=next]').click();
    await settled(element);
    expect(focused(element)).to.equal('number');
    expect(options(element)).to.deep.equal([3, 10, 9, 8, 7, 6, 5, 4, 2, 1].map((last) => `09100000${last}`));
    const before = of('call').length;
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await press(key);
    await settled(element);
    expect([field(element).value, field(element).ariaExpanded, of('call').length]).to.deep.equal([
      '0910000010',
      'false',
      before,
    ]);
    await press('ArrowUp');
    expect(find(element, '[aria-selected=true]').textContent).to.equal('091000001');
    await press('Escape');
    expect([isShown(element, '#recent'), field(element).value]).to.deep.equal([false, '0910000010']);
    await press('Enter');
    await settled(element);
    expect(of('call').at(-1)).to.include({ destination: '0910000010' });
  });

  it('remembers numbers over a reload, for each agent, and forgets them with client.forget()', async () => {
    const { element, client } = await onCall({ agent: 'Ana' });
    const { element: reloaded } = await setup({ agent: 'Ana' });
    const { element: others } = await setup({ agent: 'Luz' });
    expect([options(reloaded), options(others)]).to.deep.equal([['091000000'], []]);
    await client.forget();
    await settled(element);
    expect(
      [options(element), JSON.stringify({ ...sessionStorage }), JSON.stringify({ ...localStorage })].join(),
    ).not.to.contain('091000000');
  });

  it('leaves the field to who is typing in it when a call comes in', async () => {
    let cti: Parameters<typeof portalSays>[0] = null;
    const { element, client } = await setup({
      can: [...agents, 'cti'],
      answer: (command: Command) => portalSays(cti)(command),
    });
    field(element).focus();
    await typeKeys('091');
    cti = { guid: 'in-1', callerId: '099', campaign: 'Help->', data: [], raw: {} };
    await client.send({ type: 'cti' });
    await settled(element);
    await typeKeys('5');
    await settled(element);
    expect([stateOf(element), field(element).value, focused(element)]).to.deep.equal(['Dialled', '0915', 'number']);
  });

  it('dials for the campaign that the agent chooses, where the page names several', async () => {
    const { element, of } = await setup({
      panel: html`<cti-panel campaigns='["Help->", "Ventas<-"]' .dispositions=${tree}></cti-panel>`,
    });
    const select = () => find<HTMLSelectElement>(element, '[name=campaign]');
    expect([...select().options].map((each) => each.text)).to.deep.equal([
      'Sale, outbound',
      'Help, outbound',
      'Ventas, inbound',
    ]);
    expect([select().value, select().ariaLabel]).to.deep.equal(['Sale->', 'Campaign']);
    select().value = 'Ventas<-';
    select().dispatchEvent(new Event('input', { bubbles: true }));
    for (const number of ['091', '092']) await element.dial(number);
    await element.dial('093', { campaign: 'Help->' });
    await settled(element);
    expect(of('call').map((each) => 'campaign' in each && each.campaign)).to.deep.equal([
      'Ventas<-',
      'Ventas<-',
      'Help->',
    ]);
    expect(await audit(element)).to.deep.equal([]);
  });

  it('takes the first one where the session has none, and another agent does not find what was chosen', async () => {
    const transport = fakeTransport({ can: agents, send: agree });
    const clientOfAgent = (memory: string) => new CtiClient({ transports: [transport], memory });
    const element = await mount<CtiPanel>(html`<cti-panel .campaigns=${['Help->', 'Ventas->']}></cti-panel>`, {
      client: clientOfAgent('Ana@x'),
    });
    const select = () => find<HTMLSelectElement>(element, '[name=campaign]');
    expect(select().value).to.equal('Help->');
    select().value = 'Ventas->';
    select().dispatchEvent(new Event('input', { bubbles: true }));
    element.client = clientOfAgent('Luz@x');
    await settled(element);
    expect(select().value).to.equal('Help->');
    await element.dial('091');
    expect(transport.sent.filter(({ type }) => type === 'call')).to.deep.equal([
      { type: 'call', destination: '091', campaign: 'Help->' },
    ]);
  });

  it('dials for a program’s campaign, and forgets it with another number', async () => {
    const { element, of } = await setup({
      answer: (command) => (command.type === 'call' ? Promise.reject(new CtiError('REJECTED', 'No.')) : agree(command)),
    });
    await element.dial('091', { campaign: 'Help->' });
    expect(text(element, '.dial .tag')).to.equal('Help outbound');
    await element.dial();
    await type(element, '092');
    await element.dial();
    expect(of('call').map((each) => 'campaign' in each && each.campaign)).to.deep.equal(['Help->', 'Help->', 'Sale->']);
  });
});

/** The keys that the list shows for an action. */
const caps = (element: CtiPanel, action: string) =>
  [...(find(element, `[data-key=${action}]`).previousElementSibling?.querySelectorAll('kbd') ?? [])]
    .map(({ textContent }) => textContent)
    .join(' ');

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
    const { element, of } = await setup({ panel: html`<cti-panel .dispositions=${tree} .entry=${entry}></cti-panel>` });
    await press('Alt+Shift+L');
    expect(focused(element)).to.equal('number');
    await type(element, '091');
    leave();
    await press('Alt+Shift+N');
    await until(() => stateOf(element) === 'Dialled');
    expect(of('call')).to.have.length(1);
    for (const [keys, at] of [
      ['E', 'chip-0'],
      ['K', 'choice'],
      ['P', 'next'],
      ['G', 'text'],
      ['X', 'close'],
    ] as const) {
      leave();
      expect(key(document.body, `Alt+Shift+${keys}`), 'the browser gets nothing of it').to.equal(false);
      await settled(element);
      expect(deepFocus(), keys).to.equal(at);
    }
    expect(isShown(element, 'cti-outbox')).to.equal(true);
    leave();
    await press('Alt+Shift+H');
    await until(() => stateOf(element) === 'Wrap-up');
    expect(of('hangup')).to.have.length(1);
    key(document.body, 'Alt+Shift+J');
    await settled(element);
    expect([stateOf(element), focused(element)]).to.deep.equal(['Ready', 'number']);
  });

  it('takes a chord in every field of the page, and nothing that a person types there: no single key, no saving, no key of an input method, of AltGr or held down', async () => {
    const { element, of, client } = await onCall();
    const editable = add(document.createElement('div'));
    editable.contentEditable = 'true';
    const inEditable = editable.appendChild(document.createElement('b'));
    const textbox = add(Object.assign(document.createElement('div'), { role: 'textbox' }));
    const fields = ['input', 'textarea', 'select'].map((tag) => add(document.createElement(tag)));
    const own = find(element, 'cti-disposition-form').shadowRoot?.querySelector('textarea') as HTMLElement;
    const others = [...fields, inEditable, textbox, shadowOf('open'), shadowOf('closed')];
    await choose(element, 'Sale');
    for (const target of [...others, own])
      for (const single of ['/', '?', '1', 'h', 'Shift+H', 'Ctrl+Alt+H', 'Alt+H'])
        expect(key(target, single), `${single} in ${target.outerHTML}`).to.equal(true);
    for (const target of others) expect(key(target, 'Ctrl+Enter'), target.outerHTML).to.equal(true);
    for (const target of [...others, own]) {
      expect(key(target, 'Alt+Shift+H', { isComposing: true })).to.equal(true);
      expect(key(target, 'Alt+Shift+H', { keyCode: 229 })).to.equal(true);
      expect(key(target, 'Alt+Shift+H', { repeat: true })).to.equal(true);
    }
    // WebKit lets no script write this modifier.
    const altGr = { modifierAltGraph: true };
    if (new KeyboardEvent('keydown', altGr).getModifierState('AltGraph'))
      for (const target of [document.body, own]) expect(key(target, 'Alt+Shift+H', altGr)).to.equal(true);
    await settled(element);
    expect([of('hangup'), of('dispose'), client.outbox?.list(), isShown(element, '[part=help]')]).to.deep.equal([
      [],
      [],
      [],
      false,
    ]);
    for (const target of [...others, own]) {
      leave();
      expect(key(target, 'Alt+Shift+L'), target.outerHTML).to.equal(true); // no number can be dialled on a call
      expect(key(target, 'Alt+Shift+E'), target.outerHTML).to.equal(false);
      expect(deepFocus()).to.equal('chip-0');
    }
    key(own, 'Alt+Shift+H');
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
    await clickIn(element, '[data-action=keys]');
    expect(caps(element, 'hangup')).to.equal('Ctrl F9');
    expect(caps(element, 'next'), 'what is not in the map has none').to.equal('');
    await clickIn(element, '[part=help] [name=close]');
    expect(text(element, 'cti-hangup-button kbd'), 'and so the button').to.equal('Ctrl F9');
    key(document.body, 'Ctrl+F9');
    await settled(element);
    expect(of('hangup')).to.have.length(1);
    element.shortcuts = {};
    await settled(element);
    expect([key(document.body, 'Alt+Shift+E'), key(find(element, '.panel'), '?')]).to.deep.equal([true, true]);
    expect(element.renderRoot.querySelectorAll('.foot kbd, .head kbd')).to.have.length(0);
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
    const before: (string | null)[] = ['H', 'G', 'X', 'E', 'J', 'K', 'P', 'B', 'O', 'M', 'D', 'T', 'R', 'Z', 'N'].map(
      (keys) => (key(document.body, `Alt+Shift+${keys}`) ? null : keys),
    );
    expect([before.filter(Boolean), focused(element as CtiPanel)], 'but call what stands in the field').to.deep.equal([
      ['N'],
      undefined,
    ]);
  });
});

const timed = html`<cti-panel wrap-up="60" .dispositions=${tree}></cti-panel>`;

/** After a call of 75 seconds that was hung up. */
async function afterCall(panel = timed) {
  setClock(0);
  const page = await onCall({ panel });
  const at = async (seconds: number) => {
    setClock(75 + seconds);
    page.element.requestUpdate();
    await settled(page.element);
    return text(page.element, '[part=reminder] .outcome');
  };
  await at(0);
  inner(page.element, 'cti-hangup-button').focus();
  inner(page.element, 'cti-hangup-button').click();
  await settled(page.element);
  return { ...page, at };
}

describe('<cti-panel> after a call', () => {
  it('counts, reminds once at the end and then each minute, and sends nothing', async () => {
    const { element, at, transport } = await afterCall();
    const before = transport.sent.length;
    const kept = 'Nothing is saved by itself: choose a result for 091000000, or go on and finish it later as a draft.';
    const said: string[] = [];
    new MutationObserver(() => said.push(text(element, '[part=reminder] .outcome'))).observe(
      find(element, '[part=reminder]'),
      {
        subtree: true,
        childList: true,
        characterData: true,
      },
    );
    for (const second of [1, 30, 59]) expect(await at(second)).to.equal('');
    expect([stateOf(element), text(element, '[part=timer]')], 'what is left').to.deep.equal(['Wrap-up', '0:01']);
    expect(find(element, '.ring'), 'as a ring, too').not.to.equal(null);
    for (const second of [60, 61, 90, 119]) expect(await at(second)).to.equal(`The time for wrap-up is over. ${kept}`);
    expect(new Set(said), 'said once').to.have.property('size', 1);
    expect(await at(121)).to.equal(`Wrap-up is 1 min over its time. ${kept}`);
    expect(await at(200)).to.contain('2 min over');
    expect(new Set(said).size).to.equal(3);
    await at(3600);
    expect([
      transport.sent.length,
      find<CtiDispositionForm>(element, 'cti-disposition-form').shadowRoot?.querySelector('input')?.value,
    ]).to.deep.equal([before, '']);
    expect([find(element, '[part=reminder] .outcome').role, find(element, '[part=timer]').role]).to.deep.equal([
      'status',
      'timer',
    ]);
    expect(text(element, '.who')).to.equal('091000000 Over time 59:00 Sale outbound');
    expect(text(element, '.ended')).to.contain('Talked 1:15');
  });

  it('reminds of nothing once the result is saved', async () => {
    const { element, at, of } = await afterCall();
    expect(focused(element), 'the result comes first').to.equal('cti-disposition-form');
    const form = find<CtiDispositionForm>(element, 'cti-disposition-form');
    const result = form.shadowRoot?.querySelector('input') as HTMLInputElement;
    result.value = 'Sale';
    result.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await form.dispose();
    await settled(element);
    expect([of('dispose').length, await at(600), stateOf(element)]).to.deep.equal([1, '', 'Saved']);
    await clickIn(element, '[name=next]');
    expect(stateOf(element)).to.equal('Ready');
    expect(text(element, '[part=day] li')).to.contain('091000000 Sale');
  });

  it('has no limit unless it is set: the time goes up, and nobody is reminded', async () => {
    const { element, at } = await afterCall(html`<cti-panel .dispositions=${tree}></cti-panel>`);
    expect([await at(6000), text(element, '[part=timer]'), find(element, '.ring'), stateOf(element)]).to.deep.equal([
      '',
      '1:40:00',
      null,
      'Wrap-up',
    ]);
  });

  it('goes on where it was after a reload', async () => {
    const { client, at } = await afterCall();
    const { element } = await setup({ panel: timed });
    Object.defineProperty(element, 'client', { value: client, writable: true });
    element.requestUpdate();
    await at(30);
    element.requestUpdate();
    await settled(element);
    expect([stateOf(element), text(element, '[part=timer]')]).to.deep.equal(['Wrap-up', '0:30']);
  });

  it('lets the agent say that the call has ended, which nobody told the page', async () => {
    const { element, transport } = await onCall({ panel: timed });
    const before = transport.sent.length;
    expect(text(element, '[name=next]')).to.contain('Mark as ended');
    await clickIn(element, '[name=next]');
    expect([stateOf(element), focused(element), transport.sent.length]).to.deep.equal([
      'Wrap-up',
      'cti-disposition-form',
      before,
    ]);
  });

  it('writes times with hours where it needs them', () => {
    expect([0, 59_999, 60_000, 3_599_000, 3_600_000, 36_061_000, -5].map(durationText)).to.deep.equal([
      '0:00',
      '0:59',
      '1:00',
      '59:59',
      '1:00:00',
      '10:01:01',
      '0:00',
    ]);
  });
});

describe('<cti-panel> and a call of which nobody knows', () => {
  const unknownText = 'The call to 092 may be on. The dialer has not named it yet.';
  const open = async (agent: Agent, width = 480) => {
    const template = html`<div style="width: ${width}px">
      <cti-panel wrap-up="60" .dispositions=${tree}></cti-panel>
    </div>`;
    const session = await mount<HTMLElement>(template, { client: agent.client });
    const element = session.querySelector('cti-panel') as CtiPanel;
    await settled(element);
    return element;
  };
  const unsure = async (agent = new Agent('Ana@x')) => {
    setClock(0);
    await agent.client.send(call('091'));
    setClock(5);
    const element = await open(agent);
    await agent.dialInDoubt('092');
    await settled(element);
    return { agent, element };
  };

  it('says so in the place of the call before, with its number and no time, and the way out', async () => {
    const { element } = await unsure();
    expect([stateOf(element), numberOf(element), find(element, '[part=timer]')]).to.deep.equal([
      'Not confirmed',
      '092',
      null,
    ]);
    expect(text(element, '[part=unknown] [data-state=unknown]'), 'no error').to.equal(unknownText);
    expect(find(element, '.panel').textContent).not.to.contain('091');
    const hangup = find(element, 'cti-hangup-button').shadowRoot!;
    expect(hangup.querySelector('[part=recheck]')?.checkVisibility()).to.equal(true);
    expect(hangup.querySelector('[part=unknown]')?.checkVisibility(), 'the panel says it').to.equal(false);
    const submit = find(element, 'cti-disposition-form').shadowRoot?.querySelector<HTMLButtonElement>('[part~=submit]');
    expect(submit?.disabled).to.equal(true);
  });

  for (const width of [320, 480])
    it(`passes the accessibility audit, ${width} px`, async () => {
      const agent = new Agent('Ana@x');
      await agent.dialInDoubt('092');
      const element = await open(agent, width);
      for (const folded of element.renderRoot.querySelectorAll('details')) folded.open = true;
      await settled(element);
      expect(await audit(element)).to.deep.equal([]);
      expect(element.renderRoot.querySelector('.panel')?.scrollWidth).to.be.at.most(width);
    });

  it('looks again by keyboard; keeps how far the agent was when its guid comes, also over a reload', async () => {
    const { agent, element } = await unsure();
    find(element, '[name=look]').focus();
    await press('Enter');
    await until(() => text(element, '[part=unknown]').includes('The portal has not named it yet.'));
    await clickIn(element, '[name=next]');
    expect(stateOf(element)).to.equal('Wrap-up');
    agent.guidComes('g-2');
    await settled(element);
    expect([stateOf(element), numberOf(element)]).to.deep.equal(['Wrap-up', '092']);
    expect(stateOf(await open(agent))).to.equal('Wrap-up');
  });

  it('shows the call as one that is on once its guid is there', async () => {
    const { agent, element } = await unsure();
    agent.cti = { guid: 'g-2', callerId: '092', data: [], raw: {} };
    await clickIn(element, '[name=look]');
    await until(() => stateOf(element) === 'Dialled');
    await settled(element);
    expect([numberOf(element), find(element, '[part=unknown]'), !!find(element, '[part=timer]')]).to.deep.equal([
      '092',
      null,
      true,
    ]);
  });

  it('ends with the hang-up that was asked for before its guid came', async () => {
    const { agent, element } = await unsure();
    let answer = (_: Reply) => {};
    agent.answer = ({ type }) => (type === 'hangup' ? new Promise((resolve) => (answer = resolve)) : undefined);
    inner(element, 'cti-hangup-button').click();
    await settled(element);
    agent.guidComes('g-2');
    await settled(element);
    answer({ status: 'confirmed', transport: 'fake' });
    await settled(element);
    expect(stateOf(element)).to.equal('Wrap-up');
    const said = find(element, 'cti-hangup-button').shadowRoot?.querySelector('.outcome') as HTMLElement;
    expect([said.textContent?.trim(), said.checkVisibility()]).to.deep.equal(['The call has ended.', true]);
  });

  it('is ready again when the agent says that there is no call', async () => {
    const { element } = await unsure();
    find(element, 'cti-hangup-button').shadowRoot?.querySelector<HTMLElement>('[part=recheck]')?.click();
    await until(() => stateOf(element) === 'Ready');
  });

  it('is not taken for none when the page swaps the session in the middle of the dial', async () => {
    const before = new Agent('Ana@x');
    let cut = () => {};
    before.answer = ({ type }) =>
      type === 'call'
        ? new Promise((_, reject) => (cut = () => reject(new CtiError('CANCELED', 'Stopped.', { maybeSent: true }))))
        : undefined;
    before.transport.close = () => cut();
    const session = await mount<CtiSession>(
      html`<cti-session .client=${before.client} campaign="Sale->"><cti-panel></cti-panel></cti-session>`,
    );
    await session.updateComplete;
    const panel = session.querySelector('cti-panel') as CtiPanel;
    await settled(panel);
    void panel.dial('092');
    await until(() => before.of('call').length);
    session.remove();
    before.client.close();
    const element = await open(new Agent('Ana@x'));
    await until(() => stateOf(element) === 'Not confirmed');
    expect(numberOf(element)).to.equal('092');
  });

  it('keeps how far each agent was to that agent', async () => {
    const ana = new Agent('Ana@x');
    await ana.callComes('g-1', '091');
    const element = await open(ana);
    await clickIn(element, '[name=next]');
    const luz = new Agent('Luz@x');
    await luz.callComes('g-1', '091');
    element.client = luz.client;
    await settled(element);
    expect(stateOf(element)).to.equal('Dialled');
    element.client = ana.client;
    await settled(element);
    expect(stateOf(element)).to.equal('Wrap-up');
  });

  it('keeps the numbers that were dialled last by agent and server, also where the answer comes after its agent has left', async () => {
    const [ana, luz] = [new Agent('Ana@x'), new Agent('Ana@y')];
    let fail = (_: Error) => {};
    ana.answer = ({ type: of }) => (of === 'call' ? new Promise((_, reject) => (fail = reject)) : undefined);
    const element = await open(ana);
    const dialling = element.dial('091', { campaign: 'Sale->' });
    await until(() => ana.of('call').length);
    element.client = luz.client;
    await settled(element);
    fail(new CtiError('CANCELED', 'The session is closed.', { maybeSent: true }));
    await dialling;
    await settled(element);
    const numbers = () =>
      [...element.renderRoot.querySelectorAll('#recent [role=option]')].map((each) => each.textContent);
    expect(numbers()).to.deep.equal([]);
    element.client = ana.client;
    await settled(element);
    expect(numbers()).to.deep.equal(['091']);
  });

  it('leaves what the next agent types alone when a dial of the one before is answered', async () => {
    const [ana, luz] = [new Agent('Ana@x'), new Agent('Luz@x')];
    let answer = (_: Reply) => {};
    ana.answer = ({ type: of }) => (of === 'call' ? new Promise((resolve) => (answer = resolve)) : undefined);
    const element = await open(ana);
    const dialling = element.dial('091', { campaign: 'Sale->' });
    await until(() => ana.of('call').length);
    element.client = luz.client;
    await settled(element);
    await type(element, '091');
    answer({ status: 'confirmed', transport: 'fake', guid: 'g-1' });
    await dialling;
    await settled(element);
    expect(find<HTMLInputElement>(element, '#number').value).to.equal('091');
  });

  it('dials nothing in the name of an agent who came after the dial was asked for', async () => {
    const [ana, luz] = [new Agent('Ana@x'), new Agent('Luz@x')];
    const element = await open(ana);
    const dialling = element.dial('091', { campaign: 'Sale->' });
    element.client = luz.client;
    expect(await dialling).to.equal(undefined);
    await settled(element);
    expect(text(element, '#number-problem')).to.contain('it was cleared, and not sent');
    const own = await element.dial('092', { campaign: 'Sale->' });
    expect([ana.of('call'), luz.of('call').map(({ destination }) => destination), own?.status]).to.deep.equal([
      [],
      ['092'],
      'confirmed',
    ]);
  });

  it('does not take another client of the same agent for the end of the call', async () => {
    const ana = new Agent('Ana@x');
    await ana.callComes('g-1', '091');
    const element = await open(ana);
    element.client = new Agent('Ana@x').client;
    await settled(element);
    expect(stateOf(element)).to.equal('Dialled');
  });
});

describe('<cti-panel> and what was said of the call before', () => {
  it('says nothing of the last customer’s result, callback or tag under the next one', async () => {
    const ana = new Agent('Ana@x');
    await ana.callComes('g-1', '091');
    const session = await mount<HTMLElement>(html`<div><cti-panel .dispositions=${tree}></cti-panel></div>`, {
      client: ana.client,
    });
    const element = session.querySelector('cti-panel') as CtiPanel;
    await settled(element);
    for (const folded of element.renderRoot.querySelectorAll('details')) folded.open = true;
    const form = find<CtiDispositionForm>(element, 'cti-disposition-form');
    const result = form.shadowRoot?.querySelector('input') as HTMLInputElement;
    result.value = 'Sale';
    result.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await form.dispose();
    const recorder = find<HTMLElementTagNameMap['cti-tag-recorder']>(element, 'cti-tag-recorder');
    recorder.value = 'x';
    await recorder.tag();
    inner(element, 'cti-hangup-button').click();
    await settled(element);
    const said = () =>
      ['cti-disposition-form', 'cti-tag-recorder', 'cti-hangup-button'].map((tag) =>
        find(element, tag).shadowRoot?.querySelector('.outcome')?.textContent?.trim(),
      );
    expect(said()).to.deep.equal(['The result is saved. 091 · “Sale”', 'The tag is saved.', 'The call has ended.']);
    await ana.callComes('g-2', '092');
    await settled(element);
    expect(said()).to.deep.equal(['', '', '']);
  });
});
