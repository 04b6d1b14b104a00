import { expect } from 'chai';
import { html } from 'lit';
import type { Command } from '../../../src/core/commands.js';
import { CtiError, type CtiErrorCode } from '../../../src/core/errors.js';
import type { CtiDispositionForm } from '../../../src/elements/cti-disposition-form/cti-disposition-form.js';
import { Agent, call as dial } from '../agents.fixture.js';
import {
  audit,
  clientOf,
  fakeTransport,
  mount,
  next,
  press,
  typeKeys,
  define,
  submissions,
  until,
} from '../elements.fixture.js';
import {
  call,
  choose,
  formPage,
  furtherFields,
  part,
  textOf,
  tree,
  typed,
  unfold,
  write,
  type FormPage,
  failing,
  has,
} from './cti-disposition-form.fixture.js';
import { at, writeCallback, type PickerStub, pickerField } from './picker-stub.js';

describe('cti-disposition-form', () => {
  for (const dark of [false, true]) {
    it(`has no accessibility violation in ${dark ? 'dark' : 'light'}: empty, open, refused, filled in, saved`, async () => {
      const page = await formPage({ dark });
      const { form } = page;
      expect(await audit(form)).to.deep.equal([]);
      await write(form, 'level1', 'sale');
      await press('ArrowDown');
      expect(await audit(form)).to.deep.equal([]);
      await form.dispose();
      expect(await audit(form)).to.deep.equal([]);
      await choose(form, 'thinks');
      await page.learn('098765432');
      expect(await audit(form)).to.deep.equal([]);
      await writeCallback(page);
      await write(form, 'comment', 'Will ask at home.');
      expect(await form.dispose()).to.include({ status: 'confirmed' });
      await form.updateComplete;
      expect(await audit(form)).to.deep.equal([]);
      form.dispositions = [];
      await form.updateComplete;
      expect(await audit(form)).to.deep.equal([]);
    });
  }

  it('reads a long list between the page’s other tasks, says so meanwhile, and finds the last of it', async () => {
    const { form } = await formPage({ dispositions: [] });
    form.dispositions = Array.from({ length: 10_000 }, (_, at) => ({ label: `Razón ${at}` }));
    const words = () => form.shadowRoot?.textContent ?? '';
    const seen: string[] = [];
    const watch = new MutationObserver(() => seen.push(words()));
    watch.observe(form.shadowRoot!, { childList: true, subtree: true, characterData: true });
    await until(() => seen.some((text) => text.includes('The list of results is being read…')));
    expect(form.shadowRoot?.querySelector('#level1')).to.equal(null);
    await form.updateComplete;
    await write(form, 'level1', 'razon 9999');
    expect(form.shadowRoot?.querySelector('[role=option]')?.textContent).to.contain('Razón 9999');
    expect(seen.filter((text) => text.includes('No result has'))).to.deep.equal([]);
  });

  it('keeps what is typed, and the focus, while the page gives it long lists anew', async () => {
    const long = (last: string) => Array.from({ length: 15_000 }, (_, at) => ({ label: at ? `Razón ${at}` : last }));
    const { form, disposed } = await formPage({ dispositions: long('Uno') });
    const field = part<HTMLInputElement>(form, '#level1');
    field.focus();
    await write(form, 'level1', 'raz');
    for (let turn = 0; turn < 3; turn++) {
      form.dispositions = long('Uno'); // an equal one
      form.requestUpdate();
      await form.updateComplete;
      expect([form.shadowRoot?.activeElement, field.value]).to.deep.equal([field, 'raz']);
    }
    field.select();
    await write(form, 'level1', 'Uno');
    form.dispositions = long('Dos');
    await until(() => !form.isUpdatePending);
    const saving = form.dispose();
    expect(form.shadowRoot?.activeElement).to.equal(field);
    expect([await saving, disposed]).to.deep.equal([undefined, []]);
    await form.updateComplete;
    expect([form.shadowRoot?.activeElement, field.value]).to.deep.equal([field, 'Uno']);
    field.select();
    await write(form, 'level1', 'Dos');
    expect(await form.dispose()).to.include({ status: 'confirmed' });
  });

  it('finds in a list that comes while it is open what is typed already, and offers nothing of the one before', async () => {
    const { form } = await formPage({ dispositions: [{ label: 'Rasguño' }] });
    const options = () =>
      [...form.shadowRoot!.querySelectorAll('[role=option]')].map((each) => each.textContent?.trim());
    const said = () => textOf(form.shadowRoot!.querySelector('.choice > [role=status]')!);
    part<HTMLInputElement>(form, '#level1').focus();
    await write(form, 'level1', 'ra');
    expect(options()).to.deep.equal(['Rasguño']);
    form.dispositions = Array.from({ length: 9_000 }, (_, at) => ({ label: at ? `Otro ${at}` : 'Razón' }));
    await form.updateComplete;
    expect([options(), said()]).to.deep.equal([['Razón'], '1 result.']);
    form.dispositions = [{ label: 'Otro' }];
    await form.updateComplete;
    expect([options(), said()]).to.deep.equal([[], 'No result has these words.']);
  });

  it('is filled in and saved by the keyboard alone [C-084]', async () => {
    const before = document.createElement('input');
    const page = await formPage();
    page.form.before(before);
    before.focus();
    await press('Tab');
    await typeKeys('thinks');
    await press('ArrowDown');
    await press('Enter');
    await press('Tab');
    expect(page.form.shadowRoot?.activeElement?.role).to.equal('radio');
    await press('Tab');
    await typeKeys(at);
    await press('Tab');
    await press('Enter'); // what is folded
    await press('Tab');
    await typeKeys('Back->');
    await press('Tab');
    await typeKeys('First line');
    await press('Enter');
    await typeKeys('second');
    const names = furtherFields(page.form);
    expect(names).to.include.members(['data1', 'data2']);
    for (const name of names) {
      await press('Tab');
      await typeKeys(name);
    }
    await press('Tab');
    const done = next(page.form, 'cti-result');
    await press('Enter');
    await done;
    expect(page.disposed).to.deep.equal([
      {
        ...{
          type: 'dispose',
          ...call,
          level1: 'Thinks it over',
          comment: 'First line\nsecond',
        },
        ...Object.fromEntries(names.map((name) => [name, name])),
        ...{ callbackAt: at, callbackCampaign: 'Back->' },
      },
    ]);
  });

  for (const id of ['level1', 'comment', 'data1', 'data2', 'callbackCampaign', 'callback']) {
    for (const key of ['Control+Enter', 'Meta+Enter']) {
      it(`saves by ${key} in the field ${id}`, async () => {
        const page = await formPage();
        await choose(page.form, 'call back');
        await writeCallback(page);
        if (id === 'callbackCampaign') unfold(page.form);
        if (id !== 'callback') part(page.form, `#${id}`).focus();
        const done = next(page.form, 'cti-result');
        await press(key);
        await done;
        expect(page.disposed).to.deep.equal([{ type: 'dispose', ...call, level1: 'Call back', callbackAt: at }]);
      });
    }
  }

  it('sends the values of one, two and three levels, and the label where there is no value [C-084]', async () => {
    const { form, disposed } = await formPage();
    for (const words of ['no answer', 'wrong number', 'visa', 'credito']) {
      await choose(form, words);
      await form.dispose();
      await form.updateComplete;
    }
    const levels = [
      { level1: 'No answer' },
      { level1: 'No sale', level2: 'Wrong number' },
      { level1: 'SALE', level2: 'Card', level3: 'V1' },
      { level1: 'SALE', level2: 'Card', level3: 'Crédito' },
    ];
    expect(disposed).to.deep.equal(levels.map((each) => ({ type: 'dispose', ...call, ...each })));
  });

  it('never names an action in what it sends [C-088]', async () => {
    const page = await formPage();
    for (const words of ['no answer', 'wrong number', 'not to be called', 'call back']) {
      await choose(page.form, words);
      if (words === 'call back') await writeCallback(page);
      await page.form.dispose();
      await page.form.updateComplete;
    }
    expect(page.disposed).to.have.length(4);
    expect(JSON.stringify(page.disposed).toLowerCase()).not.to.match(/action|respool|blacklist|"schedule/);
  });

  it('clears after success, and keeps the outcome and what was saved in sight until the agent begins again', async () => {
    const { form } = await formPage();
    await choose(form, 'visa');
    for (const id of ['comment', ...furtherFields(form)]) await write(form, id, 'x');
    expect(await form.dispose()).to.include({ status: 'confirmed' });
    await form.updateComplete;
    expect(typed(form)).to.deep.equal(
      Object.fromEntries(['level1', 'comment', ...furtherFields(form)].map((name) => [name, ''])),
    );
    const status = part(form, '[part~=status]');
    expect(status.dataset['state']).to.equal('confirmed');
    expect(textOf(status)).to.equal('The result is saved. 091000000 · “Sale › Card › Visa”');
    part(form, '#level1').focus();
    await press('ArrowDown');
    await press('Escape');
    expect(status.dataset['state']).to.equal('confirmed');
    await write(form, 'comment', 'n');
    expect(status.dataset['state']).to.equal('idle');
  });

  it('leaves the focus in the form when its field goes with the saved result', async () => {
    const page = await formPage();
    await choose(page.form, 'call back');
    await writeCallback(page);
    const done = next(page.form, 'cti-result');
    await press('Control+Enter');
    await done;
    await page.form.updateComplete;
    expect(page.form.shadowRoot?.activeElement).to.equal(part(page.form, '#level1'));
  });

  it('saves once, however often it is asked while a result is on its way', async () => {
    const page = await formPage();
    const { form, answer } = page;
    let reply = () => {};
    answer.with = () => new Promise((resolve) => (reply = () => resolve({ status: 'confirmed', transport: 'fake' })));
    await choose(form, 'visa');
    const first = form.dispose();
    await form.updateComplete;
    const button = part<HTMLButtonElement>(form, '[part~=submit]');
    expect(button.getAttribute('aria-busy')).to.equal('true');
    button.click();
    expect(await form.dispose()).to.equal(undefined);
    await press('Control+Enter');
    await write(form, 'comment', 'lost with the clearing');
    await write(form, 'level1', 'lost as well');
    part(form, '#level1').click();
    await form.updateComplete;
    expect(part(form, '.popup').hidden).to.equal(true);
    expect(typed(form)).to.include({ comment: '', level1: 'Sale › Card › Visa' });
    form.dispositions = [];
    form.reset();
    expect(await form.dispose()).to.equal(undefined);
    expect(part(form, '[part~=status]').dataset['state']).to.equal('pending');
    reply();
    expect(await first).to.include({ status: 'confirmed' });
    expect(page.disposed).to.have.length(1);
  });

  it('is one line that says why where no dialer takes results, and nothing to fill in for nothing', async () => {
    const client = clientOf(fakeTransport({ can: ['call'] }));
    const template = html`<cti-disposition-form .dispositions=${tree}></cti-disposition-form>`;
    const form = await mount<FormPage['form']>(template, { client });
    expect(textOf(part(form, '[part=unsupported]'))).to.equal('The fake cannot dispose.');
    expect(has(form, 'input, textarea, button')).to.equal(false);
    expect([form.canSave, form.reason, await audit(form)]).to.deep.equal([false, 'The fake cannot dispose.', []]);
    expect(await form.dispose()).to.equal(undefined);
  });

  it('is disabled with the reason as long as nothing can save a result', async () => {
    const away = { ok: false, code: 'UNREACHABLE', reason: 'The portal has not answered yet.' } as const;
    const client = clientOf({ ...fakeTransport(), supports: () => away });
    const template = html`<cti-disposition-form .dispositions=${tree}></cti-disposition-form>`;
    const form = await mount<FormPage['form']>(template, { client });
    const button = part<HTMLButtonElement>(form, '[part~=submit]');
    expect(button.disabled).to.equal(true);
    expect(textOf(part(form, '#why'))).to.equal(away.reason);
    expect(button.getAttribute('aria-describedby')).to.contain('why');
    await write(form, 'comment', 'x');
    await press('Control+Enter');
    expect(textOf(part(form, '[part~=status]'))).to.equal('');
  });

  it('is not saved again by a key that is held down', async () => {
    const { form, disposed } = await formPage();
    await choose(form, 'visa');
    part(form, '#comment').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, repeat: true, bubbles: true }),
    );
    expect(disposed).to.have.length(0);
  });

  it('gives the picker its own client', async () => {
    const page = await formPage();
    const own = clientOf(fakeTransport());
    page.form.client = own;
    await choose(page.form, 'call back');
    expect(part<PickerStub>(page.form, 'cti-schedule-picker').client).to.equal(own);
  });

  it('sets no inline style, so that a strict content policy lets all of it through', async () => {
    const { form } = await formPage();
    await write(form, 'level1', 'sale');
    expect(form.shadowRoot?.querySelectorAll('[style], style')).to.have.length(0);
  });
});

const one = { campaign: 'Sale->', guid: 'g-091000000', customer: '091000000' };

const two = { campaign: 'Support<-', guid: 'g-098765432', customer: '098765432' };

const visa = { type: 'dispose', level1: 'SALE', level2: 'Card', level3: 'V1' };

describe('cti-disposition-form and its call', () => {
  it('shows which call it is for, and follows the current one while nobody has begun to fill it in', async () => {
    const { form, learn, disposed } = await formPage();
    expect(textOf(part(form, '[part=call]'))).to.equal('Result of 091000000 Sale outbound');
    await learn('098765432', 'Support<-');
    expect(textOf(part(form, '[part=call]'))).to.equal('Result of 098765432 Support inbound');
    expect(has(form, '[part=notice]')).to.equal(false);
    await choose(form, 'visa');
    await form.dispose();
    expect(disposed).to.deep.equal([{ ...visa, ...two }]);
  });

  for (const [field, begin] of [
    ['the result', 'level1'],
    ['the comment', 'comment'],
    ['data 1', 'data1'],
  ] as const) {
    it(`stays with the call it was begun for, and says so: begun with ${field}`, async () => {
      const { form, learn, disposed } = await formPage();
      await write(form, begin, 'v');
      await learn('098765432', 'Support<-');
      expect(textOf(part(form, '[part=call]'))).to.contain('091000000');
      const notice = textOf(part(form, '[part=notice]'));
      expect(notice).to.equal('A new call has started. What you wrote belongs to: 091000000. Use it for 098765432');
      expect(part(form, '[part=notice]').closest('[role=status]')).not.to.equal(null);
      await choose(form, 'visa');
      await form.dispose();
      expect(disposed[0]).to.include({ ...visa, ...one });
      await form.updateComplete;
      expect(textOf(part(form, '[part=call]'))).to.contain('098765432');
      expect(has(form, '[part=notice]')).to.equal(false);
    });
  }

  it('changes over to the other call when the agent says so, by keyboard', async () => {
    const { form, learn, disposed } = await formPage();
    await choose(form, 'visa');
    await write(form, 'comment', 'Kept');
    await learn('098765432', 'Support<-');
    part(form, '[part=notice] button').focus();
    await press('Enter');
    await form.updateComplete;
    expect(has(form, '[part=notice]')).to.equal(false);
    expect(form.shadowRoot?.activeElement).to.equal(part(form, '#level1'));
    await form.dispose();
    expect(disposed).to.deep.equal([{ ...visa, ...two, comment: 'Kept' }]);
  });

  it('stays with its call through a result of which nobody knows, and the next try', async () => {
    const { form, learn, disposed, answer } = await formPage();
    answer.with = failing(new CtiError('TIMEOUT', 'No answer.'));
    await choose(form, 'visa');
    await form.dispose();
    await learn('098765432');
    await form.dispose();
    expect(disposed.map(({ guid }) => guid)).to.deep.equal(['g-091000000', 'g-091000000']);
  });

  it('sends for the call it was begun for when another one comes while the result is on its way', async () => {
    const { form, learn, disposed, answer } = await formPage();
    let reply = () => {};
    answer.with = () => new Promise((resolve) => (reply = () => resolve({ status: 'confirmed', transport: 'fake' })));
    await choose(form, 'visa');
    const done = form.dispose();
    await learn('098765432');
    await form.updateComplete;
    expect(has(form, '[part=notice]')).to.equal(false);
    expect(part(form, '[part~=submit]').getAttribute('aria-busy')).to.equal('true');
    reply();
    await done;
    await form.updateComplete;
    expect(disposed).to.deep.equal([{ ...visa, ...one }]);
    expect(textOf(part(form, '[part=call]'))).to.contain('098765432');
    expect(textOf(part(form, '[part~=status]')), 'it is not of this call').to.equal('');
    expect(textOf(part(form, '[part=said]'))).to.equal('The result is saved. 091000000 · “Sale › Card › Visa”');
    await write(form, 'comment', 'n');
    expect(part(form, '[part=said]').hidden).to.equal(true);
  });

  it('does not give to the first call what was begun before any was known', async () => {
    const { form, learn, disposed } = await formPage({ call: false });
    await choose(form, 'visa');
    const failed = next(form, 'cti-error');
    await form.dispose();
    expect((await failed).error.field).to.equal('guid');
    expect(textOf(part(form, '#call'))).to.contain('No call is known yet.');
    expect(textOf(part(form, '#why'))).to.equal('A result needs a call with a number and a campaign.');
    expect(textOf(part(form, '[part~=status]'))).to.equal('A result needs a call with a number and a campaign.');
    expect(part<HTMLButtonElement>(form, '[part~=submit]').disabled).to.equal(true);
    await learn('091000000');
    await form.dispose();
    expect(disposed).to.have.length(0);
    expect(textOf(part(form, '[part=notice]'))).to.contain('What you wrote belongs to: no call.');
    part(form, '[part=notice] button').click();
    await form.updateComplete;
    await form.dispose();
    expect(disposed).to.deep.equal([{ ...visa, ...one }]);
  });

  it('lets go of a call once the form is empty again', async () => {
    const { form, learn } = await formPage();
    await write(form, 'comment', 'x');
    await press('Backspace');
    await learn('098765432');
    expect(textOf(part(form, '[part=call]'))).to.contain('098765432');
    await write(form, 'comment', 'x');
    await learn('091000000');
    form.reset();
    await form.updateComplete;
    expect(textOf(part(form, '[part=call]'))).to.contain('091000000');
  });

  it('takes guid, customer and campaign from its attributes first, else the call’s, and the session’s campaign last', async () => {
    const { form, learn, disposed } = await formPage({ campaign: 'Session->' });
    const save = async () => {
      await choose(form, 'visa');
      await form.dispose();
      await form.updateComplete;
    };
    await save();
    await learn('098765432', 'Support<-');
    await save();
    form.campaign = 'Own->';
    await save();
    Object.assign(form, { guid: 'g9', customer: '099', campaign: '' });
    await save();
    expect(disposed).to.deep.equal([
      { ...visa, ...one },
      { ...visa, ...two },
      { ...visa, ...two, campaign: 'Own->' },
      { ...visa, guid: 'g9', customer: '099', campaign: 'Session->' },
    ]);
  });

  it('stays with its call too when the page sets the attributes of another one', async () => {
    const { form, disposed } = await formPage({
      template: html`<cti-disposition-form guid="g1" customer="091"></cti-disposition-form>`,
    });
    form.campaign = 'Sale->';
    await choose(form, 'visa');
    Object.assign(form, { guid: 'g2', customer: '098' });
    await form.dispose();
    expect(disposed).to.deep.equal([{ ...visa, guid: 'g1', customer: '091', campaign: 'Sale->' }]);
  });

  it('does not mix the number of the current call into another one that the page names', async () => {
    const { form, disposed } = await formPage({
      template: html`<cti-disposition-form guid="g7" campaign="C->"></cti-disposition-form>`,
    });
    await choose(form, 'visa');
    await form.dispose();
    expect(disposed).to.have.length(0);
    expect(textOf(part(form, '[part=call]'))).to.equal('Result of g7 C outbound');
    expect(part<HTMLButtonElement>(form, '[part~=submit]').disabled).to.equal(true);
    expect(typed(form)).to.include({ level1: 'Sale › Card › Visa' });
  });

  it('says before saving that the number goes on the do-not-call list', async () => {
    const { form } = await formPage();
    await choose(form, 'not to be called');
    expect(textOf(part(form, '#consequence'))).to.equal('Saving this puts 091000000 on the do-not-call list.');
    expect(part(form, '#consequence').getAttribute('aria-live')).to.equal('polite');
    expect(part(form, '[part~=submit]').getAttribute('aria-describedby')).to.contain('consequence');
    await choose(form, 'visa');
    expect(textOf(part(form, '#consequence'))).to.equal('');
  });
});

const field = (form: CtiDispositionForm) => part<HTMLInputElement>(form, '#level1');

const options = (form: CtiDispositionForm) =>
  [...(form.shadowRoot?.querySelectorAll('[role=option]') ?? [])].map(textOf);

const active = (form: CtiDispositionForm) =>
  textOf(part(form, `#${field(form).getAttribute('aria-activedescendant')}`));

describe('cti-disposition-form and its list', () => {
  it('lists every leaf with its path, and says in words what it needs and does', async () => {
    const { form } = await formPage();
    field(form).focus();
    await press('ArrowDown');
    expect(options(form)).to.deep.equal([
      'Sale › Card › Visa',
      'Sale › Card › Crédito',
      'Sale › Cash needs a comment',
      'No sale › Asked not to be called do-not-call list',
      'No sale › Wrong number',
      'Call back needs a callback',
      'Thinks it over needs a comment · needs a callback',
      'No answer',
    ]);
  });

  it('is a combobox: the field keeps the focus and names the leaf that the arrows are at', async () => {
    const { form } = await formPage();
    await write(form, 'level1', 'sale');
    expect(field(form).getAttribute('aria-expanded')).to.equal('true');
    expect(field(form).hasAttribute('aria-activedescendant')).to.equal(false);
    expect(part(form, `#${field(form).getAttribute('aria-controls')}`).getAttribute('role')).to.equal('listbox');
    const at: unknown[] = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'End', 'ArrowDown', 'ArrowUp', 'Home']) {
      await press(key);
      await form.updateComplete;
      at.push(active(form).split(/[ C]/).at(-1));
    }
    expect(at).to.deep.equal(['Visa', 'rédito', 'number', 'Visa', 'number', 'Visa']);
    expect(form.shadowRoot?.activeElement).to.equal(field(form));
    await press('Enter');
    await form.updateComplete;
    expect(field(form).value).to.equal('Sale › Card › Visa');
    expect(field(form).getAttribute('aria-expanded')).to.equal('false');
  });

  it('closes with Escape, keeps what was typed, and keeps the key from a dialog around it', async () => {
    const { form } = await formPage();
    const seen: string[] = [];
    const listen = ({ key }: KeyboardEvent) => seen.push(key);
    document.addEventListener('keydown', listen);
    await write(form, 'level1', 'sa');
    await press('Escape');
    await form.updateComplete;
    expect(part(form, '.popup').hidden).to.equal(true);
    expect(field(form).value).to.equal('sa');
    await press('Escape');
    document.removeEventListener('keydown', listen);
    expect(seen.filter((key) => key === 'Escape')).to.have.length(1);
    expect(field(form).value).to.equal('sa');
  });

  it('finds by any words of the path, in any order, without accents and case, and says how many', async () => {
    const { form } = await formPage();
    await write(form, 'level1', 'CREDITO sale');
    expect(options(form)).to.deep.equal(['Sale › Card › Crédito']);
    await typeKeys('xx');
    await form.updateComplete;
    expect(options(form)).to.deep.equal([]);
    expect(field(form).getAttribute('aria-expanded')).to.equal('false');
    expect(textOf(part(form, '.popup'))).to.contain('No result has these words.');
    expect(await audit(form)).to.deep.equal([]);
  });

  it('is chosen from with the mouse too, and the field keeps the focus', async () => {
    const { form } = await formPage();
    field(form).focus();
    field(form).click();
    await form.updateComplete;
    const option = part(form, '#option-1');
    const down = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
    option.dispatchEvent(down);
    expect(down.defaultPrevented).to.equal(true);
    option.click();
    await form.updateComplete;
    expect(field(form).value).to.equal('Sale › Card › Crédito');
    field(form).click();
    await form.updateComplete;
    expect(options(form)).to.have.length(8);
    field(form).blur();
    await form.updateComplete;
    expect(part(form, '.popup').hidden).to.equal(true);
  });

  it('draws fifty of six thousand leaves, says how many more match, and answers a key in one drawing', async () => {
    const dispositions = Array.from({ length: 100 }, (_, area) => ({
      label: `Área ${area}`,
      children: Array.from({ length: 60 }, (_, index) => ({ label: `Result ${area}-${index}` })),
    }));
    const { form } = await formPage({ dispositions });
    await write(form, 'level1', 'area');
    expect(options(form)).to.have.length(50);
    const count = '6000 results. The first 50 are shown: type to find the others.';
    expect(textOf(part(form, '.popup > p'))).to.equal(count);
    expect(textOf(part(form, '.choice > [role=status]'))).to.equal(count);
    let drawn = 0;
    const watch = new MutationObserver((changes) => changes.forEach(({ addedNodes }) => (drawn += addedNodes.length)));
    watch.observe(part(form, '.popup'), { subtree: true, childList: true });
    field(form).value = 'area 7';
    field(form).dispatchEvent(new Event('input', { bubbles: true }));
    await form.updateComplete;
    expect(options(form).every((text) => text.includes('7'))).to.equal(true);
    expect([options(form).length, drawn < 1_000]).to.deep.equal([50, true]);
    watch.disconnect();
    await choose(form, 'result 99-59');
    expect(field(form).value).to.equal('Área 99 › Result 99-59');
  });
});

describe('cti-disposition-form and what it refuses or cannot save', () => {
  for (const [text, words] of [
    ['Sale', '“Sale” has further levels: choose Card, Cash.'],
    ['sale › card', '“Sale › Card” has further levels: choose Visa, Crédito.'],
    ['card', '“Sale › Card” has further levels: choose Visa, Crédito.'],
    ['vis', '“vis” is not a result: choose one from the list.'],
    ['bitcoin', '“bitcoin” is not a result: choose one from the list.'],
    ['', 'Choose a result.'],
  ] as const) {
    it(`refuses what is not a leaf before any byte, beside the field: “${text}”`, async () => {
      const { form, disposed } = await formPage();
      if (text) await write(form, 'level1', text);
      await write(form, 'comment', 'Kept');
      const failed = next(form, 'cti-error');
      expect(await form.dispose()).to.equal(undefined);
      const { error } = await failed;
      expect([error.code, error.field]).to.deep.equal(['INVALID', 'level1']);
      expect(error.message).to.contain(words);
      expect(disposed).to.have.length(0);
      const field = part<HTMLInputElement>(form, '#level1');
      expect(textOf(part(form, '#level1-problem'))).to.equal(error.message);
      expect(field.getAttribute('aria-invalid')).to.equal('true');
      expect(field.getAttribute('aria-describedby')).to.contain('level1-problem');
      expect(form.shadowRoot?.activeElement).to.equal(field);
      expect(typed(form)).to.include({ level1: text, comment: 'Kept' });
    });
  }

  it('keeps a refusal until what it is about is changed', async () => {
    const { form } = await formPage();
    await choose(form, 'cash');
    await form.dispose();
    expect(textOf(part(form, '#comment-problem'))).to.equal('This result needs a comment.');
    expect(form.shadowRoot?.activeElement).to.equal(part(form, '#comment'));
    await write(form, 'data1', 'x');
    part(form, '#level1').focus();
    await press('ArrowDown');
    await press('Escape');
    expect(part(form, '#comment').getAttribute('aria-invalid')).to.equal('true');
    await write(form, 'comment', 'y');
    expect(part(form, '#comment').getAttribute('aria-invalid')).to.equal('false');
  });

  it('asks for a comment that says something', async () => {
    const page = await formPage();
    await choose(page.form, 'cash');
    expect(textOf(part(page.form, '[for=comment]'))).to.equal('Comment (required)');
    await write(page.form, 'comment', '   ');
    expect(await page.form.dispose()).to.equal(undefined);
    await write(page.form, 'comment', 'paid');
    await page.form.dispose();
    expect(page.disposed).to.deep.equal([
      { type: 'dispose', ...call, level1: 'SALE', level2: 'Cash', comment: '   paid' },
    ]);
  });

  for (const words of ['call back', 'thinks']) {
    it(`does not promise a callback without a time: ${words} [C-089]`, async () => {
      const page = await formPage();
      await choose(page.form, words);
      await write(page.form, 'comment', 'c');
      await write(page.form, 'callbackCampaign', 'Back->');
      await writeCallback(page, '2031-05-06');
      const failed = next(page.form, 'cti-error');
      expect(await page.form.dispose()).to.equal(undefined);
      expect((await failed).error.field).to.equal('callbackAt');
      expect(page.form.shadowRoot?.activeElement?.localName).to.equal('cti-schedule-picker');
      expect(pickerField(page).value).to.equal('2031-05-06');
      await writeCallback(page, ' 15:00:00');
      await page.form.dispose();
      expect(page.disposed[0]).to.include({ callbackAt: at, callbackCampaign: 'Back->', comment: 'c' });
    });
  }

  it('shows the callback only for a result that has one, and does not send it with another [C-089]', async () => {
    const page = await formPage();
    expect(part(page.form, '.callback').offsetHeight).to.equal(0);
    await choose(page.form, 'call back');
    await writeCallback(page);
    await write(page.form, 'callbackCampaign', 'Back->');
    await choose(page.form, 'visa');
    expect(part(page.form, '.callback').offsetHeight).to.equal(0);
    await page.form.dispose();
    expect(page.disposed).to.deep.equal([{ type: 'dispose', ...call, level1: 'SALE', level2: 'Card', level3: 'V1' }]);
  });

  it('keeps a chosen callback for the agent who comes back to such a result, and none for the next call', async () => {
    const page = await formPage();
    await choose(page.form, 'call back');
    await writeCallback(page);
    await choose(page.form, 'visa');
    await choose(page.form, 'call back');
    expect(pickerField(page).value).to.equal(at);
    await page.form.dispose();
    await page.form.updateComplete;
    await choose(page.form, 'call back');
    expect(pickerField(page).value).to.equal('');
  });

  for (const code of ['REJECTED', 'UNAUTHORIZED', 'TIMEOUT', 'UNREACHABLE', 'PROTOCOL'] satisfies CtiErrorCode[]) {
    it(`keeps everything that was typed after ${code}`, async () => {
      const page = await formPage();
      const { form, answer } = page;
      answer.with = failing(new CtiError(code, `It said ${code}.`, { transport: 'fake' }));
      await choose(form, 'thinks');
      await writeCallback(page);
      const names = ['callbackCampaign', 'comment', ...furtherFields(form)];
      for (const id of names) await write(form, id, `my ${id}`);
      const before = typed(form);
      expect(await form.dispose()).to.equal(undefined);
      expect(typed(form)).to.deep.equal(before);
      expect(before).to.deep.equal({
        ...{ level1: 'Thinks it over', callbackAt: at },
        ...Object.fromEntries(names.map((name) => [name, `my ${name}`])),
      });
      expect(textOf(part(form, '[part~=status]'))).to.equal(`It said ${code}.`);
      answer.with = async () => ({ status: 'confirmed', transport: 'fake' });
      await form.dispose();
      expect(page.disposed).to.have.length(2);
      expect(page.disposed[0]).to.deep.equal(page.disposed[1]);
    });
  }

  it('keeps everything when the page cancels', async () => {
    const { form, disposed } = await formPage();
    await choose(form, 'visa');
    form.addEventListener('cti-request', (event) => event.preventDefault());
    expect(await form.dispose()).to.equal(undefined);
    expect(disposed).to.have.length(0);
    expect(typed(form)).to.include({ level1: 'Sale › Card › Visa' });
  });
});

describe('cti disposition form tree', () => {
  const field = (form: CtiDispositionForm) => part<HTMLInputElement>(form, '#level1');

  const options = (form: CtiDispositionForm) =>
    [...(form.shadowRoot?.querySelectorAll('[role=option]') ?? [])].map(textOf);

  const json = (text: string) => {
    const script = document.createElement('script');
    script.type = 'application/json';
    script.textContent = text;
    return script;
  };

  describe('cti-disposition-form and its tree', () => {
    for (const [name, dispositions, words] of [
      [
        'too deep',
        [{ label: 'A', children: [{ label: 'B', children: [{ label: 'C', children: [{ label: 'D' }] }] }] }],
        '“A › B › C › D” is a fourth level',
      ],
      ['malformed', [{ label: 'A' }, { name: 'B' }], '“#2” has a wrong “label”'],
      ['no list', 7, '“#1” has a wrong “label”'],
    ] as const) {
      it(`says in words what is wrong with a tree, and saves nothing: ${name}`, async () => {
        const { form } = await formPage({ dispositions });
        expect(textOf(part(form, '[part=error]'))).to.contain(words);
        expect(has(form, '#level1')).to.equal(false);
        expect(part<HTMLButtonElement>(form, '[part~=submit]').disabled).to.equal(true);
        expect(await form.dispose()).to.equal(undefined);
        expect(await audit(form)).to.deep.equal([]);
      });
    }

    it('says that an empty tree is empty', async () => {
      const { form } = await formPage({ dispositions: [] });
      expect(textOf(part(form, '[part=error]'))).to.contain('No results are set up here');
      expect(part<HTMLButtonElement>(form, '[part~=submit]').disabled).to.equal(true);
    });

    it('takes the tree from a JSON child, also one that the page writes later', async () => {
      const template = html`<cti-disposition-form
        >${json('[{ "label": "Sale", "value": "S" }]')}</cti-disposition-form
      >`;
      const { form, disposed } = await formPage({ template, dispositions: null });
      await choose(form, 'sale');
      await form.dispose();
      expect(disposed[0]).to.include({ level1: 'S' });
      form.replaceChildren(json('[{ "label": "Later" }]'));
      await new Promise((resolve) => setTimeout(resolve));
      await form.updateComplete;
      await write(form, 'level1', 'l');
      expect(options(form)).to.deep.equal(['Later']);
      form.dispositions = [{ label: 'By script' }];
      await form.updateComplete;
      await choose(form, 'script');
      expect(field(form).value).to.equal('By script');
    });

    it('says in words that a JSON child is not JSON', async () => {
      const template = html`<cti-disposition-form>${json('[{ label: Sale }]')}</cti-disposition-form>`;
      const { form } = await formPage({ template, dispositions: null });
      expect(textOf(part(form, '[part=error]'))).to.contain('The list of results cannot be used:');
    });

    it('keeps what was typed when the tree is replaced, and checks it against the new one', async () => {
      const { form, disposed } = await formPage();
      await choose(form, 'visa');
      await write(form, 'comment', 'Kept');
      form.dispositions = [{ label: 'Other' }];
      await form.updateComplete;
      expect(field(form).value).to.equal('Sale › Card › Visa');
      expect(await form.dispose()).to.equal(undefined);
      expect(disposed).to.have.length(0);
      expect(part<HTMLTextAreaElement>(form, '#comment').value).to.equal('Kept');
    });
  });

  describe('cti-disposition-form in a form @engines', () => {
    const template = html`<form>
      <fieldset><cti-disposition-form name="result"></cti-disposition-form></fieldset>
      <button type="reset">Reset</button>
    </form>`;
    const data = (form: CtiDispositionForm) => new FormData(form.closest('form') as HTMLFormElement).get('result');

    it('gives the chosen levels under its name, also while its result event is handled', async () => {
      const { form } = await formPage({ template });
      expect(data(form)).to.equal(null);
      await write(form, 'level1', 'sale');
      expect(data(form)).to.equal(null);
      await choose(form, 'visa');
      expect(data(form)).to.equal('SALE|Card|V1');
      let seen: unknown;
      form.addEventListener('cti-result', () => (seen = data(form)));
      await form.dispose();
      await form.updateComplete;
      expect([seen, data(form)]).to.deep.equal(['SALE|Card|V1', null]);
    });

    it('is emptied by the form’s reset', async () => {
      const { form } = await formPage({ template });
      await choose(form, 'visa');
      await write(form, 'comment', 'x');
      form.closest('form')?.reset();
      await form.updateComplete;
      expect([field(form).value, part<HTMLTextAreaElement>(form, '#comment').value, data(form)]).to.deep.equal([
        '',
        '',
        null,
      ]);
    });

    it('is disabled by a fieldset and by itself, and keeps its own setting', async () => {
      const { form } = await formPage({ template });
      const fieldset = form.closest('fieldset') as HTMLFieldSetElement;
      const off = async () => {
        while (!(await form.updateComplete)); // its own attribute comes in a second update
        return [...(form.shadowRoot?.querySelectorAll('input, textarea, button') ?? [])].every((each) =>
          each.matches(':disabled'),
        );
      };
      fieldset.disabled = true;
      expect(await off()).to.equal(true);
      expect(form.hasAttribute('disabled')).to.equal(false);
      fieldset.disabled = false;
      expect(await off()).to.equal(false);
      form.disabled = true;
      expect(await off()).to.equal(true);
      expect(await audit(form)).to.deep.equal([]);
      form.disabled = false;
      expect(await off()).to.equal(false);
    });

    it('does not send the surrounding form with Enter or with its own button', async () => {
      const { form } = await formPage({ template });
      form.dataLabels = ['Order'];
      const submitted = await submissions(form, async () => {
        await choose(form, 'visa');
        await press('Enter');
        await write(form, 'data1', 'x');
        await press('Enter');
        part(form, '[part~=submit]').click();
        await form.updateComplete;
      });
      expect(submitted).to.deep.equal({ byAct: 0, byOwnField: 1 });
    });
  });
});

describe('cti-disposition-form and a call of which nobody knows', () => {
  const text = 'The call to 092 may be on. The dialer has not named it yet.';
  const setup = async ({ can }: { can?: Command['type'][] } = {}) => {
    const agent = new Agent('Ana@x', can && { can });
    const { client } = agent;
    const form = await mount<CtiDispositionForm>(
      html`<cti-disposition-form .dispositions=${tree}></cti-disposition-form>`,
      { client },
    );
    await client.send(dial('091'));
    await agent.dialInDoubt('092');
    await form.updateComplete;
    return { agent, form };
  };
  const submit = (form: CtiDispositionForm) => part<HTMLButtonElement>(form, '[part~=submit]');

  it('is for that call, and says why nothing can be saved yet: never for the call before it', async () => {
    const { agent, form } = await setup();
    expect(textOf(part(form, '[part=call]'))).to.equal('Result of 092 Sale outbound');
    expect([textOf(part(form, '#why')), part(form, '#why').role]).to.deep.equal([text, 'status']);
    expect(submit(form).getAttribute('aria-describedby')).to.contain('why');
    expect([submit(form).disabled, await audit(form)]).to.deep.equal([true, []]);
    await choose(form, 'visa');
    const failed = next(form, 'cti-error');
    expect(await form.dispose()).to.equal(undefined);
    expect((await failed).error).to.include({ code: 'INVALID', field: 'guid', message: text });
    expect(agent.of('dispose')).to.deep.equal([]);
  });

  it('looks again by keyboard, says when that found nothing, and goes on with what was typed once it has a guid', async () => {
    const { agent, form } = await setup();
    await choose(form, 'visa');
    part(form, '[name=look]').focus();
    await press('Enter');
    await until(() => form.shadowRoot?.textContent?.includes('The portal has not named it yet.'));
    expect(await audit(form)).to.deep.equal([]);
    agent.cti = { guid: 'g-2', callerId: '092', data: [], raw: {} };
    part(form, '[name=look]').click();
    await until(() => !submit(form).disabled);
    expect([has(form, '[name=look]'), textOf(part(form, '#why'))]).to.deep.equal([false, '']);
    await form.dispose();
    expect(agent.of('dispose')).to.deep.equal([
      {
        type: 'dispose',
        campaign: 'Sale->',
        guid: 'g-2',
        customer: '092',
        level1: 'SALE',
        level2: 'Card',
        level3: 'V1',
      },
    ]);
  });

  it('offers no look where there is no portal to ask', async () => {
    const { form } = await setup({ can: ['call', 'dispose'] });
    expect([textOf(part(form, '#why')), has(form, '[name=look]')]).to.deep.equal([text, false]);
  });

  it('says of what was begun for a call that was never named that it cannot be saved', async () => {
    const { agent, form } = await setup();
    await choose(form, 'visa');
    await agent.client.send(dial('093'));
    await form.updateComplete;
    expect(textOf(part(form, '[part=notice]'))).to.contain('What you wrote belongs to: 092.');
    expect(textOf(part(form, '#why'))).to.equal(
      'The dialer did not identify this call, so its result cannot be saved here. Enter it in the dialer.',
    );
    expect(submit(form).disabled).to.equal(true);
  });

  it('lets what was begun be left for later when there was no call', async () => {
    const { agent, form } = await setup();
    await choose(form, 'visa');
    await agent.client.recheck();
    await form.updateComplete;
    expect(textOf(part(form, '#why'))).to.equal(
      'The dialer did not identify this call, so its result cannot be saved here. Enter it in the dialer.',
    );
    part(form, '[name=leave]').click();
    await form.updateComplete;
    expect(textOf(part(form, '[part=call]'))).to.contain('No call is known yet.');
    expect(textOf(part(form, '[part=drafts]'))).to.contain('You began a result for 092.');
  });
});

describe('cti-disposition-form and what was chosen out of sight', () => {
  it('does not send the callback of one call with the result of another [C-089]', async () => {
    const page = await formPage();
    const { form, learn, disposed } = page;
    await choose(form, 'call back');
    await writeCallback(page);
    await write(form, 'callbackCampaign', 'Retention->');
    part<HTMLInputElement>(form, '#level1').select();
    await press('Delete');
    await learn('098765432', 'Support<-');
    expect(textOf(part(form, '[part=notice]'))).to.contain('What you wrote belongs to: 091000000.');
    part(form, '[part=notice] button').click();
    await form.updateComplete;
    await choose(form, 'call back');
    expect([pickerField(page).value, part<HTMLInputElement>(form, '#callbackCampaign').value]).to.deep.equal(['', '']);
    expect(await form.dispose()).to.equal(undefined);
    expect(disposed).to.deep.equal([]);
  });

  it('empties a time that is half typed when another call comes', async () => {
    const page = await formPage();
    await choose(page.form, 'call back');
    await writeCallback(page, '2031-05');
    part<HTMLInputElement>(page.form, '#level1').select();
    await press('Delete');
    await page.learn('098765432');
    expect(textOf(part(page.form, '[part=call]'))).to.contain('098765432');
    expect(pickerField(page).value).to.equal('');
  });
});

describe('cti-disposition-form and the results that were begun for other calls', () => {
  const drafts = (form: CtiDispositionForm) =>
    [...part(form, '[part=drafts]').querySelectorAll('.notice > span')].map(textOf);

  it('goes back to the call that is here, with what was written for that, and offers the other one again', async () => {
    const { form, learn } = await formPage();
    await write(form, 'comment', 'of the first');
    await learn('098765432');
    part(form, '[name=leave]').click();
    await form.updateComplete;
    expect([typed(form)['comment'], textOf(part(form, '[part=call]'))]).to.deep.equal([
      '',
      'Result of 098765432 Sale outbound',
    ]);
    await write(form, 'comment', 'of the second');
    part(form, '[name=open-draft]').click();
    await form.updateComplete;
    expect(textOf(part(form, '[part=call]'))).to.equal('Result of 091000000 Sale outbound');
    expect(textOf(part(form, '[part=notice]'))).to.equal('This is the result that you began for 091000000.');
    expect([typed(form)['comment'], drafts(form)]).to.deep.equal([
      'of the first',
      ['You began a result for 098765432.'],
    ]);
    part(form, '[name=leave]').focus();
    await press('Enter');
    await form.updateComplete;
    expect([typed(form)['comment'], drafts(form), form.shadowRoot?.activeElement?.id]).to.deep.equal([
      ...['of the second', ['You began a result for 091000000.'], 'level1'],
    ]);
  });

  it('says what became of the one that was opened, above and not as the result of this call', async () => {
    const { form, learn, disposed } = await formPage();
    await choose(form, 'visa');
    await learn('098765432');
    part(form, '[name=leave]').click();
    await form.updateComplete;
    part(form, '[name=open-draft]').click();
    await form.updateComplete;
    await form.dispose();
    await form.updateComplete;
    expect(disposed).to.deep.equal([{ ...visa, ...one }]);
    expect([textOf(part(form, '[part=call]')), textOf(part(form, '[part~=status]'))]).to.deep.equal([
      'Result of 098765432 Sale outbound',
      '',
    ]);
    expect(textOf(part(form, '[part=said]'))).to.equal('The result is saved. 091000000 · “Sale › Card › Visa”');
    expect(drafts(form)).to.deep.equal([]);
  });

  it('offers none while what is written belongs to no call: it would be lost', async () => {
    const { form, client, learn } = await formPage();
    await write(form, 'comment', 'x');
    await learn('098765432');
    part(form, '[name=leave]').click();
    await client.recheck();
    await form.updateComplete;
    expect(drafts(form)).to.have.length(1);
    await write(form, 'comment', 'of no call');
    expect(has(form, '[part=drafts]')).to.equal(false);
  });

  it('opens none while a result is on its way', async () => {
    const { form, learn, answer } = await formPage();
    await write(form, 'comment', 'x');
    await learn('098765432');
    part(form, '[name=leave]').click();
    await form.updateComplete;
    answer.with = () => new Promise(() => {});
    await choose(form, 'visa');
    void form.dispose();
    await form.updateComplete;
    expect([has(form, '[part=drafts]'), textOf(part(form, '[part=call]'))]).to.deep.equal([
      false,
      'Result of 098765432 Sale outbound',
    ]);
  });
});
