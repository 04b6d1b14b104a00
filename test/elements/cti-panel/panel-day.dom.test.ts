// What the panel knows of the day, of drafts and of the outbox, and whom it names.
import { expect } from 'chai';
import { html } from 'lit';
import type { Command, CommandType, Reply } from '../../../src/core/commands.js';
import { CtiClient } from '../../../src/core/client.js';
import { CtiError } from '../../../src/core/errors.js';
import type { CtiPanel } from '../../../src/elements/cti-panel/cti-panel.js';
import { Dialer } from '../calls.fixture.js';
import { fakeTransport, mount, press, typeKeys, until, unmarked } from '../elements.fixture.js';
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
  portalSays,
  setClock,
  settled,
  setup,
  stateOf,
  text,
  tree,
} from './cti-panel.fixture.js';

const rows = (element: CtiPanel) =>
  [...element.renderRoot.querySelectorAll('[part=day] li')].map((row) =>
    unmarked(row.querySelector('.what')?.textContent ?? '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
const figures = (element: CtiPanel) =>
  [...element.renderRoot.querySelectorAll('.counters dd')].map(({ textContent }) => textContent?.trim());

/** One call, with its result where there is one, until the panel is ready again. */
async function work(element: CtiPanel, number: string, result = ''): Promise<void> {
  await element.dial(number);
  await settled(element);
  inner(element, 'cti-hangup-button').click();
  await settled(element);
  if (result) {
    await choose(element, result);
    await clickIn(element, '[name=save]');
    await until(() => !form(element).isPending);
    await settled(element);
  }
  await clickIn(element, '.foot [name=next]');
}

describe('<cti-panel> and the day', () => {
  it('lists each call with its number and result, counts them, and dials one again', async () => {
    setClock(0);
    const { element, of } = await setup();
    expect(text(element, '[part=day]')).to.equal('Your calls of today are listed here.');
    await work(element, '091', 'Sale');
    setClock(100);
    await work(element, '092');
    expect(rows(element)).to.deep.equal(['092 No result', '091 Sale']);
    expect(find(element, '[part=day] li .when').textContent?.trim(), 'the time').to.match(/^\d+:\d\d/);
    expect(figures(element)).to.deep.equal(['2', '1', '0:00', '0']);
    const again = find(element, '[part=day] li:last-child button');
    expect(unmarked(again.ariaLabel ?? '')).to.equal('Call 091 again');
    again.click();
    await until(() => of('call').length > 2, 'it is dialled');
    expect(of('call').map((each) => 'destination' in each && each.destination)).to.deep.equal(['091', '092', '091']);
  });

  it('shows the last eight, and all when they are asked for', async () => {
    const { element } = await setup();
    for (let call = 10; call < 19; call++) {
      setClock(call);
      await work(element, `0910000${call}`);
    }
    expect(rows(element)).to.have.length(8);
    await clickIn(element, '[part=day] .list-head button');
    expect(rows(element)).to.have.length(9);
  });

  it('keeps them over a reload, each agent’s apart, and forgets them with client.forget()', async () => {
    const { element, client } = await setup({ agent: 'Ana' });
    await work(element, '091', 'Sale');
    const { element: reloaded } = await setup({ agent: 'Ana' });
    await settled(reloaded);
    if (stateOf(reloaded) !== 'Ready') await clickIn(reloaded, '.foot [name=next]');
    expect(rows(reloaded)).to.deep.equal(['091 Sale']);
    const { element: others } = await setup({ agent: 'Luz' });
    expect(rows(others)).to.deep.equal([]);
    await client.forget();
    expect(JSON.stringify({ ...sessionStorage })).not.to.contain('091');
    const { element: after } = await setup({ agent: 'Ana' });
    expect(rows(after)).to.deep.equal([]);
  });

  for (const [code, said] of [
    ['UNREACHABLE', '091 Sale: waiting to be sent'],
    ['TIMEOUT', '091 Sale: may not be saved, look in the outbox'],
  ] as const)
    it(`says in the row of a call that its result is not saved: ${code}`, async () => {
      let isOn = false;
      const answer = (command: Command): Reply | Promise<Reply> =>
        command.type === 'dispose' && !isOn
          ? Promise.reject(new CtiError('UNREACHABLE', 'The portal is not there.'))
          : command.type === 'dispose'
            ? Promise.reject(new CtiError(code, 'It is so.', { maybeSent: code === 'TIMEOUT' }))
            : agree(command);
      const { element, client } = await setup({ answer, outbox: 'kept', agent: `Day${Date.now()}` });
      await work(element, '091', 'Sale');
      isOn = true;
      await client.outbox?.flush();
      await until(() => rows(element)[0] === said);
    });

  it('offers what was begun for other calls, opens it by its button and saves it by its key', async () => {
    const { element, of } = await setup();
    await element.dial('091');
    await settled(element);
    await clickIn(element, '.head [name=next]');
    form(element).shadowRoot?.querySelector('textarea')?.focus();
    await typeKeys('Later');
    await settled(element);
    expect(text(element, '.foot [name=next]')).to.contain('Keep as a draft, next call');
    await press('Alt+Shift+J');
    await settled(element);
    expect([stateOf(element), text(element, '[part=drafts] .what')]).to.deep.equal([
      'Ready',
      'Draft for 091 The result is not saved yet.',
    ]);
    await element.dial('092');
    await settled(element);
    await clickIn(element, '.head [name=next]');
    await clickIn(element, '.foot [name=next]');
    expect(text(element, '[part=drafts]')).to.contain('091').and.not.to.contain('092');
    await clickIn(element, '[name=open-draft]');
    expect([form(element).isOpened, form(element).call.customer]).to.deep.equal([true, '091']);
    expect(form(element).shadowRoot?.querySelector('textarea')?.value).to.equal('Later');
    await choose(element, 'Sale');
    await press('Control+Enter');
    await settled(element);
    expect(of('dispose').map((each) => 'customer' in each && each.customer)).to.deep.equal(['091']);
  });

  it('offers what was begun to who began it alone', async () => {
    const { element, session, client } = await setup();
    await element.dial('091');
    await settled(element);
    await clickIn(element, '.head [name=next]');
    form(element).shadowRoot?.querySelector('textarea')?.focus();
    await typeKeys('Later');
    await clickIn(element, '.foot [name=next]');
    const isHidden = [];
    client.close();
    for (const memory of ['Ana@x', 'Luz@x', 'Ana@x']) {
      const transports = [fakeTransport({ can: agents, send: agree })];
      session.client = new CtiClient({ transports, memory });
      await settled(element);
      isHidden.push(find(element, '[part=drafts]').hidden);
    }
    expect(isHidden).to.deep.equal([false, true, false]);
  });
});

describe('<cti-panel> and its outbox', () => {
  it('counts what waits on its button, which opens it; Escape closes it, and the focus goes back', async () => {
    const answer = (command: Command): Reply | Promise<Reply> =>
      command.type === 'dispose' ? Promise.reject(new CtiError('UNREACHABLE', 'Not there.')) : agree(command);
    const { element } = await setup({ answer, outbox: 'kept', agent: `Box${Date.now()}` });
    const opener = () => find(element, '[data-action=outbox]');
    expect([opener().ariaLabel, find(element, '[part=badge]')]).to.deep.equal(['Outbox: 0 waiting', null]);
    await work(element, '091', 'Sale');
    expect([opener().ariaLabel, text(element, '[part=badge]'), isShown(element, 'cti-outbox')]).to.deep.equal([
      'Outbox: 1 waiting',
      '1',
      false,
    ]);
    opener().focus();
    await press('Enter');
    await settled(element);
    expect([isShown(element, 'cti-outbox'), opener().ariaExpanded, deepFocus()]).to.deep.equal([true, 'true', 'close']);
    expect(find(element, 'cti-outbox').shadowRoot?.textContent).to.contain('091');
    await press('Escape');
    await settled(element);
    expect([isShown(element, 'cti-outbox'), element.shadowRoot?.activeElement === opener()]).to.deep.equal([
      false,
      true,
    ]);
  });
});

describe('<cti-panel> and a result that lies in its outbox', () => {
  const doubt = (command: Command): Reply | Promise<Reply> =>
    command.type === 'dispose'
      ? Promise.reject(new CtiError('TIMEOUT', 'Nobody knows.', { maybeSent: true }))
      : agree(command);
  /** What the bar offers next, without its keys. */
  const bar = (element: CtiPanel) =>
    [...(element.renderRoot.querySelector('.foot [name=next]')?.childNodes ?? [])]
      .map((node) => (node instanceof Text ? node.data.trim() : ''))
      .join('');
  const rowOf = (element: CtiPanel) => text(element, '[part=day] .list li .what .hint');
  let answer = doubt;

  /** Its result was saved by its keys after the call, and nobody knows whether it is there. */
  async function left(agent = `Doubt${Date.now()}`) {
    answer = doubt;
    const page = await onCall({ answer: (command) => answer(command), outbox: 'kept', agent });
    const { element, client } = page;
    inner(element, 'cti-hangup-button').click();
    await settled(element);
    await choose(element, 'Sale');
    await element.save();
    await settled(element);
    expect(client.outbox?.list().map(({ state }) => state)).to.deep.equal(['unknown']);
    answer = agree;
    return { ...page, agent };
  }

  it('saves it no second time once it was sent again from there, and leaves the focus on a control', async () => {
    const { element, client, of } = await left();
    expect(bar(element)).to.equal('Leave it in the outbox, next call');
    await press('Alt+Shift+X');
    await settled(element);
    const again = () => find(element, 'cti-outbox').shadowRoot?.querySelector<HTMLElement>('[name=send]');
    again()?.focus();
    await press('Enter');
    await until(() => !client.outbox?.list().length);
    await until(() => bar(element) === 'Next call', 'the bar offers the next call');
    expect([form(element).leafText, deepFocus()]).to.deep.equal(['', 'close']);
    await press('Control+Enter');
    await until(() => stateOf(element) === 'Ready');
    await settled(element);
    expect([of('dispose').length, rowOf(element)]).to.deep.equal([2, 'Sale']);
  });

  it('says after a reload that nobody knows, and offers no second save', async () => {
    const { element, client, agent } = await left();
    client.close();
    element.remove();
    const page = await setup({ outbox: 'kept', agent });
    await until(() => bar(page.element) === 'Leave it in the outbox, next call', 'the bar says so');
    await press('Control+Enter');
    expect([form(page.element).leafText, page.of('dispose')]).to.deep.equal(['Sale', []]);
  });

  it('calls it not saved where the agent discards it there', async () => {
    const { element, client } = await left();
    await clickIn(element, '.foot [name=next]');
    expect(rowOf(element)).to.equal('Sale: may not be saved, look in the outbox');
    await client.outbox?.discard(client.outbox.list()[0]?.id ?? '');
    await until(() => rowOf(element) === 'No result', 'the day has no result of it');
  });

  it('takes back what it said of one that can be undone where the agent discards that there', async () => {
    answer = agree;
    const { element, client } = await onCall({
      answer: (command) => answer(command),
      outbox: 'kept',
      agent: `Held${Date.now()}`,
    });
    inner(element, 'cti-hangup-button').click();
    await settled(element);
    await choose(element, 'Sale');
    await element.saveAndNext();
    await settled(element);
    expect([isShown(element, '[name=undo]'), rowOf(element)]).to.deep.equal([true, 'Sale: waiting to be sent']);
    await client.outbox?.discard(client.outbox.list()[0]?.id ?? '');
    await until(() => !isShown(element, '[name=undo]'), 'there is nothing to undo');
    expect(rowOf(element)).to.equal('No result');
  });
});

describe('<cti-panel> names who is on the line', () => {
  const cti = (name?: string): Parameters<typeof portalSays>[0] => ({
    guid: 'in-1',
    callerId: '099124484',
    campaign: 'Help->',
    data: name ? [['Nombre', name]] : [['account', '7']],
    raw: {},
  });
  const can: CommandType[] = [...agents, 'cti'];
  const name = (element: CtiPanel) => text(element, '#head');

  it('as the dialer does, before the page', async () => {
    const dialer = new Dialer();
    const panel = html`<cti-panel .customer=${{ name: 'Of the page' }}></cti-panel>`;
    const element = await mount<CtiPanel>(panel, { client: dialer.client });
    dialer.tell('a', 'connected', { name: 'Ana Pérez' });
    await settled(element);
    expect([name(element), numberOf(element)]).to.deep.equal(['Ana Pérez', '091 000 000']);
  });

  it('and does not call a call of an inbound campaign dialled', async () => {
    const { element, client } = await setup({ can, answer: portalSays({ ...cti()!, campaign: 'Help<-' }) });
    await client.send({ type: 'cti' });
    await settled(element);
    expect(stateOf(element)).to.equal('Answered');
  });

  it('as the page does, for the number that it says and for no other', async () => {
    const { element } = await onCall();
    expect(name(element), 'nobody knows').to.equal('091000000');
    element.customer = { name: 'Luz Gil', number: '091 000-000' };
    await settled(element);
    expect([name(element), numberOf(element)]).to.deep.equal(['Luz Gil', '091000000']);
    element.customer = { name: 'Luz Gil', number: '092' };
    await settled(element);
    expect(name(element)).to.equal('091000000');
    element.customer = { name: 'Whoever' };
    await settled(element);
    expect(name(element)).to.equal('Whoever');
  });

  it('by a variable of the call, after the page’s, or not at all', async () => {
    const { element } = await setup({ can, answer: portalSays(cti('José')) });
    expect(name(element)).to.equal('José');
    element.customer = { name: 'Of the page' };
    await settled(element);
    expect(name(element)).to.equal('Of the page');
    const { element: none } = await setup({ can, answer: portalSays(cti()), agent: 'Luz' });
    expect([name(none), text(none, '[part=number]')]).to.deep.equal(['099124484', '']);
  });
});

describe('<cti-panel> moves the focus to what comes next', () => {
  it('from the number to the search when it is dialled, and to the chips after the hang-up; never to a heading', async () => {
    const { element } = await setup();
    field(element).focus();
    await typeKeys('091');
    await press('Enter');
    await until(() => stateOf(element) === 'Dialled');
    await settled(element);
    expect(deepFocus()).to.equal('level1');
    await press('Alt+Shift+H');
    await until(() => stateOf(element) === 'Wrap-up');
    await settled(element);
    expect(deepFocus()).to.equal('chip-0');
    expect(element.renderRoot.querySelectorAll(':is(h1, h2, h3, h4)[tabindex]').length).to.equal(0);
  });

  it('also where the dialer only takes the hang-up, and not from where the agent types', async () => {
    const answer = (command: Command): Reply =>
      command.type === 'hangup' ? { status: 'sent', transport: 'fake' } : agree(command);
    const { element } = await onCall({ answer });
    inner(element, 'cti-hangup-button').focus();
    await press('Enter');
    await until(() => stateOf(element) === 'Wrap-up');
    await settled(element);
    expect(deepFocus()).to.equal('chip-0');
    await clickIn(element, '.foot [name=next]');
    await element.dial('092');
    await settled(element);
    form(element).shadowRoot?.querySelector('textarea')?.focus();
    await typeKeys('Wants');
    const at = deepFocus();
    await press('Alt+Shift+H');
    await until(() => stateOf(element) === 'Wrap-up');
    await settled(element);
    expect([at, deepFocus()]).to.deep.equal(['comment', 'comment']);
  });
});

describe('<cti-panel> with two calls', () => {
  it('knows the work after the one that still waits when the other one has ended', async () => {
    const dialer = new Dialer();
    const element = await mount<CtiPanel>(html`<cti-panel .dispositions=${tree}></cti-panel>`, {
      client: dialer.client,
    });
    dialer.tell('a', 'connected', { number: '091' });
    await settled(element);
    dialer.tell('a', 'ended', { number: '091' });
    await settled(element);
    expect([stateOf(element), numberOf(element)]).to.deep.equal(['Wrap-up', '091']);
    dialer.tell('b', 'connected', { number: '092' });
    await settled(element);
    expect([stateOf(element), numberOf(element)]).to.deep.equal(['On call', '092']);
    dialer.tell('b', 'ended', { number: '092' });
    await settled(element);
    expect([stateOf(element), numberOf(element)]).to.deep.equal(['Wrap-up', '092']);
    await clickIn(element, '.foot [name=next]');
    expect([stateOf(element), rows(element)]).to.deep.equal(['Ready', ['092 No result', '091 No result']]);
  });
});
