import { expect } from 'chai';
import { html } from 'lit';
import type { CallNews } from '../../../src/core/call-state.js';
import type { Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { CtiIncoming } from '../../../src/elements/cti-incoming/cti-incoming.js';
import { Dialer, type DialerSetup } from '../calls.fixture.js';
import { audit, define, mount, press, until } from '../elements.fixture.js';

define('cti-incoming', CtiIncoming);

async function setup({ dark = false, ring, ...dialing }: DialerSetup & { dark?: boolean; ring?: string | true } = {}) {
  const dialer = new Dialer(dialing);
  const box = await mount(html`<div style="width: 296px"><cti-incoming .ring=${ring}></cti-incoming></div>`, {
    client: dialer.client,
    dark,
  });
  const element = box.firstElementChild as CtiIncoming;
  await drawn(element);
  return { element, dialer, got: dialer.got };
}

async function drawn(element: CtiIncoming): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await Promise.resolve();
    await element.updateComplete;
  }
}

const find = (element: CtiIncoming, selector: string) =>
  element.renderRoot.querySelector<HTMLElement>(selector) as HTMLElement;
const words = (node: Element | null) => node?.textContent.replace(/\s+/g, ' ').trim();
const rows = (element: CtiIncoming) => [...element.renderRoot.querySelectorAll('li')];
const ana: Partial<CallNews> = {
  name: 'Ana Pérez',
  campaign: 'Ventas',
  data: [
    ['account', '7781'],
    ['note', '<b>x</b>'],
  ],
};

/** What is said of a ring that is not heard. */
const silence = (element: CtiIncoming) => words(element.renderRoot.lastElementChild);

/** What sounds in this page, in the place of the browser's own sound. */
class Sounds {
  readonly begun: string[] = [];
  readonly ended: string[] = [];
  tones = 0;
  /** Somebody pressed in the page. */
  resume: () => void = () => undefined;
  readonly #audio = window.Audio;
  readonly #context = window.AudioContext;

  constructor({
    state = 'running',
    play = () => Promise.resolve(),
  }: { state?: string; play?: () => Promise<void> } = {}) {
    const { begun, ended } = this;
    window.Audio = function (address: string) {
      return { play: () => (begun.push(address), play()), pause: () => ended.push(address), removeAttribute: () => {} };
    } as never;
    const part = () => ({
      connect: () => {},
      frequency: { value: 0 },
      gain: { setValueAtTime: () => {}, linearRampToValueAtTime: () => {} },
      start: () => (this.tones += 1),
      stop: () => {},
    });
    const made = (context: { state: string; onstatechange?: () => void }) =>
      (this.resume = () => ((context.state = 'running'), context.onstatechange?.()));
    window.AudioContext = class {
      state = state;
      readonly resume = () => new Promise(() => undefined);
      readonly currentTime = 0;
      readonly createGain = part;
      readonly createOscillator = part;
      constructor() {
        begun.push('tone');
        made(this);
      }
      close() {
        ended.push('tone');
        return Promise.resolve();
      }
    } as never;
  }

  end(): void {
    window.Audio = this.#audio;
    window.AudioContext = this.#context;
  }
}

describe('<cti-incoming>', () => {
  let sounds: Sounds | undefined;
  afterEach(() => {
    sounds?.end();
    sounds = undefined;
  });

  for (const dark of [false, true])
    it(`passes the accessibility audit, and fits 320 px: nobody, one with data, two, ${dark ? 'dark' : 'light'}`, async () => {
      const { element, dialer } = await setup({ dark });
      expect([await audit(element), element.offsetHeight]).to.deep.equal([[], 0]);
      dialer.tell('a', 'incoming', ana);
      await drawn(element);
      expect(await audit(element)).to.deep.equal([]);
      dialer.tell('b', 'incoming', { number: '098344484', name: 'x'.repeat(200) });
      await drawn(element);
      expect(await audit(element)).to.deep.equal([]);
      expect(find(element, 'ul').scrollWidth).to.be.at.most(296);
    });

  it('says who calls: number, name, campaign and variables as text, each call in a row of its own', async () => {
    const { element, dialer } = await setup();
    dialer.tell('a', 'incoming', ana);
    dialer.tell('b', 'incoming', { number: '098344484' });
    await drawn(element);
    expect(rows(element).map((row) => words(row.querySelector('.who')))).to.deep.equal([
      'Ana Pérez 091 000 000 Ventas',
      '098344484',
    ]);
    expect([...element.renderRoot.querySelectorAll('dd')].map(words)).to.deep.equal(['7781', '<b>x</b>']);
    expect(find(element, '.number bdi').dir).to.equal('ltr');
  });

  it('answers and rejects the call of its row, by click and by Enter', async () => {
    const { element, dialer, got } = await setup();
    dialer.tell('a', 'incoming');
    dialer.tell('b', 'incoming', { number: '098344484' });
    await drawn(element);
    const [first, second] = rows(element);
    second?.querySelector<HTMLElement>('[name=answer]')?.click();
    first?.querySelector<HTMLElement>('[name=reject]')?.focus();
    await press('Enter');
    await drawn(element);
    expect(got).to.deep.equal([
      { type: 'answer', call: 'b' },
      { type: 'reject', call: 'a' },
    ]);
    dialer.tell('b', 'connected');
    dialer.tell('a', 'ended');
    await drawn(element);
    expect([rows(element).length, element.offsetHeight]).to.deep.equal([0, 0]);
  });

  it('tells of each call once by an alert, however often its dialer does, and empties it with the call', async () => {
    const { element, dialer } = await setup();
    const alert = find(element, '[role=alert]');
    let changes = 0;
    new MutationObserver((all) => (changes += all.length)).observe(alert, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    dialer.tell('a', 'incoming', ana);
    await drawn(element);
    expect(words(alert)).to.equal('Ana Pérez 091 000 000 calls, for Ventas.');
    await Promise.resolve();
    const before = changes;
    for (const name of ['Ana', 'Ana P.']) {
      dialer.tell('a', 'incoming', { name });
      await drawn(element);
    }
    expect([changes, words(find(element, '.who'))]).to.deep.equal([before, 'Ana P. 091 000 000 Ventas']);
    dialer.tell('b', 'incoming', { number: '098344484' });
    await drawn(element);
    expect(alert.children).to.have.length(2);
    dialer.tell('a', 'ended');
    await drawn(element);
    expect(words(alert)).to.equal('098344484 calls.');
  });

  it('says why a call cannot be taken here, and shows it all the same', async () => {
    const { element, dialer } = await setup({ can: ['call'] });
    dialer.tell('a', 'incoming');
    await drawn(element);
    expect([element.renderRoot.querySelector('button'), words(find(element, '.hint'))]).to.deep.equal([
      null,
      'Answer on your phone. This dialer knows no answer.',
    ]);
    const { element: half, dialer: other } = await setup({ can: ['answer'] });
    other.tell('a', 'incoming');
    await drawn(half);
    expect([...half.renderRoot.querySelectorAll('button')].map(({ name }) => name)).to.deep.equal(['answer']);
  });

  it('answers once, and says in its row what failed', async () => {
    let fail = (_: CtiError) => {};
    const { element, dialer, got } = await setup({ answer: () => new Promise<Reply>((_, reject) => (fail = reject)) });
    dialer.tell('a', 'incoming');
    await drawn(element);
    find(element, '[name=answer]').click();
    find(element, '[name=answer]').click();
    find(element, '[name=reject]').click();
    await until(() => got.length);
    fail(new CtiError('REJECTED', 'Somebody else has it.'));
    await until(() => words(find(element, '.outcome')) === 'Somebody else has it.');
    expect(got).to.deep.equal([{ type: 'answer', call: 'a' }]);
  });

  it('says that it needs a session outside of one', async () => {
    const element = await mount<CtiIncoming>(html`<cti-incoming></cti-incoming>`);
    expect(words(element.renderRoot.querySelector('.hint'))).to.equal('This control needs a <cti-session> around it.');
  });

  it('asks for the one that is meant where several call', async () => {
    const { element, dialer, got } = await setup();
    dialer.tell('a', 'incoming');
    expect(await element.answer()).to.equal(true);
    dialer.tell('b', 'incoming');
    expect(await element.reject()).to.equal(false);
    expect(await element.reject('b')).to.equal(true);
    expect(got).to.deep.equal([
      { type: 'answer', call: 'a' },
      { type: 'reject', call: 'b' },
    ]);
  });

  describe('rings', () => {
    it('not where the page does not want it', async () => {
      sounds = new Sounds();
      const { element, dialer } = await setup();
      dialer.tell('a', 'incoming');
      await drawn(element);
      expect(sounds.begun).to.deep.equal([]);
    });

    it('by its attribute: the sound of an address, or a tone where it is empty', async () => {
      for (const [attribute, sound] of [
        ['', 'tone'],
        ['/ring.mp3', '/ring.mp3'],
      ] as const) {
        sounds = new Sounds();
        const { element, dialer } = await setup();
        element.setAttribute('ring', attribute);
        dialer.tell('a', 'incoming');
        await drawn(element);
        expect([sounds.begun, sounds.ended]).to.deep.equal([[sound], []]);
        element.removeAttribute('ring');
        await drawn(element);
        expect(sounds.ended).to.deep.equal([sound]);
        sounds.end();
      }
    });

    const ends: Record<string, (page: Awaited<ReturnType<typeof setup>>) => unknown> = {
      answered: ({ element }) => element.answer(),
      rejected: ({ element }) => element.reject(),
      'over before that': ({ dialer }) => dialer.tell('a', 'ended'),
      'taken at the phone': ({ dialer }) => dialer.tell('a', 'connected'),
      'shown no more': ({ element }) => element.remove(),
      'of a closed session': ({ dialer }) => dialer.client.close(),
    };
    for (const [end, act] of Object.entries(ends))
      it(`once, until the call is ${end}`, async () => {
        sounds = new Sounds();
        const page = await setup({ ring: true });
        page.dialer.tell('a', 'incoming');
        await drawn(page.element);
        page.dialer.tell('a', 'incoming', { name: 'Ana' });
        await drawn(page.element);
        expect([sounds.begun, sounds.ended]).to.deep.equal([['tone'], []]);
        void act(page);
        await drawn(page.element);
        expect([sounds.begun, sounds.ended]).to.deep.equal([['tone'], ['tone']]);
      });

    it('on where the page stops the press', async () => {
      sounds = new Sounds();
      const { element, dialer } = await setup({ ring: true });
      element.addEventListener('cti-request', (event: Event) => event.preventDefault());
      dialer.tell('a', 'incoming');
      await element.answer();
      await drawn(element);
      expect(sounds.begun.length - sounds.ended.length).to.equal(1);
    });

    it('once it may, and by no tone more than one at a time', async () => {
      sounds = new Sounds({ state: 'suspended' });
      const { dialer } = await setup({ ring: true });
      dialer.tell('a', 'incoming');
      await until(() => sounds?.begun.length === 1);
      expect(sounds.tones).to.equal(0);
      sounds.resume();
      expect(sounds.tones).to.equal(2); // the two frequencies of one
    });

    it('on where the call surely was not taken', async () => {
      sounds = new Sounds();
      const { element, dialer } = await setup({
        ring: true,
        answer: () => Promise.reject(new CtiError('REJECTED', 'No.')),
      });
      dialer.tell('a', 'incoming');
      await element.answer();
      await drawn(element);
      expect(sounds.begun.length - sounds.ended.length).to.equal(1);
    });

    it('and says once that the browser lets it not, before a press in the page', async () => {
      for (const [ring, options] of [
        [true, { state: 'suspended' }],
        ['/ring.mp3', { play: () => Promise.reject(new DOMException('No gesture.', 'NotAllowedError')) }],
      ] as const) {
        sounds = new Sounds(options);
        const { element, dialer } = await setup({ ring });
        const said = () => silence(element);
        dialer.tell('a', 'incoming');
        await until(() => said() === 'It does not ring: the browser lets a page sound only after a press in it.');
        expect(await audit(element)).to.deep.equal([]);
        dialer.tell('a', 'ended');
        await drawn(element);
        expect(said()).to.equal('');
        dialer.tell('b', 'incoming');
        await until(() => sounds?.begun.length === 2);
        await drawn(element);
        expect(said()).to.equal('');
        sounds.end();
      }
    });

    it('and says that a sound cannot be played', async () => {
      sounds = new Sounds({ play: () => Promise.reject(new DOMException('What is that?', 'NotSupportedError')) });
      const { element, dialer } = await setup({ ring: '/no.mp3' });
      dialer.tell('a', 'incoming');
      await until(() => silence(element) === 'It does not ring: the sound cannot be played.');
    });
  });
});
