import { expect } from 'chai';
import type { NumberPolicy } from '../../../src/numbers/number-policy.js';
import { box, buttons, numbers, said, settled, setup, until } from './cti-dialable.fixture.js';
import { press, typeKeys } from '../elements.fixture.js';

const labels = (element: Element) => buttons(element).map(({ ariaLabel }) => ariaLabel);

describe('<cti-dialable> and its content @engines', () => {
  for (const content of [
    '<a href="/x">091 000 000</a>',
    '<button type="button">091 000 000</button>',
    '<textarea>091 000 000</textarea>',
    '<select><option>091 000 000</option></select>',
    '<p contenteditable="true">091 000 000</p>',
    '<div contenteditable=""><p>091 000 000</p></div>',
    '<code>091 000 000</code>',
    '<pre>091 000 000</pre>',
    '<script type="text/plain">091 000 000</script>',
    '<style>/* 091 000 000 */</style>',
    '<p data-cti-skip="">091 <b>Call 091 000 000</b></p>',
    '<p aria-hidden="true">091 000 000</p>',
    '<div role="option">091 000 000</div>',
    '<cti-call-button>091 000 000</cti-call-button>',
  ])
    it(`leaves ${content} alone`, async () => {
      const { element, area } = await setup({ content });
      expect([await settled(element), area.innerHTML]).to.deep.equal([[], content]);
    });

  it('leaves typing beside it alone', async () => {
    const { element, area } = await setup({ content: '<p>091 000 000</p><p contenteditable="true" id="note"></p>' });
    await settled(element);
    const note = area.querySelector<HTMLElement>('#note')!;
    note.focus();
    await typeKeys('call 092 000 000 ok');
    expect([await settled(element), note.textContent, document.activeElement]).to.deep.equal([
      ['091 000 000'],
      'call 092 000 000 ok',
      note,
    ]);
  });

  it('takes up what is no longer marked, and leaves what is', async () => {
    const { element, area } = await setup({ content: '<p data-cti-skip>091 000 000</p><p>092 000 000</p>' });
    expect(await settled(element)).to.deep.equal(['092 000 000']);
    const [first, second] = area.querySelectorAll('p');
    first?.removeAttribute('data-cti-skip');
    second?.setAttribute('data-cti-skip', '');
    await until(() => numbers(element)[0] === '091 000 000');
    expect(second?.innerHTML).to.equal('092 000 000');
  });

  it('knows the country of what is inside another one’s part', async () => {
    const { element } = await setup({
      content: '<p>2901 2345</p><p data-country="AR">011 4345-6789</p>',
      settings: { numberPolicy: 'e164' },
    });
    await settled(element);
    expect(labels(element)).to.deep.equal([
      'Call 2901 2345 (dials +59829012345)',
      'Call 011 4345-6789 (dials +541143456789)',
    ]);
  });

  for (const [policy, dials] of [
    ['as-is', ['099123456', '+59899123456', '+541143456789', '29012345']],
    ['national', ['099123456', '099123456', '+541143456789', '29012345']],
    ['e164', ['+59899123456', '+59899123456', '+541143456789', '+59829012345']],
    [
      ({ national, extension }) => (extension ? `${national},${extension}` : `9${national}`),
      ['9099123456', '9099123456', '901143456789', '29012345,12'],
    ],
  ] as [NumberPolicy, string[]][])
    it(`dials what it says, number-policy ${typeof policy === 'string' ? policy : 'a function'}`, async () => {
      const content = '<p>099 123 456</p><p>+598 99 123 456</p><p>+54 11 4345-6789</p><p>2901 2345 ext. 12</p>';
      const { element, sent } = await setup({ content, settings: { numberPolicy: policy } });
      await settled(element);
      for (const [at, button] of buttons(element).entries()) {
        expect(button.ariaLabel).to.contain(`(dials ${dials[at]}`);
        button.click();
        await until(() => sent.length > at && said(element).startsWith(`Calling ${dials[at]}.`));
      }
      expect(sent.map((command) => 'destination' in command && command.destination)).to.deep.equal(dials);
      expect(buttons(element)[3]?.ariaLabel?.includes('not dialled')).to.equal(typeof policy === 'string');
    });

  it('leaves text what the page’s own policy does not dial, and follows another policy', async () => {
    const { element } = await setup({
      content: '<p>099 123 456 or 2901 2345</p>',
      settings: { numberPolicy: ({ national }) => (national.startsWith('0') ? '' : national) },
    });
    await until(() => numbers(element)[0] === '2901 2345');
    element.numberPolicy = 'e164';
    await until(() => labels(element)[0] === 'Call 099 123 456 (dials +59899123456)');
  });

  it('lets a tel: link dial, made after it too, with its extension told', async () => {
    const { element, area, sent } = await setup({ content: '' });
    area.innerHTML = '<p><a href="tel:+598-2901-2345;ext=12"><b>Office</b></a></p>';
    area.querySelector('b')!.addEventListener('click', (event) => event.stopPropagation());
    area.querySelector('a')!.focus();
    await until(() =>
      box(element, 'tip').textContent?.includes('Dials +59829012345 for Sale->. Extension 12 is not dialled.'),
    );
    expect(area.querySelector('a')!.getAttribute('aria-description')).to.contain('Dials +59829012345');
    area.querySelector('b')!.click();
    await until(() => said(element).startsWith('Calling +59829012345. Ask for extension 12'));
    expect(sent).to.deep.equal([{ type: 'call', destination: '+59829012345', campaign: 'Sale->' }]);
  });

  it('dials a tel: link by the policy', async () => {
    const { element, area } = await setup({
      content: '<a href="tel:099%20123%20456">Ana</a>',
      settings: { numberPolicy: 'e164' },
    });
    area.querySelector('a')!.click();
    await until(() => said(element) === 'Calling +59899123456.');
  });

  for (const [why, content, init, can] of [
    ['with a key held', '<a href="tel:1">Ana</a>', { ctrlKey: true }, undefined],
    ['where nothing can call', '<a href="tel:1">Ana</a>', {}, ['hangup']],
    ['that is marked', '<p data-cti-skip><a href="tel:1">Ana</a></p>', {}, undefined],
    ['in editable text', '<p contenteditable="true"><a href="tel:1">Ana</a></p>', {}, undefined],
    ['of another kind', '<a href="#tel:1">Ana</a>', {}, undefined],
  ] as const)
    it(`leaves a link ${why} a link`, async () => {
      const { element, area, sent } = await setup({ content, ...(can && { can: [...can] }) });
      let isLeft = false;
      element.addEventListener('click', (event) => {
        isLeft = !event.defaultPrevented;
        event.preventDefault();
      });
      area.querySelector('a')!.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...init }));
      expect([isLeft, sent]).to.deep.equal([true, []]);
    });

  it('makes a number far away a button when the Tab key comes to it, forwards and backwards', async () => {
    const far = '<div class="far"></div><p>092 000 000</p><div class="far"></div>';
    const { element, area } = await setup({
      content: `<p>091 000 000</p><button type="button" id="before">1</button>${far}<button type="button" id="after">2</button>`,
    });
    for (const each of area.querySelectorAll<HTMLElement>('.far')) each.style.height = '50000px';
    await until(() => numbers(element).includes('091 000 000'));
    for (const [from, key] of [
      ['before', 'Tab'],
      ['after', 'Shift+Tab'],
    ] as const) {
      element.disabled = true;
      await until(() => !numbers(element).length);
      element.disabled = false;
      scrollTo(0, 0);
      await until(() => numbers(element).includes('091 000 000'));
      expect(numbers(element)).to.deep.equal(['091 000 000']);
      area.querySelector<HTMLElement>(`#${from}`)!.focus({ preventScroll: true });
      await press(key);
      expect(document.activeElement?.textContent).to.equal('092 000 000');
    }
  });
});
