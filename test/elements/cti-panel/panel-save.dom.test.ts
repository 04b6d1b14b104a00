// Save & next: what is saved lies in the outbox for a moment, and the agent is ready for the next call.
import { expect } from 'chai';
import { html } from 'lit';
import type { Command, CommandType, Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { ResultUses } from '../../../src/core/result-uses.js';
import { holdClock, type Clock } from '../../clock.js';
import { press, typeKeys, until, unmarked } from '../elements.fixture.js';
import {
  agents,
  agree,
  choose,
  clickIn,
  deepFocus,
  field,
  find,
  form,
  inner,
  isShown,
  numberOf,
  onCall,
  settled,
  stateOf,
  text,
  tree,
  type Setup,
} from './cti-panel.fixture.js';

const labelled = html`<cti-panel .dispositions=${tree} .dataLabels=${['Order']}></cti-panel>`;

let agentsMade = 0;

/** In the work after a call whose result can be taken back; the clock stands. */
async function wrapUp(options: Setup = {}) {
  const clock = holdClock({ only: ['Date', 'setTimeout', 'clearTimeout'] });
  const agent = `Ana${Date.now()}-${(agentsMade += 1)}`;
  const page = await onCall({ panel: labelled, outbox: 'kept', agent, ...options });
  inner(page.element, 'cti-hangup-button').click();
  await until(() => stateOf(page.element) === 'Wrap-up');
  return { ...page, clock, agent };
}

/** Saves by its keys, and is ready. */
async function saved(options: Setup = {}, result = 'Sale') {
  const page = await wrapUp(options);
  await choose(page.element, result);
  await press('Control+Enter');
  await until(() => stateOf(page.element) === 'Ready');
  await settled(page.element);
  return page;
}

const line = ({ element }: { element: Parameters<typeof text>[0] }) => unmarked(text(element, '[part=saved]'));
const inForm = (element: Parameters<typeof text>[0], selector: string) =>
  form(element).shadowRoot?.querySelector(selector) as HTMLInputElement;

async function pass({ clock, element }: { clock: Clock; element: Parameters<typeof text>[0] }, milliseconds: number) {
  await clock.tickAsync(milliseconds);
  element.requestUpdate();
  await settled(element);
}

describe('<cti-panel> saves and goes on', () => {
  it('by Ctrl+Enter writes the result into the outbox, sends nothing yet, is ready for the next number, and says what it saved', async () => {
    const page = await saved();
    const { element, client, of } = page;
    expect(client.outbox?.storage, 'kept over a reload').to.equal('sealed');
    const [entry] = client.outbox?.list() ?? [];
    expect(entry).to.deep.include({ state: 'waiting', heldUntil: Date.now() + 5_000 });
    expect(entry?.command).to.include({ type: 'dispose', level1: 'Sale', customer: '091000000' });
    expect(of('dispose')).to.deep.equal([]);
    expect([stateOf(element), deepFocus(), line(page)]).to.deep.equal([
      'Ready',
      'number',
      'Saved Sale for 091000000 Undo 5 s',
    ]);
    expect(isShown(element, 'cti-disposition-form')).to.equal(false);
  });

  it('gives it back by Undo with all that was typed, for its call, and nothing was sent', async () => {
    const page = await wrapUp();
    const { element, client, of } = page;
    await choose(element, 'Sale');
    inForm(element, 'textarea').focus();
    await typeKeys('Wants it on Monday');
    const order = inForm(element, '#data1');
    order.value = 'A-17';
    order.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await settled(element);
    await press('Control+Enter');
    await until(() => stateOf(element) === 'Ready');
    await settled(element);
    expect(client.outbox?.list()[0]?.command).to.include({ comment: 'Wants it on Monday', data1: 'A-17' });
    await press('Alt+Shift+Z');
    await until(() => stateOf(element) === 'Wrap-up');
    await settled(element);
    expect([form(element).leafText, inForm(element, 'textarea').value, inForm(element, '#data1').value]).to.deep.equal([
      'Sale',
      'Wants it on Monday',
      'A-17',
    ]);
    expect([numberOf(element), deepFocus(), line(page)]).to.deep.equal(['091000000', 'chip-0', '']);
    expect([...new ResultUses(client.owner).of('Sale->')], 'it was not used').to.deep.equal([]);
    await pass(page, 10_000);
    expect([of('dispose'), client.outbox?.list()]).to.deep.equal([[], []]);
    await clickIn(element, '[name=save-next]');
    await until(() => stateOf(element) === 'Ready');
    await pass(page, 5_000);
    await until(() => of('dispose').length);
    expect(of('dispose')).to.have.length(1);
    expect(of('dispose')[0]).to.include({ comment: 'Wants it on Monday', data1: 'A-17' });
  });

  it('sends it by itself when the moment is over, and takes the line away', async () => {
    const page = await saved();
    const { element, of, client } = page;
    await pass(page, 4_000);
    expect([of('dispose').length, line(page)]).to.deep.equal([0, 'Saved Sale for 091000000 Undo 1 s']);
    find(element, '[name=undo]').focus();
    await pass(page, 1_000);
    await until(() => of('dispose').length);
    await until(() => !client.outbox?.list().length);
    await pass(page, 0);
    expect([of('dispose').length, line(page)]).to.deep.equal([1, '']);
    expect(deepFocus(), 'the focus was on what has gone').to.equal('number');
  });

  it('sends it before the next dial', async () => {
    const { element, transport, of } = await saved();
    field(element).focus();
    await typeKeys('092');
    await press('Enter');
    await until(() => of('call').length === 2);
    await until(() => of('dispose').length);
    await settled(element);
    expect(
      transport.sent
        .map((each) => each.type)
        .filter((each) => each !== 'hangup' && each !== 'cti')
        .sort(),
    ).to.deep.equal(['call', 'call', 'dispose']);
    expect([numberOf(element), isShown(element, '[name=undo]')]).to.deep.equal(['092', false]);
  });

  for (const [where, options] of Object.entries<Setup>({
    'the page says 0 seconds': { panel: html`<cti-panel undo-seconds="0" .dispositions=${tree}></cti-panel>` },
    'it goes over the uContact portal': { transportName: 'portal' },
  }))
    it(`sends it at once, and offers no way back, where ${where}`, async () => {
      const page = await saved(options);
      expect([page.of('dispose').length, line(page), stateOf(page.element)]).to.deep.equal([1, '', 'Ready']);
    });

  it('offers as many seconds as the page says, also over the portal', async () => {
    const page = await saved({
      transportName: 'portal',
      panel: html`<cti-panel undo-seconds="9" .dispositions=${tree}></cti-panel>`,
    });
    expect([page.of('dispose').length, line(page)]).to.deep.equal([0, 'Saved Sale for 091000000 Undo 9 s']);
  });

  it('says so where it is too late to take it back', async () => {
    const page = await saved();
    const { element, client, of } = page;
    await client.outbox?.release();
    await until(() => of('dispose').length && !client.outbox?.list().length);
    expect(await element.undo()).to.equal(false);
    await settled(element);
    expect([text(element, '#undo'), stateOf(element), line(page), of('dispose').length]).to.deep.equal([
      'The dialer already has this. It can no longer be undone here.',
      'Ready',
      '',
      1,
    ]);
    expect(await element.undo(), 'and there is nothing more').to.equal(false);
  });

  it('saves at once by Save, and stays with its call', async () => {
    const page = await wrapUp();
    const { element, of } = page;
    await choose(element, 'Sale');
    await clickIn(element, '[name=save]');
    await until(() => of('dispose').length);
    await until(() => stateOf(element) === 'Saved');
    await settled(element);
    expect([numberOf(element), line(page), isShown(element, 'cti-disposition-form')]).to.deep.equal([
      '091000000',
      '',
      true,
    ]);
    expect(find(element, '.foot [name=next]').classList.contains('primary'), 'the next call comes next').to.equal(true);
    await press('Control+Enter');
    await settled(element);
    expect([stateOf(element), of('dispose').length]).to.deep.equal(['Ready', 1]);
  });

  it('only saves by Ctrl+Enter while the call is on', async () => {
    const { element, of } = await onCall({ outbox: 'kept', agent: `On${Date.now()}` });
    await choose(element, 'Sale');
    await press('Control+Enter');
    await until(() => of('dispose').length);
    await settled(element);
    expect([stateOf(element), isShown(element, '[name=undo]'), isShown(element, 'cti-disposition-form')]).to.deep.equal(
      ['Dialled', false, true],
    );
  });

  it('never holds what a page’s script disposes', async () => {
    const { element, of, client } = await wrapUp();
    await choose(element, 'Sale');
    expect(await form(element).dispose()).to.include({ status: 'confirmed' });
    await settled(element);
    expect([of('dispose').length, client.outbox?.list(), isShown(element, '[name=undo]')]).to.deep.equal([
      1,
      [],
      false,
    ]);
  });

  it('goes on nowhere without a result that can be saved, and leaves the focus where something is missing', async () => {
    const { element, of } = await wrapUp();
    await choose(element, 'Callback');
    await press('Control+Enter');
    await settled(element);
    expect([stateOf(element), of('dispose').length, isShown(element, '[name=undo]')]).to.deep.equal([
      'Wrap-up',
      0,
      false,
    ]);
    expect(deepFocus()).to.equal('choice');
  });

  it('stays, and says so, where the dialer refuses the result at once', async () => {
    const { element } = await wrapUp({
      transportName: 'portal',
      answer: (command: Command): Reply | Promise<Reply> =>
        command.type === 'dispose' ? Promise.reject(new CtiError('REJECTED', 'It is no leaf.')) : agree(command),
    });
    await choose(element, 'Sale');
    await press('Control+Enter');
    await until(() => !form(element).isPending);
    await settled(element);
    expect([stateOf(element), form(element).leafText]).to.deep.equal(['Wrap-up', 'Sale']);
    expect(form(element).shadowRoot?.querySelector('.outcome')?.textContent).to.contain('It is no leaf.');
  });

  it('does not offer it where nothing takes results', async () => {
    const can: CommandType[] = agents.filter((each) => each !== 'dispose');
    const { element } = await onCall({ can });
    await clickIn(element, '[name=next]');
    expect([isShown(element, '[name=save-next]'), isShown(element, '.foot [name=next]')]).to.deep.equal([false, true]);
  });
});
