import { expect } from 'chai';
import { html, render } from 'lit';
import type { Reply, ReplyTo } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import type { CtiDialable } from '../../../src/elements/cti-dialable/cti-dialable.js';
import type { NumberPolicy } from '../../../src/numbers/number-policy.js';
import { turn } from '../../turn.js';
import { Agent } from '../agents.fixture.js';
import { audit, next, press, typeKeys } from '../elements.fixture.js';
import { box, buttons, numbers, placed, said, settled, setup, until } from './cti-dialable.fixture.js';

const two = '<p>Call 091 000 000 or 2901 2345 ext. 12 today</p>';

describe('<cti-dialable>', () => {
  for (const dark of [false, true])
    it(`passes the accessibility audit, ${dark ? 'dark' : 'light'}`, async () => {
      const { element } = await setup({ dark, content: `${two}<p><a href="tel:099123456">Ana</a></p>` });
      expect(await settled(element)).to.have.length(2);
      expect(await audit(element)).to.deep.equal([]);
      buttons(element)[0]?.click();
      await until(() => said(element).includes('Calling'));
      expect(await audit(element)).to.deep.equal([]);
      const { element: off } = await setup({ dark, content: two, can: ['hangup'] });
      expect(await audit(off)).to.deep.equal([]);
    });

  it('makes numbers buttons that say what goes out, and leaves the text as it reads', async () => {
    const { element, area } = await setup({ content: two });
    expect(await settled(element)).to.deep.equal(['091 000 000', '2901 2345 ext. 12']);
    expect(buttons(element).map(({ ariaLabel }) => ariaLabel)).to.deep.equal([
      'Call 091 000 000 (dials 091000000)',
      'Call 2901 2345 ext. 12 (dials 29012345; extension 12 is not dialled)',
    ]);
    expect(area.textContent).to.equal('Call 091 000 000 or 2901 2345 ext. 12 today');
  });

  it('moves nothing on the page', async () => {
    const { element, area } = await setup({
      content: `<p>Waiting for it</p>${two}<table><tr><td>099 123 456</td><td>Ana</td></tr></table>`,
      can: [],
    });
    const places = () =>
      [...area.querySelectorAll('p, td')].map((each) => Object.values(each.getBoundingClientRect().toJSON()));
    element.client = undefined;
    const before = places();
    element.client = (await setup({ content: '' })).client;
    expect(await settled(element)).to.have.length(3);
    expect(places()).to.deep.equal(before);
  });

  it('dials for the session’s campaign by Enter and by the space bar, and tells the page the guid', async () => {
    const { element, sent, client } = await setup({ content: two, callerId: '0900' });
    await settled(element);
    buttons(element)[0]?.focus();
    const result = next(element, 'cti-result');
    await press('Enter');
    const { guid } = (await result).reply as ReplyTo<'call'>;
    expect(guid).to.be.a('string');
    expect(client.current).to.include({ guid, destination: '091000000' });
    buttons(element)[1]?.focus();
    const second = next(element, 'cti-result');
    await press('Space');
    await second;
    expect(sent).to.deep.equal([
      { type: 'call', destination: '091000000', campaign: 'Sale->', callerId: '0900' },
      { type: 'call', destination: '29012345', campaign: 'Sale->', callerId: '0900' },
    ]);
  });

  it('dials once by a key that is held down', async () => {
    const { element, sent } = await setup({ content: two });
    await settled(element);
    const [number] = buttons(element);
    const held = (repeat: boolean) =>
      new KeyboardEvent('keydown', { key: 'Enter', repeat, bubbles: true, cancelable: true });
    expect(number?.dispatchEvent(held(true)), 'nor does it scroll').to.equal(false);
    await turn();
    expect(sent).to.deep.equal([]);
    const result = next(element, 'cti-result');
    number?.dispatchEvent(held(false));
    await result;
    number?.dispatchEvent(held(true));
    await turn();
    expect(sent).to.have.length(1);
  });

  it('prefers its own campaign and caller id to the session’s', async () => {
    const { element, sent } = await setup({ content: two, settings: { campaign: 'Own<-', callerId: '0800' } });
    await settled(element);
    buttons(element)[0]?.click();
    await until(() => sent.length);
    expect(sent).to.deep.equal([{ type: 'call', destination: '091000000', campaign: 'Own<-', callerId: '0800' }]);
  });

  it('shows what will be dialled while a number has the focus, until Escape', async () => {
    const { element } = await setup({ content: two });
    await settled(element);
    buttons(element)[1]?.focus();
    await until(() => box(element, 'tip').matches(':popover-open'));
    expect(box(element, 'tip').textContent).to.contain(
      'Dials 29012345 for Sale, outbound. Extension 12 is not dialled.',
    );
    await press('Escape');
    await until(() => !box(element, 'tip').matches(':popover-open'));
  });

  it('shows how far the call got beside the number, in one live region, and what is left to do', async () => {
    let arrive = (_: Reply) => {};
    const { element } = await setup({ content: two, answer: () => new Promise((resolve) => (arrive = resolve)) });
    await settled(element);
    const [, button] = buttons(element);
    button?.click();
    await until(() => said(element) === 'Sending…');
    expect(button?.ariaBusy).to.equal('true');
    arrive(placed());
    await until(() => said(element).startsWith('Calling'));
    expect(said(element)).to.equal('Calling 29012345. Ask for extension 12, or press its keys when they answer.');
    expect(box(element, 'result').matches(':popover-open')).to.equal(true);
    expect([box(element, 'result').dataset['state'], button?.ariaBusy]).to.deep.equal(['confirmed', null]);
    const [beside, at] = [box(element, 'result').getBoundingClientRect(), button!.getBoundingClientRect()];
    expect(Math.abs(beside.top - at.bottom)).to.be.below(10);
    expect(element.shadowRoot?.querySelectorAll('[role=status]').length).to.equal(1);
    box(element, 'result').querySelector('button')?.click();
    await until(() => !box(element, 'result').matches(':popover-open'));
  });

  it('dials nothing by a second press while a call is on its way, and says so', async () => {
    let arrive = (_: Reply) => {};
    const { element, sent } = await setup({ content: two, answer: () => new Promise((resolve) => (arrive = resolve)) });
    await settled(element);
    const [first, second] = buttons(element);
    first?.click();
    first?.click();
    await until(() => said(element).includes('This number was not dialled'));
    second?.click();
    await until(() => sent.length);
    expect(sent).to.have.length(1);
    arrive(placed());
    await until(() => said(element) === 'Calling 091000000.');
    expect(sent).to.have.length(1);
  });

  it('dials nothing in the name of an agent who came after the press', async () => {
    const [ana, luz] = [new Agent('Ana@x'), new Agent('Luz@x')];
    const { element } = await setup({ content: '<p>091 000 000</p>', client: ana.client });
    await until(() => buttons(element).length);
    buttons(element)[0]!.click();
    element.client = luz.client;
    await element.updateComplete;
    await turn();
    expect([ana.of('call'), luz.of('call')]).to.deep.equal([[], []]);
    buttons(element)[0]!.click();
    await until(() => luz.of('call').length);
  });

  it('tells a refusal in the dialer’s sentence, with its code for support', async () => {
    const { element } = await setup({
      content: two,
      answer: () => Promise.reject(new CtiError('BUSY', 'That number is being dialled.')),
    });
    await settled(element);
    const failed = next(element, 'cti-error');
    buttons(element)[0]?.click();
    expect((await failed).error.code).to.equal('BUSY');
    await until(() => said(element) === 'That number is being dialled.');
    expect(box(element, 'result').textContent).to.contain('BUSY');
    expect(box(element, 'result').getAttribute('part')).to.equal('status error');
  });

  it('asks the page first, and sends nothing when it says no, and says so beside the number', async () => {
    const { element, sent } = await setup({ content: two });
    await settled(element);
    element.addEventListener('cti-request', (event) => event.preventDefault());
    buttons(element)[0]?.click();
    await until(() => said(element));
    expect([sent, said(element), box(element, 'result').getAttribute('part')]).to.deep.equal([
      [],
      'The page stopped this. Nothing was sent.',
      'status',
    ]);
    expect(box(element, 'result').matches(':popover-open')).to.equal(true);
  });

  it('says nothing of its call once another one is here', async () => {
    const agent = new Agent();
    const { element } = await setup({ content: two, client: agent.client });
    await settled(element);
    buttons(element)[0]?.click();
    await until(() => said(element).includes('Calling'));
    await agent.callComes('g-2');
    await element.updateComplete;
    expect([said(element), box(element, 'result').matches(':popover-open')]).to.deep.equal(['', false]);
  });

  it('leaves numbers text where nothing can call, and says why; takes them up when something can', async () => {
    const { element, area } = await setup({ content: two, can: ['hangup'] });
    const why = () => element.shadowRoot?.querySelector<HTMLElement>('.off');
    expect(why()?.textContent).to.equal('Numbers on this page cannot be dialled. The fake cannot call.');
    const { client } = await setup({ content: '' });
    element.client = client;
    await settled(element);
    expect([numbers(element).length, why()?.hidden]).to.deep.equal([2, true]);
    element.disabled = true;
    await until(() => !numbers(element).length);
    expect(area.innerHTML).to.equal(two);
  });

  it('says that it needs a session outside of one', async () => {
    const { element } = await setup({ content: two, client: undefined });
    expect(element.shadowRoot?.querySelector('.off')?.textContent).to.contain('needs a <cti-session>');
  });

  it('says which country it does not know', async () => {
    const { element } = await setup({ content: two, country: 'XX' });
    await until(() => element.shadowRoot?.querySelector('.off')?.textContent?.includes('“XX” is not a country code'));
  });

  it('dials only what it has made itself, whatever the content says it is', async () => {
    const { element, area, sent } = await setup({
      content: '<cti-number role="button" tabindex="0">0900 900 900</cti-number>',
    });
    await settled(element);
    area.querySelector<HTMLElement>('cti-number')?.click();
    await settled(element);
    expect(sent).to.deep.equal([]);
  });
});

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
    '<div data-cti-untrusted=""><p>091 <b>Call 091 000 000</b></p></div>',
    '<div data-cti-untrusted=""><form><input name="getAttribute"><input name="parentElement">091 000 000</form></div>',
    '<p aria-hidden="true">091 000 000</p>',
    '<div role="option">091 000 000</div>',
    '<cti-call-button>091 000 000</cti-call-button>',
  ])
    it(`leaves ${content} alone`, async () => {
      const { element, area } = await setup({ content });
      expect([await settled(element), area.innerHTML]).to.deep.equal([[], content]);
    });

  it('finds the numbers of a form whose fields are named like what an element has', async () => {
    const names =
      'parentNode parentElement localName getAttribute hasAttribute firstChild nextSibling previousSibling closest matches querySelectorAll textContent';
    const fields = names.split(' ').map((name) => `<input name="${name}">`);
    const { element, area } = await setup({
      content: `<form style="display: inline">${fields.join('')}<p>091 000 000</p> 092 000 000</form> 093 000 000`,
    });
    expect(await settled(element)).to.deep.equal(['091 000 000', '092 000 000', '093 000 000']);
    area.querySelector('input')!.after('094 000 000');
    await until(() => numbers(element).includes('094 000 000'));
  });

  it('makes a number text again when what it stands in is marked as others’ content', async () => {
    const { element, area } = await setup({ content: '<p>091 000 000</p>' });
    expect(await settled(element)).to.deep.equal(['091 000 000']);
    area.setAttribute('data-cti-untrusted', '');
    await until(() => !numbers(element).length);
    expect(area.innerHTML).to.equal('<p>091 000 000</p>');
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
      settings: { numberPolicy: 'e164', countries: 'AR' },
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
      const { element, sent } = await setup({
        content,
        destinations: { pauses: true },
        settings: { numberPolicy: policy },
      });
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
      box(element, 'tip').textContent?.includes('Dials +59829012345 for Sale, outbound. Extension 12 is not dialled.'),
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

  it('finds numbers as the page shows them, over line ends and tabs of its source', async () => {
    const source = 'Phone: 099\n                        123\t456';
    const { element, area } = await setup({ content: `<p>${source}</p><p>A <b>+598</b>\n     99 123 456</p>` });
    expect(await settled(element)).to.deep.equal(['099\n                        123\t456']);
    expect(labels(element)[0]).to.contain('(dials 099123456)');
    expect(area.querySelector('p')?.textContent).to.equal(source);
  });

  it('takes two lines that are kept for two', async () => {
    const { element } = await setup({
      content:
        '<p style="white-space: pre-wrap">099\n123 456</p><p style="white-space: pre-line">099 654 321\n2901 2345</p>',
    });
    expect(await settled(element)).to.deep.equal(['099 654 321', '2901 2345']);
  });

  it('hears a country of the content only where it is one of its countries', async () => {
    const content = '<p data-country="LT">091 000 000</p><p data-country="lv">2123 4567</p>';
    const { element } = await setup({ content, settings: { numberPolicy: 'e164' } });
    await settled(element);
    expect(labels(element)).to.deep.equal([
      'Call 091 000 000 (dials +59891000000)',
      'Call 2123 4567 (dials +59821234567)',
    ]);
    element.countries = 'ee LV';
    await until(() => labels(element)[1] === 'Call 2123 4567 (dials +37121234567)');
    expect(labels(element)[0]).to.equal('Call 091 000 000 (dials +59891000000)');
  });

  describe('a number of another country than its own', () => {
    const content =
      '<p data-country="LV">2123 4567, 2123 4568, +371 2123 4569, <a href="tel:21234567">Jānis</a></p><p>2901 2345</p>';
    const asked = 'Dials +37121234567 (Latvia) for Sale, outbound. Press again to call.';
    const open = async () => {
      const page = await setup({ content, settings: { numberPolicy: 'e164', countries: 'LV' } });
      await settled(page.element);
      return page;
    };

    it('is shown by the first press, and dialled by the second', async () => {
      const { element, sent } = await open();
      const [number] = buttons(element);
      number?.click();
      await until(() => said(element) === asked);
      expect(box(element, 'result').matches(':popover-open')).to.equal(true);
      expect(await audit(element)).to.deep.equal([]);
      expect(sent).to.deep.equal([]);
      number?.click();
      await until(() => said(element) === 'Calling +37121234567.');
      expect(sent).to.have.length(1);
    });

    it('is shown and dialled by the keyboard, too', async () => {
      const { element, sent } = await open();
      buttons(element)[0]?.focus();
      await press('Enter');
      await until(() => said(element) === asked);
      expect(sent).to.deep.equal([]);
      await press('Space');
      await until(() => sent.length);
      expect(sent[0]).to.include({ destination: '+37121234567' });
    });

    it('is shown again when something else was pressed in between, or Escape', async () => {
      const { element, sent } = await open();
      const [first, second] = buttons(element);
      first?.click();
      await until(() => said(element) === asked);
      second?.click();
      await until(() => said(element).includes('+37121234568'));
      first?.click();
      await until(() => said(element) === asked);
      await press('Escape');
      await until(() => !said(element));
      first?.click();
      await until(() => said(element) === asked);
      expect(sent).to.deep.equal([]);
    });

    it('is shown first in a link, too', async () => {
      const { element, area, sent } = await open();
      area.querySelector('a')?.click();
      await until(() => said(element) === asked);
      area.querySelector('a')?.click();
      await until(() => sent.length);
    });

    it('is not asked about where it is written with +, nor is one of its own', async () => {
      const { element, sent } = await open();
      for (const [at, index] of [2, 3].entries()) {
        buttons(element)[index]?.click();
        await until(() => sent.length > at);
      }
    });
  });

  describe('in a row that opens by a press', () => {
    const heard = [
      'click',
      'pointerdown',
      'mousedown',
      'pointerup',
      'mouseup',
      'dblclick',
      'keydown',
      'keyup',
    ] as const;

    /** A table whose rows write down what they hear, and so does the page around. */
    async function table(settings: Partial<CtiDialable> = {}) {
      const page = await setup({
        content:
          '<table><tr><td>099 123 456</td><td><a href="tel:2901-2345">Office</a></td><td id="name">Ana</td></tr></table>',
        settings,
      });
      if (!settings.disabled) await settled(page.element);
      const opened: string[] = [];
      for (const type of heard)
        for (const each of [page.area.querySelector('tr')!, page.element.parentElement!])
          each.addEventListener(type, (event) => {
            opened.push(event.type);
            event.preventDefault();
          });
      return { ...page, opened };
    }

    /** All that a press by the mouse is. */
    function click(target: Element, init: MouseEventInit = {}) {
      const all = { bubbles: true, cancelable: true, composed: true, ...init };
      for (const type of ['pointerdown', 'pointerup']) target.dispatchEvent(new PointerEvent(type, all));
      for (const type of ['mousedown', 'mouseup', 'click']) target.dispatchEvent(new MouseEvent(type, all));
    }

    it('dials, and the row does not open', async () => {
      const { element, area, sent, opened } = await table();
      const results: Event[] = [];
      element.parentElement!.addEventListener('cti-result', (event) => results.push(event));
      click(buttons(element)[0]!);
      await until(() => results.length === 1);
      click(area.querySelector('a')!);
      await until(() => results.length === 2);
      expect([sent.length, opened]).to.deep.equal([2, []]);
    });

    it('dials by the keyboard, and the row does not open', async () => {
      const { element, area, sent, opened } = await table();
      for (const [at, target] of [buttons(element)[0]!, area.querySelector('a')!].entries()) {
        target.focus();
        await press('Enter');
        await until(() => sent.length > at && !said(element).includes('Sending'));
      }
      expect(opened).to.deep.equal([]);
    });

    it('leaves to the row what is no press on a number', async () => {
      const { area, sent, opened } = await table();
      click(area.querySelector('#name')!);
      click(area.querySelector('a')!, { ctrlKey: true });
      expect(opened.filter((type) => type === 'click')).to.have.length(4);
      expect(sent).to.deep.equal([]);
    });

    it('lets the page hear the end of a press that began beside the number', async () => {
      const { element, area, opened } = await table();
      const [number] = buttons(element);
      const all = { bubbles: true, composed: true };
      for (const place of [area.querySelector('#name')!, document.body]) {
        number!.dispatchEvent(new PointerEvent('pointerdown', all));
        place.dispatchEvent(new PointerEvent('pointerdown', all));
        opened.length = 0;
        number!.dispatchEvent(new PointerEvent('pointerup', all));
        number!.dispatchEvent(new MouseEvent('mouseup', all));
        expect(opened).to.deep.equal(['pointerup', 'pointerup', 'mouseup', 'mouseup']);
      }
    });

    it('keeps a press on what it says beside the number from what is around it', async () => {
      const { element, opened } = await table();
      click(buttons(element)[0]!);
      await until(() => !said(element).includes('Sending') && box(element, 'result').matches(':popover-open'));
      const close = box(element, 'result').querySelector('button')!;
      close.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true, composed: true }));
      click(close);
      expect(opened).to.deep.equal(['keydown']);
      await element.updateComplete;
      expect(box(element, 'result').matches(':popover-open')).to.equal(false);
    });

    it('leaves all to the row while it is switched off', async () => {
      const { area, opened } = await table({ disabled: true });
      click(area.querySelector('td')!);
      click(area.querySelector('a')!);
      expect(opened.filter((type) => type === 'click')).to.have.length(4);
    });
  });

  it('asks beside the number before it dials one that is asked about first, and gives the focus back', async () => {
    const { element, area, sent } = await setup({ content: '<p>Call <a href="tel:112">112</a> now.</p>' });
    const link = area.querySelector('a')!;
    link.focus();
    await press('Enter');
    const inBox = (name: string) => box(element, 'result').querySelector<HTMLButtonElement>(`[name=${name}]`);
    await until(() => element.shadowRoot?.activeElement === inBox('yes') && inBox('yes'), 'Call has the focus');
    expect([said(element), sent]).to.deep.equal(['112 is an emergency number. Call it?', []]);
    expect(await audit(element)).to.deep.equal([]);
    inBox('no')!.click();
    await element.updateComplete;
    expect([said(element), sent, document.activeElement === link]).to.deep.equal(['Not called.', [], true]);
    await press('Enter');
    await until(() => element.shadowRoot?.activeElement === inBox('yes') && inBox('yes'), 'Call has the focus again');
    await press('Enter');
    await until(() => sent.length, 'it is dialled');
    expect(sent[0]).to.include({ destination: '112' });
  });

  it('says beside a tel: link why it does not dial', async () => {
    const { element, area, sent } = await setup({ content: '<a href="tel:099123456/099654321">Ana</a>' });
    area.querySelector('a')!.click();
    await until(() => said(element));
    expect(said(element)).to.contain('The link says “099123456/099654321”. There are two numbers in this');
    expect(sent).to.deep.equal([]);
  });

  for (const [href, dials] of [
    ['tel:1-800-FLOWERS', '18003569377'],
    ['tel:+4402079460958', '+442079460958'],
    ['tel:+390612345678', '+390612345678'],
  ] as const)
    it(`dials ${dials} for ${href}`, async () => {
      const { area, sent } = await setup({ content: `<a href="${href}">Ana</a>` });
      area.querySelector('a')!.click();
      await until(() => sent.length);
      expect(sent[0]).to.include({ destination: dials });
    });

  for (const [why, content, init, can] of [
    ['with a key held', '<a href="tel:1">Ana</a>', { ctrlKey: true }, undefined],
    ['where nothing can call', '<a href="tel:1">Ana</a>', {}, ['hangup']],
    ['that is marked', '<p data-cti-skip><a href="tel:1">Ana</a></p>', {}, undefined],
    ['in what comes from others', '<p data-cti-untrusted><b><a href="tel:1">Ana</a></b></p>', {}, undefined],
    [
      'in a form that comes from others',
      '<form data-cti-untrusted><input name="getAttribute"><a href="tel:1">Ana</a></form>',
      {},
      undefined,
    ],
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

  it('leaves a link and a number in what comes from others as they are, also where that was made in another document', async () => {
    const { element, area, sent } = await setup({ content: '<p>091 000 000</p>' });
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const others = frame.contentDocument!.createElement('div');
    others.setAttribute('data-cti-untrusted', '');
    const skipped = frame.contentDocument!.createElement('span');
    skipped.setAttribute('data-cti-skip', '');
    const around = Object.assign(document.createElement('a'), { href: 'tel:901' });
    around.append(skipped);
    area.append(others, around);
    frame.remove();
    const link = Object.assign(document.createElement('a'), { href: 'tel:900', textContent: 'Ana' });
    others.append(link, '092 000 000');
    expect(await settled(element)).to.deep.equal(['091 000 000']);
    element.addEventListener('click', (event) => event.preventDefault());
    link.click();
    skipped.click();
    await turn();
    expect(sent).to.deep.equal([]);
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

describe('<cti-dialable> around thousands of numbers', () => {
  const most = 3000;
  const row = (at: number) => `<li>09${1 + (at % 9)} ${100 + (at % 900)} ${100 + (at % 800)}</li>`;
  let targets = new Set<Element>();
  const { observe, unobserve } = IntersectionObserver.prototype;

  before(() => {
    IntersectionObserver.prototype.observe = function (target) {
      targets.add(target);
      observe.call(this, target);
    };
    IntersectionObserver.prototype.unobserve = function (target) {
      targets.delete(target);
      unobserve.call(this, target);
    };
  });
  after(() => Object.assign(IntersectionObserver.prototype, { observe, unobserve }));

  /** A list whose rows were all looked through. */
  async function list(style = '') {
    scrollTo(0, 0);
    targets = new Set();
    const content = `<style>${style}</style><ul>${Array.from({ length: most }, (_, at) => row(at)).join('')}</ul>`;
    const page = await setup({ content });
    const rows = [...page.area.querySelectorAll('li')];
    await until(() => targets.has(rows.at(-1)!) && page.element.querySelector('cti-number'));
    return { ...page, rows, isButton: (at: number) => !!rows[at]?.querySelector('cti-number') };
  }

  it('watches some of those far away for all of them', async () => {
    const { element } = await list();
    expect(targets.size).to.be.within(most / 16, 1000);
    expect(numbers(element).length).to.be.below(most / 2);
  });

  it('makes those buttons that a jump brings into sight, backwards too', async () => {
    const { rows, isButton } = await list();
    for (const at of [most - 1, 1500, 700, 2200]) {
      expect(isButton(at)).to.equal(false);
      rows[at]?.scrollIntoView();
      await until(() => isButton(at) && isButton(at - 5));
    }
  });

  for (const [what, style, at] of [
    ['rows higher than the screen', 'li { height: 2000px }', 1507],
    ['all other rows hidden', '.some li:not(.this) { display: none }', 2005],
  ] as const)
    it(`misses none: ${what}`, async () => {
      const { rows, isButton, area } = await list(style);
      rows[at]?.classList.add('this');
      area.classList.add('some');
      rows[at]?.scrollIntoView();
      await until(() => isButton(at));
    });

  it('knows again what the page takes away and puts back', async () => {
    const { rows, isButton, area } = await list();
    const items = area.querySelector('ul')!;
    items.remove();
    await until(() => !targets.has(rows.at(-1)!));
    expect([...targets].filter((each) => items.contains(each)).length).to.equal(0);
    area.append(items);
    rows[2800]?.scrollIntoView();
    await until(() => isButton(2800));
  });
});

describe('<cti-dialable> when the page redraws', () => {
  /** A paragraph, and its text node as a framework holds it. */
  async function framework(content = 'Call 091 000 000 now') {
    const page = await setup({ content: `<p>${content}</p>` });
    const paragraph = page.area.querySelector('p')!;
    const text = paragraph.firstChild as Text;
    await settled(page.element);
    return { ...page, paragraph, text };
  }

  it('keeps the page’s text node, its parent and its place', async () => {
    const { paragraph, text, element } = await framework();
    expect(numbers(element)).to.deep.equal(['091 000 000']);
    expect([text.parentNode, paragraph.firstChild, paragraph.textContent]).to.deep.equal([
      paragraph,
      text,
      'Call 091 000 000 now',
    ]);
  });

  it('follows what the page writes into its text node', async () => {
    const { paragraph, text, element } = await framework();
    text.nodeValue = 'Now 099 123 456';
    await Promise.resolve();
    expect(paragraph.textContent).to.equal('Now 099 123 456');
    await until(() => numbers(element)[0] === '099 123 456');
    expect(paragraph.textContent).to.equal('Now 099 123 456');
  });

  it('shows nothing when the page writes nothing, as React does to hide a text, and all when it writes it again', async () => {
    const { paragraph, text, element } = await framework('091 000 000');
    text.nodeValue = '';
    await Promise.resolve();
    expect(paragraph.textContent).to.equal('');
    text.nodeValue = '091 000 000';
    await until(() => numbers(element).length === 1);
    expect(paragraph.textContent).to.equal('091 000 000');
  });

  it('goes with the text node when the page takes it away, or moves it', async () => {
    const { paragraph, text, element, area } = await framework();
    paragraph.removeChild(text);
    await Promise.resolve();
    expect([paragraph.textContent, text.data]).to.deep.equal(['', 'Call 091 000 000 now']);
    area.append(text);
    await until(() => numbers(element).length === 1);
    expect(area.textContent).to.equal('Call 091 000 000 now');
  });

  it('is one number with texts beside it, and another one when one of them changes', async () => {
    const { paragraph, text, element } = await framework('09');
    const second = paragraph.appendChild(new Text('1 000 000'));
    await until(() => numbers(element)[0] === '091 000 000');
    second.data = '2 000 000';
    await until(() => numbers(element)[0] === '092 000 000');
    second.remove();
    await until(() => !numbers(element).length);
    expect([text.data, second.data, paragraph.textContent]).to.deep.equal(['09', '2 000 000', '09']);
  });

  it('takes no part of a number for one', async () => {
    const { paragraph, element } = await framework('<b>+54 11</b> 2901 2345');
    expect([numbers(element), paragraph.textContent]).to.deep.equal([[], '+54 11 2901 2345']);
    const { element: other } = await setup({
      content: '<p>+54 11 <b>2901 2345</b></p><p>Or <b>2901 2345</b></p><p><b>Ana 12</b> <i>091 000 000</i></p>',
    });
    expect(await settled(other)).to.deep.equal(['2901 2345', '091 000 000']);
    paragraph.querySelector('b')!.firstChild!.nodeValue = 'Ana';
    await until(() => numbers(element)[0] === '2901 2345');
  });

  it('follows innerHTML, textContent and a list in another order', async () => {
    const { element, area } = await setup({
      content: '<p id="a">091 000 000</p><ul><li>092 000 000</li><li>093 000 000</li></ul>',
    });
    await settled(element);
    area.querySelector('p')!.textContent = 'Now 099 123 456';
    await until(() => numbers(element)[0] === '099 123 456');
    area.querySelector('ul')!.append(area.querySelector('li')!);
    expect(await settled(element)).to.deep.equal(['099 123 456', '093 000 000', '092 000 000']);
    area.innerHTML = '<div>Only <i>098 765 432</i></div>';
    expect(await settled(element)).to.deep.equal(['098 765 432']);
  });

  it('follows Lit, which writes into the node after its own mark', async () => {
    const { element, area } = await setup({ content: '' });
    const draw = (number: string, more: string[] = []) =>
      render(
        html`<p>Call ${number}!</p>
          ${more.map((each) => html`<p>${each}</p>`)}`,
        area,
      );
    draw('091 000 000', ['092 000 000']);
    expect(await settled(element)).to.deep.equal(['091 000 000', '092 000 000']);
    draw('093 000 000', ['094 000 000', '095 000 000']);
    expect(await settled(element)).to.deep.equal(['093 000 000', '094 000 000', '095 000 000']);
    draw('none');
    expect([await settled(element), area.textContent.trim()]).to.deep.equal([[], 'Call none!']);
  });

  it('gives the focus to the number that was redrawn', async () => {
    const { text, element } = await framework();
    buttons(element)[0]?.focus();
    text.data = 'Please call 091 000 000';
    await until(() => document.activeElement === buttons(element)[0]);
  });

  it('dials after a redraw, also where the page keeps clicks to itself', async () => {
    const { text, element, paragraph, sent } = await framework();
    paragraph.addEventListener('click', (event) => event.stopImmediatePropagation());
    text.data = '098 765 432';
    await until(() => numbers(element)[0] === '098 765 432');
    buttons(element)[0]?.click();
    await until(() => sent.length);
    expect(sent[0]).to.include({ destination: '098765432' });
  });

  it('gives up where the page keeps taking away what it does not know, and leaves its text', async () => {
    const { paragraph, element } = await framework();
    let taken = 0;
    new MutationObserver(() => {
      for (const each of paragraph.querySelectorAll('cti-numbers')) (each.remove(), taken++);
    }).observe(paragraph, { childList: true });
    paragraph.querySelector('cti-numbers')?.remove();
    await until(() => taken >= 2);
    expect(await settled(element)).to.deep.equal([]);
    const before = taken;
    for (let turn = 0; turn < 3; turn++) await settled(element);
    expect([taken, paragraph.textContent]).to.deep.equal([before, 'Call 091 000 000 now']);
  });

  it('leaves the content as it was when it goes', async () => {
    const { element, area, paragraph, text } = await framework();
    const [host] = [element.parentElement!];
    host.append(area);
    await until(() => !area.querySelector('cti-number'));
    element.append(area);
    await settled(element);
    element.remove();
    await until(() => !area.querySelector('cti-numbers'));
    expect([paragraph.innerHTML, text.data]).to.deep.equal(['Call 091 000 000 now', 'Call 091 000 000 now']);
  });
});
