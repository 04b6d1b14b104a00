import { expect } from 'chai';
import { html, type TemplateResult } from 'lit';
import '../../../src/define.js';
import type { CtiCallButton } from '../../../src/elements/cti-call-button/cti-call-button.js';
import { CtiCallerId } from '../../../src/elements/cti-caller-id/cti-caller-id.js';
import type { CtiSession } from '../../../src/elements/cti-session/cti-session.js';
import { Dialer, type DialerSetup } from '../calls.fixture.js';
import { audit, define, mount, next, unmarked } from '../elements.fixture.js';

define('cti-caller-id', CtiCallerId);

const numbers = [
  { number: '024001234', name: 'Montevideo' },
  '091222222',
  { number: '099333333', name: 'Ventas', campaign: 'Sale->' },
];
const list = html`<cti-caller-id .numbers=${numbers}></cti-caller-id>`;

interface Setup extends DialerSetup {
  inside?: TemplateResult;
  dark?: boolean;
  campaign?: string;
}

async function setup({ inside = list, dark = false, campaign = 'Sale->', ...dialing }: Setup = {}) {
  const dialer = new Dialer(dialing);
  const session = await mount<CtiSession>(
    html`<cti-session .client=${dialer.client} campaign=${campaign} caller-id="08001234"
      >${inside}<cti-call-button destination="098344484"></cti-call-button
    ></cti-session>`,
    { dark },
  );
  const element = session.querySelector('cti-caller-id') as CtiCallerId;
  const button = session.querySelector('cti-call-button') as CtiCallButton;
  await drawn(element);
  /** The number that a call would show. */
  const shown = async () => {
    await drawn(element);
    const asked = next(button, 'cti-request');
    button.addEventListener('cti-request', (event) => event.preventDefault(), { once: true });
    await button.call();
    const { command } = await asked;
    return command.type === 'call' ? command.callerId : undefined;
  };
  return { session, element, dialer, shown };
}

async function drawn(element: CtiCallerId): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await Promise.resolve();
    await element.updateComplete;
  }
}

const select = (element: CtiCallerId) => element.renderRoot.querySelector('select') as HTMLSelectElement;
const options = (element: CtiCallerId) => [...select(element).options].map((each) => unmarked(each.textContent).trim());
async function choose(element: CtiCallerId, number: string): Promise<void> {
  select(element).value = number;
  select(element).dispatchEvent(new Event('change', { bubbles: true }));
  await drawn(element);
}

describe('<cti-caller-id>', () => {
  for (const dark of [false, true])
    it(`passes the accessibility audit, ${dark ? 'dark' : 'light'}`, async () => {
      const { element } = await setup({ dark });
      expect(await audit(element)).to.deep.equal([]);
      const { element: wrong } = await setup({
        dark,
        can: ['hangup'],
        inside: html`<cti-caller-id numbers='["x"]'></cti-caller-id>`,
      });
      expect(await audit(wrong)).to.deep.equal([]);
    });

  it('gives its choice to the call buttons of its session, and back what the page had set', async () => {
    const { element, session, shown } = await setup();
    expect([options(element), element.value, await shown()]).to.deep.equal([
      ['08001234', 'Montevideo · 024001234', '091222222', 'Ventas · 099333333'],
      '',
      '08001234',
    ]);
    let changes = 0;
    session.addEventListener('change', () => changes++);
    await choose(element, '024001234');
    expect([element.value, session.callerId, await shown(), changes]).to.deep.equal([
      '024001234',
      '024001234',
      '024001234',
      1,
    ]);
    await choose(element, '');
    expect([element.value, await shown()]).to.deep.equal(['', '08001234']);
  });

  it('is remembered for the agent and the campaign in this tab', async () => {
    const { element, session, shown } = await setup();
    await choose(element, '099333333');
    session.campaign = 'Help->';
    await session.updateComplete;
    await drawn(element);
    expect([options(element), await shown()]).to.deep.equal([
      ['08001234', 'Montevideo · 024001234', '091222222'],
      '08001234',
    ]);
    await choose(element, '091222222');
    session.campaign = 'Sale->';
    await session.updateComplete;
    expect(await shown()).to.equal('099333333');
    const again = await setup();
    expect([again.element.value, await again.shown()]).to.deep.equal(['099333333', '099333333']);
    const other = await setup({ agent: 'Eva' });
    expect([other.element.value, await other.shown()]).to.deep.equal(['', '08001234']);
    await choose(again.element, '');
    const third = await setup();
    expect(third.element.value, 'none is a choice, too').to.equal('');
  });

  it('goes with its campaign, also where the next one has no number', async () => {
    const { element, session, shown } = await setup({
      inside: html`<cti-caller-id .numbers=${[{ number: '099333333', campaign: 'Sale->' }]}></cti-caller-id>`,
    });
    await choose(element, '099333333');
    session.campaign = 'Help->';
    await session.updateComplete;
    expect([await shown(), element.value]).to.deep.equal(['08001234', '']);
  });

  it('shows a number once, however often it is listed', async () => {
    const { element } = await setup({
      inside: html`<cti-caller-id
        numbers='["091222222", { "number": "091 222 222", "name": "Ventas" }]'
      ></cti-caller-id>`,
    });
    expect(options(element)).to.deep.equal(['08001234', '091222222']);
  });

  it('takes what the page sets later for the page’s own', async () => {
    const { element, session, shown } = await setup();
    await choose(element, '024001234');
    session.callerId = '08009999';
    await session.updateComplete;
    expect([await shown(), element.value, options(element)[0]]).to.deep.equal(['08009999', '', '08009999']);
  });

  it('reads its attribute and its JSON child, leaves out what is no number, and says so', async () => {
    const { element } = await setup({ inside: html`<cti-caller-id numbers='["091222222", "x"]'></cti-caller-id>` });
    expect([options(element), element.renderRoot.querySelector('#problem')?.textContent.trim()]).to.deep.equal([
      ['08001234', '091222222'],
      'Left out, because they are not numbers: x.',
    ]);
    const { element: child } = await setup({
      inside: html`<cti-caller-id
        ><script type="application/json">
          [{ "number": 24001234, "name": "Main" }]
        </script></cti-caller-id
      >`,
    });
    expect(options(child)).to.deep.equal(['08001234', 'Main · 24001234']);
    const { element: broken } = await setup({ inside: html`<cti-caller-id numbers="{"></cti-caller-id>` });
    expect(broken.renderRoot.querySelector('#problem')?.textContent.trim()).to.equal(
      'The list of numbers cannot be read.',
    );
  });

  it('is disabled with the reason where nothing can call, and needs a session', async () => {
    const { element } = await setup({ can: ['hangup'] });
    expect([select(element), element.renderRoot.textContent.trim()], 'one line in its place').to.deep.equal([
      null,
      'This dialer knows no call.',
    ]);
    const alone = await mount<CtiCallerId>(html`<cti-caller-id .numbers=${numbers}></cti-caller-id>`);
    expect(alone.renderRoot.textContent.trim()).to.equal('This control needs a <cti-session> around it.');
  });

  it('sets nothing in a session that does not trust its place', async () => {
    const { session } = await setup({ inside: html`<div data-cti-untrusted>${list}</div>` });
    const element = session.querySelector('cti-caller-id') as CtiCallerId;
    expect([element.renderRoot.querySelector('select'), session.callerId]).to.deep.equal([null, '08001234']);
  });
});
