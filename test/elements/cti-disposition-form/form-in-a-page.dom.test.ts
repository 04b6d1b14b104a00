// What a page, such as the panel, sees of the form and gives it.
import { expect } from 'chai';
import { html } from 'lit';
import type { CommandOf } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import type { CtiDispositionForm } from '../../../src/elements/cti-disposition-form/cti-disposition-form.js';
import type { CtiSchedulePicker } from '../../../src/elements/cti-schedule-picker/cti-schedule-picker.js';
import { Outbox } from '../../../src/outbox/outbox.js';
import { audit, press, until } from '../elements.fixture.js';
import {
  call,
  choose,
  failing,
  formPage,
  has,
  part,
  textOf,
  tree,
  typed,
  write,
} from './cti-disposition-form.fixture.js';
import { at, type PickerStub } from './picker-stub.js';

const focused = (form: CtiDispositionForm) => form.shadowRoot?.activeElement;
const field = (form: CtiDispositionForm) => part<HTMLInputElement>(form, '#level1');
const comment = (form: CtiDispositionForm) => part<HTMLTextAreaElement>(form, '#comment').value;
/** What a person sees, without the marks of direction. */
const plain = (text: string | null | undefined) => text?.replace(/[\u2066-\u2069]/g, '');

describe('what a page sees of the form', () => {
  it('is what is chosen, whether it can be saved, and why not, and it hears of each change', async () => {
    const { form, answer } = await formPage();
    const seen: unknown[] = [];
    const look = () => seen.push([form.leafText, form.needsCallback, form.canSave, form.reason]);
    form.addEventListener('change', look);
    await choose(form, 'thinks');
    await write(form, 'comment', 'x');
    await choose(form, 'visa');
    answer.with = failing(new CtiError('REJECTED', 'No.'));
    await form.dispose();
    await form.updateComplete;
    form.reset();
    await form.updateComplete;
    expect(seen).to.deep.equal([
      ['', false, false, '“thinks” is not a result: choose one from the list.'],
      ['Thinks it over', true, false, 'Choose when to call back.'],
      ['Thinks it over', true, false, 'Choose when to call back.'],
      ['', false, false, '“visa” is not a result: choose one from the list.'],
      ['Sale › Card › Visa', false, true, ''],
      ['Sale › Card › Visa', false, false, 'Sending…'],
      ['Sale › Card › Visa', false, true, ''],
      ['', false, false, 'Choose a result.'],
    ]);
  });

  it('is which call it is for, and how far it is', async () => {
    const { form, learn, answer } = await formPage();
    const look = () => [form.call.guid, form.call.customer, form.isBegun, form.isOpened, form.isPending];
    expect(look()).to.deep.equal(['g-091000000', '091000000', false, false, false]);
    await write(form, 'comment', 'x');
    await learn('098765432');
    expect(look()).to.deep.equal(['g-091000000', '091000000', true, false, false]);
    part(form, '[name=leave]').click();
    await form.updateComplete;
    expect(look()).to.deep.equal(['g-098765432', '098765432', false, false, false]);
    form.openDraft(form.drafts[0]!);
    expect(look()).to.deep.equal(['g-091000000', '091000000', true, true, false]);
    answer.with = () => new Promise(() => {});
    await choose(form, 'visa');
    void form.dispose();
    expect(look()).to.deep.equal(['g-091000000', '091000000', true, true, true]);
  });

  it('hears once of what stays', async () => {
    const { form } = await formPage();
    let heard = 0;
    form.addEventListener('change', () => heard++);
    form.requestUpdate();
    await form.updateComplete;
    expect(heard).to.equal(0);
  });

  it('is the call’s own obstacle first, and no saving while the form is disabled', async () => {
    const { form, learn } = await formPage({ call: false });
    expect(form.reason).to.equal('A result needs a call with a number and a campaign.');
    await learn('091000000');
    await choose(form, 'visa');
    expect(form.canSave).to.equal(true);
    form.disabled = true;
    expect(form.canSave).to.equal(false);
  });

  it('can put the focus on the chips or into the field, and hide the row of the form’s own button', async () => {
    const { form } = await formPage({ template: html`<cti-disposition-form class="own"></cti-disposition-form>` });
    form.focusChips();
    expect(focused(form)?.id).to.equal('chip-0');
    form.focusSearch();
    expect(focused(form)).to.equal(field(form));
    form.chips = 0;
    await form.updateComplete;
    field(form).blur();
    form.focusChips();
    expect(focused(form)).to.equal(field(form));
    const style = document.createElement('style');
    style.textContent = '.own::part(submit-row) { display: none }';
    form.after(style);
    expect(part(form, '[part~=submit]').offsetHeight).to.equal(0);
  });
});

describe('the texts that a contact centre keeps beside a result', () => {
  const templates = {
    'no label': html`<cti-disposition-form></cti-disposition-form>`,
    'what is no JSON': html`<cti-disposition-form data-labels="Order, Plan"></cti-disposition-form>`,
    'no list of texts': html`<cti-disposition-form data-labels='[1, null, "Third"]'></cti-disposition-form>`,
    'empty ones': html`<cti-disposition-form data-labels='["", " "]'></cti-disposition-form>`,
  };
  for (const [what, template] of Object.entries(templates))
    it(`are not there and not sent with ${what}`, async () => {
      const { form, disposed } = await formPage({ template });
      expect(has(form, '#data1, #data2')).to.equal(false);
      await choose(form, 'visa');
      await form.dispose();
      expect(Object.keys(disposed[0]!)).not.to.include.members(['data1', 'data2']);
    });

  it('have the names that the page gives, each alone, too', async () => {
    const { form, disposed } = await formPage({
      template: html`<cti-disposition-form data-labels='["", "תוכנית"]'></cti-disposition-form>`,
    });
    expect(has(form, '#data1')).to.equal(false);
    const label = part(form, '[for=data2]');
    expect([textOf(label), label.querySelector('bdi')?.dir]).to.deep.equal(['תוכנית', 'rtl']);
    await choose(form, 'visa');
    await write(form, 'data2', 'Fibre');
    await form.dispose();
    expect(disposed[0]).to.include({ data2: 'Fibre' });
    form.dataLabels = ['Order'];
    await form.updateComplete;
    expect([has(form, '#data1'), has(form, '#data2')]).to.deep.equal([true, false]);
  });
});

describe('what a callback needs', () => {
  it('has the campaign that it is for folded, and open where something stands there', async () => {
    const { form, learn } = await formPage();
    const more = part<HTMLDetailsElement>(form, '[part=advanced]');
    expect(more.offsetHeight).to.equal(0);
    await choose(form, 'call back');
    expect([more.open, more.offsetHeight > 0]).to.deep.equal([false, true]);
    await write(form, 'callbackCampaign', 'Back->');
    more.open = false;
    await learn('098765432');
    part(form, '[name=leave]').click();
    await form.updateComplete;
    part(form, '[name=open-draft]').click();
    await form.updateComplete;
    expect([more.open, part<HTMLInputElement>(form, '#callbackCampaign').value]).to.deep.equal([true, 'Back->']);
  });
});

describe('a picker of the page’s own', () => {
  const setup = async (isInside = false) => {
    const page = await formPage();
    const picker = document.createElement('cti-schedule-picker') as unknown as PickerStub & CtiSchedulePicker;
    if (isInside) picker.slot = 'callback';
    page.form[isInside ? 'append' : 'after'](picker);
    page.form.picker = picker;
    await page.form.updateComplete;
    const pick = async (text = at) => {
      const input = picker.renderRoot.querySelector('input')!;
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      await page.form.updateComplete;
    };
    return { ...page, picker, pick };
  };

  for (const isInside of [false, true])
    it(`is the form’s while a result needs it, ${isInside ? 'in the form' : 'elsewhere in the page'}`, async () => {
      const { form, picker, pick, disposed } = await setup(isInside);
      expect([has(form, 'cti-schedule-picker'), picker.pickerOnly]).to.deep.equal([false, false]);
      await choose(form, 'call back');
      expect([has(form, 'cti-schedule-picker'), picker.pickerOnly]).to.deep.equal([false, true]);
      expect(await form.dispose()).to.equal(undefined);
      expect(textOf(part(form, '[part~=status]'))).to.equal('Choose the time of the callback.');
      let heard = 0;
      form.addEventListener('change', (event) => (heard += Number(event.target === form)));
      await pick();
      expect([heard, form.canSave]).to.deep.equal([1, true]);
      expect(await form.dispose()).to.include({ status: 'confirmed' });
      await form.updateComplete;
      expect(disposed).to.deep.equal([{ type: 'dispose', ...call, level1: 'Call back', callbackAt: at }]);
      expect([picker.value, picker.pickerOnly]).to.deep.equal(['', false]);
      expect(await audit(form)).to.deep.equal([]);
    });

  it('is its own as long as no result needs it: its time is neither sent nor kept, nor emptied', async () => {
    const { form, picker, pick, learn, disposed } = await setup();
    await pick();
    await choose(form, 'visa');
    await form.dispose();
    await learn('098765432');
    expect([picker.value, has(form, '[part=drafts] .notice')]).to.deep.equal([at, false]);
    expect(disposed).to.deep.equal([{ type: 'dispose', ...call, level1: 'SALE', level2: 'Card', level3: 'V1' }]);
  });

  it('sends no time with another result, and keeps none that was chosen here for the next call', async () => {
    const { form, picker, pick, learn, disposed } = await setup();
    await choose(form, 'call back');
    await pick();
    await choose(form, 'visa');
    expect([picker.pickerOnly, picker.value]).to.deep.equal([false, at]);
    await form.dispose();
    await learn('098765432');
    expect([disposed[0]?.callbackAt, picker.value]).to.deep.equal([undefined, '']);
  });

  it('has the time of a draft again when that is opened', async () => {
    const { form, picker, pick, learn } = await setup();
    await choose(form, 'call back');
    await pick();
    await learn('098765432');
    part(form, '[name=leave]').click();
    await form.updateComplete;
    expect([picker.value, picker.pickerOnly]).to.deep.equal(['', false]);
    form.openDraft(form.drafts[0]!);
    await form.updateComplete;
    expect([picker.value, picker.pickerOnly]).to.deep.equal([at, true]);
  });

  it('is let go of when the page takes it away, and the form has its own again', async () => {
    const { form, picker, pick } = await setup();
    await choose(form, 'call back');
    form.picker = undefined;
    await form.updateComplete;
    await pick();
    expect([picker.pickerOnly, has(form, '#callbackAt'), form.reason]).to.deep.equal([
      ...[false, true, 'Choose when to call back.'],
    ]);
  });
});

describe('a result that is a branch', () => {
  it('is refused beside the field, with its results one press away', async () => {
    const { form, disposed } = await formPage();
    await write(form, 'level1', 'card');
    await form.dispose();
    await form.updateComplete;
    const button = part(form, '[name=branch]');
    expect(textOf(button)).to.equal('Show the results of “Sale › Card”');
    expect(await audit(form)).to.deep.equal([]);
    button.focus();
    await press('Enter');
    await form.updateComplete;
    const options = [...form.shadowRoot!.querySelectorAll('[role=option]')].map(textOf);
    expect([focused(form), options]).to.deep.equal([field(form), ['Sale › Card › Visa', 'Sale › Card › Crédito']]);
    await press('ArrowDown');
    await press('Enter');
    await form.updateComplete;
    expect([form.leafText, has(form, '[name=branch]'), disposed]).to.deep.equal(['Sale › Card › Visa', false, []]);
  });

  it('offers nothing where a text is no result at all', async () => {
    const { form } = await formPage();
    await write(form, 'level1', 'bitcoin');
    await form.dispose();
    await form.updateComplete;
    expect(has(form, '[name=branch]')).to.equal(false);
  });
});

describe('a result that can be taken back', () => {
  const holdFor = 60_000;
  let agents = 0;
  const setup = async () => {
    const outbox = new Outbox({ agent: `Ana ${(agents += 1)}`, server: 'undo' });
    const page = await formPage({ outbox, memory: `Ana@${agents}` });
    await until(() => outbox.storage !== 'memory' || outbox.problem);
    return { ...page, outbox };
  };
  const full = { level1: 'Thinks it over', comment: 'Will ask.', data1: 'A 7', data2: 'Fibre' };
  const fill = async (form: CtiDispositionForm) => {
    await choose(form, 'thinks');
    for (const id of ['comment', 'data1', 'data2'] as const) await write(form, id, full[id]);
    await write(form, 'callbackCampaign', 'Back->');
    part<PickerStub>(form, 'cti-schedule-picker').value = at;
  };
  /** Saves it and takes it back, as the panel does. */
  const undo = async ({ form, client, disposed }: Awaited<ReturnType<typeof setup>>) => {
    let command: CommandOf<'dispose'> | undefined;
    form.addEventListener('cti-result', (event) => (command = event.command as CommandOf<'dispose'>), { once: true });
    const reply = await form.dispose({ holdFor });
    await form.updateComplete;
    await client.outbox?.discard(reply?.entry ?? '');
    expect([reply?.status, typeof reply?.until, disposed]).to.deep.equal(['queued', 'number', []]);
    return command!;
  };

  it('leaves an empty form that says nothing: whoever holds it offers to undo that', async () => {
    const page = await setup();
    await fill(page.form);
    await undo(page);
    expect(typed(page.form)).to.include({ level1: '', comment: '', data1: '' });
    expect(part(page.form, '[part~=status]').dataset['state']).to.equal('idle');
    expect(part(page.form, '[part=said]').hidden).to.equal(true);
  });

  it('is put back for its call as it was, and can be saved again', async () => {
    const page = await setup();
    const { form, disposed } = page;
    await fill(form);
    const command = await undo(page);
    form.restoreUndone(command);
    await form.updateComplete;
    expect(typed(form)).to.include({ ...full, callbackAt: at, callbackCampaign: 'Back->' });
    expect([has(form, '[part=notice]'), form.canSave]).to.deep.equal([false, true]);
    await form.dispose();
    expect(disposed).to.deep.equal([command]);
  });

  it('is put back by what was sent, also where that is not what the agent reads, or no result any more', async () => {
    const { form } = await formPage();
    const command = { type: 'dispose', ...call, level1: 'SALE', level2: 'Card', level3: 'V1' } as const;
    form.restoreUndone(command);
    await form.updateComplete;
    expect(form.leafText).to.equal('Sale › Card › Visa');
    form.reset();
    form.dispositions = tree.slice(1);
    await form.updateComplete;
    form.restoreUndone(command);
    await form.updateComplete;
    expect([field(form).value, form.leafText]).to.deep.equal(['SALE › Card › V1', '']);
  });

  it('goes to its own call when another one is here, and what was begun for that stays its draft', async () => {
    const page = await setup();
    const { form, learn, disposed } = page;
    await choose(form, 'visa');
    const command = await undo(page);
    await learn('098765432', 'Support<-');
    await write(form, 'comment', 'of the second');
    form.restoreUndone(command);
    await form.updateComplete;
    expect(textOf(part(form, '[part=notice]'))).to.equal('This is the result that you began for 091000000.');
    expect([form.leafText, comment(form), form.drafts.map(({ customer }) => customer)]).to.deep.equal([
      ...['Sale › Card › Visa', '', ['098765432']],
    ]);
    await form.dispose();
    await form.updateComplete;
    expect(disposed).to.deep.equal([command]);
    expect([comment(form), textOf(part(form, '[part=call]'))]).to.deep.equal([
      ...['of the second', 'Result of 098765432 Support inbound'],
    ]);
  });

  it('loses nothing that was typed since for the same call', async () => {
    const page = await setup();
    const { form } = page;
    await fill(form);
    const command = await undo(page);
    await choose(form, 'no answer');
    await write(form, 'comment', 'Second thought.');
    form.restoreUndone(command);
    await form.updateComplete;
    expect(typed(form)).to.include({ level1: 'No answer', comment: 'Will ask.\nSecond thought.', data1: 'A 7' });
  });

  it('becomes a draft while another result is on its way', async () => {
    const page = await setup();
    const { form, learn, client } = page;
    await choose(form, 'visa');
    const command = await undo(page);
    await learn('098765432');
    client.outbox?.release?.();
    page.answer.with = () => new Promise(() => {});
    await choose(form, 'no answer');
    void form.dispose();
    await form.updateComplete;
    form.restoreUndone(command);
    await form.updateComplete;
    expect([form.leafText, form.drafts.map(({ customer }) => customer)]).to.deep.equal(['No answer', ['091000000']]);
  });

  it('does not push out what is typed without a call', async () => {
    const { form } = await formPage({ call: false });
    await write(form, 'comment', 'of no call');
    form.restoreUndone({ type: 'dispose', ...call, level1: 'No answer' });
    await form.updateComplete;
    expect([comment(form), form.drafts.length]).to.deep.equal(['of no call', 1]);
  });
});

describe('what came from outside in the form', () => {
  it('stands apart from its sentence: the number, the campaign and its direction, the results', async () => {
    const { form, learn } = await formPage({ call: false });
    await learn('091 000-000', 'Ventas<-');
    const data = (selector: string) =>
      [...part(form, selector).querySelectorAll('bdi')].map((each) => [each.textContent, each.dir]);
    expect(data('[part=call]')).to.deep.equal([
      ['091 000-000', 'ltr'],
      ['Ventas', 'ltr'],
    ]);
    await choose(form, 'not to be called');
    expect(data('#consequence')).to.deep.equal([['091 000-000', 'ltr']]);
    expect(data('#chip-3')).to.deep.equal([['Asked not to be called', 'ltr']]);
    await write(form, 'comment', 'x');
    await learn('098765432');
    expect(data('[part=notice]')).to.deep.equal([
      ['091 000-000', 'ltr'],
      ['098765432', 'ltr'],
    ]);
    part(form, '[name=leave]').click();
    await form.updateComplete;
    expect(data('[part=drafts]')).to.deep.equal([['091 000-000', 'ltr']]);
    expect(plain(part(form, '[name=open-draft]').ariaLabel)).to.equal('Open it: 091 000-000');
  });

  it('turns the field to the direction of what stands in it, and leaves it the page’s while it is empty', async () => {
    const { form } = await formPage({ dispositions: [{ label: 'לא מעוניין' }, { label: 'Busy' }] });
    expect(field(form).hasAttribute('dir')).to.equal(false);
    await choose(form, 'מעוניין');
    expect([field(form).dir, getComputedStyle(field(form)).direction]).to.deep.equal(['auto', 'rtl']);
  });
});
