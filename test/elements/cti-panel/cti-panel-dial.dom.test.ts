import { expect } from 'chai';
import type { Command, Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { press, typeKeys } from '../elements.fixture.js';
import {
  agents,
  agree,
  field,
  find,
  focused,
  heading,
  inner,
  isShown,
  onCall,
  portalSays,
  settled,
  setup,
  text,
  type,
} from './cti-panel.fixture.js';

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
    expect(text(element, '#plan')).to.equal('Dials +598 (91) 000-000 for Sale->, exactly as typed.');
    expect(of('call')).to.deep.equal([]);
    await press('Enter');
    await settled(element);
    expect(of('call')).to.deep.equal([{ type: 'call', destination: '+598 (91) 000-000', campaign: 'Sale->' }]);
    expect([heading(element), field(element).value, focused(element)]).to.deep.equal(['On a call', '', 'head']);
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
    expect([of('call').length, heading(element)]).to.deep.equal([1, 'On a call']);
  });

  it('refuses what the command check refuses, with its sentence at the field, and nothing typed is lost [C-065]', async () => {
    const { element, of } = await setup();
    for (const [number, why] of [
      ['091:092', 'no colon'],
      [' ', 'Enter a number.'],
    ] as const) {
      await type(element, number);
      inner(element, 'cti-call-button').click();
      await settled(element);
      expect(text(element, '#number-problem')).to.contain(why);
      expect(isShown(element, '#plan'), 'it will not be dialled').to.equal(false);
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
    for (const [code, isRecent] of [
      ['REJECTED', false],
      ['TIMEOUT', true],
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
      expect([heading(element), options(element)], 'what may have been dialled is remembered').to.deep.equal([
        'Ready',
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
    expect([heading(element), field(element).value, focused(element)]).to.deep.equal(['On a call', '0915', 'number']);
  });

  it('dials for a program’s campaign, and forgets it with another number', async () => {
    const { element, of } = await setup({
      answer: (command) => (command.type === 'call' ? Promise.reject(new CtiError('REJECTED', 'No.')) : agree(command)),
    });
    await element.dial('091', { campaign: 'Help->' });
    expect(text(element, '#plan')).to.contain('for Help->');
    await element.dial();
    await type(element, '092');
    await element.dial();
    expect(of('call').map((each) => 'campaign' in each && each.campaign)).to.deep.equal(['Help->', 'Help->', 'Sale->']);
  });
});
