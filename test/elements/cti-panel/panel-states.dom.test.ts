// The panel in every state that a call can be in: the hang-up stays where it is, and the audit finds nothing.
import { expect } from 'chai';
import { html } from 'lit';
import { CtiError } from '../../../src/core/errors.js';
import type { CtiPanel } from '../../../src/elements/cti-panel/cti-panel.js';
import type { CtiRespoolEditor } from '../../../src/elements/cti-respool-editor/cti-respool-editor.js';
import { Outbox } from '../../../src/outbox/outbox.js';
import { triedEntry } from '../../samples.js';
import { Dialer } from '../calls.fixture.js';
import { audit, mount } from '../elements.fixture.js';
import '../../../src/define.js';
import '../../../src/define-crm.js';
import {
  choose,
  clickIn,
  find,
  inner,
  leave,
  setClock,
  settled,
  stateOf,
  text,
  tree,
  type,
} from './cti-panel.fixture.js';

interface Look {
  width: number;
  density?: 'compact' | 'comfortable';
  dark?: boolean;
  dir?: 'ltr' | 'rtl';
}

const longName = 'Doña María de los Ángeles Fernández-Etcheverry y Rodríguez de la Fuente, Cooperativa del Sur';

async function open({ width, density = 'comfortable', dark = false, dir = 'ltr' }: Look) {
  setClock(0);
  const dialer = new Dialer({ agent: `Ana ${dir}`, outbox: new Outbox({ agent: '', server: '' }) });
  const box = await mount(
    html`<div dir=${dir} style="width: ${width}px">
      <cti-panel density=${density} wrap-up="60" .dispositions=${tree} .entry=${triedEntry}></cti-panel>
    </div>`,
    { client: dialer.client, campaign: 'Sale->', dark },
  );
  const element = box.querySelector('cti-panel') as CtiPanel;
  dialer.hear({ agent: { state: 'ready' } });
  await settled(element);
  return { element, dialer };
}

/** Brings a panel through all states, one after the other, and looks at each. */
async function walk({ element, dialer }: Awaited<ReturnType<typeof open>>, look: (state: string) => unknown) {
  const at = async (state: string, act: () => unknown = () => undefined) => {
    await act();
    element.requestUpdate();
    await settled(element);
    await look(state);
  };
  const number = '+598 2901 234 567 890';
  await at('idle');
  await at('a number is typed', () => type(element, '+598 (2) 901\u00a02345'));
  await at('and refused', () => type(element, '1-800-FLOWERS'));
  await at('cleared', () => type(element, ''));
  await at('called', () => dialer.tell('in', 'incoming', { name: 'Ana Pérez', campaign: 'Ventas<-' }));
  dialer.tell('in', 'ended');
  await clickIn(element, '[name=next]').catch(() => undefined);
  await at('Dialling', () => dialer.tell('a', 'dialling', { number, campaign: 'Ventas->' }));
  await at('Ringing', () => dialer.tell('a', 'ringing', { number }));
  await at('On call', () => dialer.tell('a', 'connected', { number }));
  await at('with a long name', () => dialer.tell('a', 'connected', { number, name: longName }));
  await at('On hold', () => dialer.tell('a', 'held', { number, name: longName }));
  await at('the outbox is open', () => clickIn(element, '[data-action=outbox]'));
  await at('the keys are open', () => clickIn(element, '[data-action=keys]'));
  await clickIn(element, '[part=help] [name=close]');
  await at('another call comes', () => dialer.tell('b', 'incoming', { number: '099' }));
  dialer.tell('b', 'ended');
  await at('Wrap-up', () => dialer.tell('a', 'ended', { number, name: longName }));
  await at('a result is chosen', () => choose(element, 'Callback'));
  await at('Over time', () => setClock(500));
  await choose(element, 'Sale');
  await at('Saved', () => clickIn(element, '[name=save]'));
  await at('ready again', () => clickIn(element, '[name=next]'));
  dialer.answer = ({ type: of }) =>
    of === 'call' ? Promise.reject(new CtiError('TIMEOUT', 'Nobody knows.', { maybeSent: true })) : undefined;
  await at('Not confirmed', () => element.dial('092'));
}

const named = ['Dialling', 'Ringing', 'On call', 'On hold', 'Wrap-up', 'Over time', 'Saved', 'Not confirmed'];

/** Where the hang-up is in its panel, from the end of the lines: the same on a page that is read from the right. */
function placeOf(element: CtiPanel, dir: string): number[] {
  scrollTo(0, 0); // the head stays in sight while the page scrolls
  const { top, left, right, width, height } = inner(element, 'cti-hangup-button').getBoundingClientRect();
  const panel = element.getBoundingClientRect();
  return [top - panel.top, dir === 'rtl' ? left - panel.left : panel.right - right, width, height];
}

/** All elements in an element, in whatever shadow tree. */
const inDepth = (element: Element): HTMLElement[] =>
  [...element.children, ...(element.shadowRoot?.children ?? [])].flatMap((each) => [
    each as HTMLElement,
    ...inDepth(each),
  ]);

const spacing = new CSSStyleSheet();
spacing.replaceSync(
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }',
);

/** Sets the spacing of WCAG 1.4.12, as a person's own style sheet would. */
function spaceOut(element: Element): void {
  for (const { shadowRoot } of [element, ...inDepth(element)])
    if (shadowRoot && !shadowRoot.adoptedStyleSheets.includes(spacing)) shadowRoot.adoptedStyleSheets.push(spacing);
}

/** What cannot be read of an element's own words. Who is on the line, and the campaign, are cut at the end: their title is whole. */
function faultsOf(element: HTMLElement): string[] {
  const words = [...element.childNodes].map((node) => (node instanceof Text ? node.data.trim() : '')).join('');
  const isHeard = !!element.closest('.hidden') || element.offsetWidth < 2;
  if (!words || isHeard || !element.checkVisibility() || element.closest('h2, .tag')) return [];
  const { fontSize, fontWeight } = getComputedStyle(element);
  const cut = [element, element.parentElement].some((box) => {
    if (!box || getComputedStyle(box).display === 'inline') return false;
    const isClipped = getComputedStyle(box).overflow !== 'visible' && box.scrollHeight > box.clientHeight + 2;
    return isClipped || box.scrollWidth > box.clientWidth + 1;
  });
  const isStrange = Number.parseFloat(fontSize) < 12 || !['400', '600'].includes(fontWeight);
  return cut || isStrange ? [`${element.localName} “${words}”, ${cut ? 'cut' : `${fontSize} ${fontWeight}`}`] : [];
}

describe('<cti-panel> in every state', () => {
  for (const density of ['compact', 'comfortable'] as const)
    for (const width of [320, 480])
      it(`never moves the hang-up by a pixel, from the left and from the right, ${density}, ${width} px`, async () => {
        let first: number[] | undefined;
        for (const dir of ['ltr', 'rtl'] as const) {
          const page = await open({ width, density, dir });
          const seen: string[] = [];
          await walk(page, (state) => {
            const place = placeOf(page.element, dir);
            first ??= place;
            expect(place, `${state}, ${dir}`).to.deep.equal(first);
            expect(page.element.scrollWidth, `${state} fits`).to.be.at.most(width);
            if (named.includes(state)) expect(stateOf(page.element)).to.equal(state);
            seen.push(state);
          });
          expect(seen).to.include.members(named);
          page.element.closest('main')?.remove();
        }
        expect(first?.[2]).to.be.greaterThan(40);
      });

  for (const density of ['compact', 'comfortable'] as const)
    it(`is as high in its head without a call, in a call and after one, ${density}`, async () => {
      const page = await open({ width: 320, density });
      const heights: Record<string, number> = {};
      await walk(page, (state) => (heights[state] ??= find(page.element, '.head').offsetHeight));
      expect([heights['On call'], heights['Wrap-up']]).to.deep.equal([heights['idle'], heights['idle']]);
    });

  it('is as high in its head with a choice of campaigns', async () => {
    const { element } = await open({ width: 320 });
    const before = find(element, '.head').offsetHeight;
    element.campaigns = ['Sale->', 'Ventas de la Cooperativa del Sur->'];
    await settled(element);
    expect([find(element, '[name=campaign]').offsetHeight, find(element, '.head').offsetHeight]).to.deep.equal([
      24,
      before,
    ]);
  });

  it('fills one button in each state: the one that Ctrl + Enter presses', async () => {
    const page = await open({ width: 320 });
    const accent = (() => {
      const probe = page.element.shadowRoot!.appendChild(document.createElement('i'));
      probe.style.color = 'var(--_accent)';
      return getComputedStyle(probe).color;
    })();
    const filled = () =>
      inDepth(page.element)
        .filter((each) => each.matches('button') && each.checkVisibility())
        .filter((each) => getComputedStyle(each).backgroundColor === accent)
        .map((each) => each.getAttribute('name') ?? each.textContent!.trim());
    await walk(page, async (state) => {
      if (state === 'called') expect(filled(), state).to.deep.equal(['answer']);
      else expect(filled(), state).to.have.lengthOf.at.most(1);
      const next = find<CtiRespoolEditor>(page.element, 'cti-respool-editor');
      if (state !== 'a result is chosen') return;
      expect(filled(), state).to.deep.equal(['save-next']);
      await next.focusNext();
      expect(filled(), 'while the focus is where a number is tried').to.deep.equal(['cti']);
      leave();
    });
  });

  it('shows once that a call has ended, in its head, and says it aloud', async () => {
    const { element, dialer } = await open({ width: 320 });
    dialer.tell('a', 'connected');
    await settled(element);
    inner(element, 'cti-hangup-button').click();
    await settled(element);
    dialer.tell('a', 'ended');
    await settled(element);
    const line = find(element, 'cti-hangup-button').shadowRoot?.querySelector('[part~=outcome]');
    const { width, height } = line?.getBoundingClientRect() ?? {};
    expect([line?.textContent.trim(), width, height]).to.deep.equal(['The call has ended.', 1, 1]);
    expect(text(element, '.ended')).to.contain('Call ended');
  });

  it('lets its head scroll away while a keypad makes it high, and keeps it in sight else', async () => {
    const { element, dialer } = await open({ width: 320 });
    const position = () => getComputedStyle(find(element, '.top')).position;
    dialer.tell('a', 'connected');
    await settled(element);
    const keypad = find(element, 'cti-call-controls').shadowRoot!.querySelector<HTMLElement>('[name=keypad]')!;
    const seen = [position()];
    for (const _press of ['open', 'close']) {
      keypad.click();
      await settled(element);
      seen.push(position());
    }
    expect(seen).to.deep.equal(['sticky', 'static', 'sticky']);
  });

  it('names each button of a list by its row', async () => {
    const page = await open({ width: 320 });
    const twice = new Set<string>();
    await walk(page, (state) => {
      for (const list of inDepth(page.element).filter((each) => each.matches('ul, ol, dl'))) {
        const names = [...list.querySelectorAll('button')].map((each) => each.ariaLabel ?? each.textContent!.trim());
        for (const name of names.filter((each, at) => names.indexOf(each) < at)) twice.add(`${state}: ${name}`);
      }
    });
    expect([...twice]).to.deep.equal([]);
  });

  for (const [dir, isSpaced] of [
    ['ltr', false],
    ['ltr', true],
    ['rtl', true],
  ] as const)
    it(`shows all its words in two weights of 12 px and more, ${dir}, with ${isSpaced ? 'the spacing that a person may want' : 'its own spacing'}`, async () => {
      const page = await open({ width: 320, dir });
      const wrong = new Set<string>();
      await walk(page, (state) => {
        const all = inDepth(page.element);
        for (const each of all) if (each instanceof HTMLDetailsElement) each.open = true;
        if (isSpaced) spaceOut(page.element);
        for (const each of all) for (const fault of faultsOf(each)) wrong.add(`${state}: ${fault}`);
      });
      expect([...wrong]).to.deep.equal([]);
    });

  for (const [name, look] of Object.entries<Look>({
    'light, 320 px': { width: 320 },
    'light, 480 px, compact': { width: 480, density: 'compact' },
    'dark, 320 px': { width: 320, dark: true },
    'from the right, 320 px': { width: 320, dir: 'rtl' },
  }))
    it(`passes the accessibility audit: ${name}`, async () => {
      const page = await open(look);
      for (const folded of page.element.renderRoot.querySelectorAll('details')) folded.open = true;
      const wrong: string[] = [];
      await walk(page, async (state) => {
        wrong.push(...(await audit(page.element)).map((each) => `${state}: ${each}`));
      });
      expect(wrong).to.deep.equal([]);
    });

  it('says by a word, an icon and a time where the call is, and empties a ring in the work after it', async () => {
    const { element, dialer } = await open({ width: 320 });
    dialer.tell('a', 'connected');
    await settled(element);
    setClock(65);
    element.requestUpdate();
    await settled(element);
    expect([stateOf(element), text(element, '[part=timer]'), find(element, '.ring')]).to.deep.equal([
      'On call',
      '1:05',
      null,
    ]);
    expect(find(element, '.pill svg'), 'an icon').not.to.equal(null);
    dialer.tell('a', 'held');
    await settled(element);
    expect([stateOf(element), text(element, '[part=timer]')], 'its own time').to.deep.equal(['On hold', '0:00']);
    dialer.tell('a', 'ended');
    await settled(element);
    const left = () => Number.parseFloat(find(element, '.ring .left').getAttribute('stroke-dasharray') ?? '');
    const full = left();
    setClock(95);
    element.requestUpdate();
    await settled(element);
    expect([left() / full, text(element, '[part=timer]')]).to.deep.equal([0.5, '0:30']);
    setClock(200);
    element.requestUpdate();
    await settled(element);
    expect([stateOf(element), text(element, '[part=timer]')]).to.deep.equal(['Over time', '1:15']);
    expect(
      dialer.got.map((each) => each.type),
      'nothing is saved by itself',
    ).not.to.include('dispose');
  });
});
