import { expect } from 'chai';
import { html, type TemplateResult } from 'lit';
import type { Command, Reply } from '../../../src/core/commands.js';
import { CtiCallButton } from '../../../src/elements/cti-call-button/cti-call-button.js';
import { CtiClient } from '../../../src/core/client.js';
import { CtiError } from '../../../src/core/errors.js';
import { setDate } from '../../clock.js';
import { turn } from '../../turn.js';
import { Agent } from '../agents.fixture.js';
import {
  audit,
  clientOf,
  define,
  fakeTransport,
  mount,
  next,
  press,
  until,
  type Page,
  unmarked,
} from '../elements.fixture.js';

define('cti-call-button', CtiCallButton);

interface Setup extends Page {
  template?: TemplateResult;
  answer?: (command: Command) => Reply | Promise<Reply>;
  can?: Command['type'][];
}

const placed: Reply = { status: 'confirmed', transport: 'fake', guid: 'call-1' };
const plain = html`<cti-call-button destination="091000000"></cti-call-button>`;

async function setup({ template = plain, answer = () => placed, can, ...page }: Setup = {}) {
  const transport = fakeTransport({ send: answer, ...(can && { can }) });
  const client = clientOf(transport);
  const element = await mount<CtiCallButton>(template, { client, campaign: 'Sale->', ...page });
  return { element, client, sent: transport.sent };
}

const button = (element: CtiCallButton) => element.shadowRoot?.querySelector('button') as HTMLButtonElement;
const outcome = (element: CtiCallButton) => element.shadowRoot?.querySelector('.outcome') as HTMLElement;
const plan = (element: CtiCallButton) => element.shadowRoot?.querySelector('#plan')?.textContent;

describe('<cti-call-button> @engines', () => {
  for (const dark of [false, true]) {
    it(`passes the accessibility audit, ${dark ? 'dark' : 'light'}`, async () => {
      const { element } = await setup({ dark });
      expect(await audit(element)).to.deep.equal([]);
      await element.call();
      expect(await audit(element)).to.deep.equal([]);
      const { element: refused } = await setup({
        dark,
        answer: () => Promise.reject(new CtiError('REJECTED', 'no', { detail: '0' })),
      });
      await refused.call();
      expect(await audit(refused)).to.deep.equal([]);
      const { element: off } = await setup({ dark, can: ['hangup'] });
      expect(await audit(off)).to.deep.equal([]);
    });
  }

  it('calls for the session’s campaign by Enter, and tells the page the guid', async () => {
    const { element, client, sent } = await setup();
    button(element).focus();
    const result = next(element, 'cti-result');
    await press('Enter');
    expect((await result).reply).to.deep.equal(placed);
    expect(sent).to.deep.equal([{ type: 'call', destination: '091000000', campaign: 'Sale->' }]);
    expect(client.current).to.include({ guid: 'call-1', destination: '091000000' });
  });

  it('prefers its own campaign and caller id to the session’s', async () => {
    const template = html`<cti-call-button destination="091" campaign="Own<-" caller-id="0800"></cti-call-button>`;
    const { element, sent } = await setup({ template, callerId: '0900' });
    await element.call();
    expect(sent).to.deep.equal([{ type: 'call', destination: '091', campaign: 'Own<-', callerId: '0800' }]);
    const { element: other, sent: bySession } = await setup({ callerId: '0900' });
    await other.call();
    expect(bySession[0]).to.include({ campaign: 'Sale->', callerId: '0900' });
  });

  it('calls with the portal’s phone, which has no caller id', async () => {
    const template = html`<cti-call-button destination="091" caller-id="0800" own-phone></cti-call-button>`;
    const { element, sent } = await setup({ template, callerId: '0900' });
    await element.call();
    expect(sent).to.deep.equal([{ type: 'callWithPhone', destination: '091', campaign: 'Sale->' }]);
  });

  it('says what it will dial before it does, and sends the number as it is [C-065]', async () => {
    const { element, sent } = await setup({
      template: html`<cti-call-button destination="12-345-678"></cti-call-button>`,
    });
    expect(button(element).textContent?.trim()).to.equal('Call 12-345-678');
    expect(plan(element)).to.equal('Dials 12-345-678 for Sale, outbound');
    expect(unmarked(button(element).title)).to.equal(plan(element));
    await element.call();
    expect(sent[0]).to.include({ destination: '12-345-678' });
  });

  it('shows what it will dial when the page’s label does not', async () => {
    const { element } = await setup({
      template: html`<cti-call-button destination="091">Ring the customer</cti-call-button>`,
    });
    expect(element.shadowRoot?.querySelector('slot')?.assignedNodes()[0]?.textContent).to.equal('Ring the customer');
    expect(plan(element)).to.contain('091');
    expect(button(element).getAttribute('aria-describedby')).to.equal('plan');
  });

  it('shows that it is on its way, and sends one call for two clicks', async () => {
    let arrive = (_: Reply) => {};
    const { element, sent } = await setup({ answer: () => new Promise((resolve) => (arrive = resolve)) });
    button(element).click();
    button(element).click();
    await element.updateComplete;
    expect([outcome(element).dataset['state'], outcome(element).textContent?.trim()]).to.deep.equal([
      'pending',
      'Sending…',
    ]);
    expect([button(element).getAttribute('aria-busy'), button(element).disabled]).to.deep.equal(['true', false]); // keeps the focus
    arrive(placed);
    await next(element, 'cti-result');
    await element.updateComplete;
    expect([sent.length, button(element).getAttribute('aria-busy')]).to.deep.equal([1, 'false']);
  });

  it('shows sent, confirmed, unknown and refused in other words and with another icon', async () => {
    const answers: [string, () => Reply | Promise<Reply>][] = [
      ['sent', () => ({ ...placed, status: 'sent' })],
      ['confirmed', () => placed],
      ['unknown', () => Promise.reject(new CtiError('TIMEOUT', 'No answer: it may have happened.'))],
      ['refused', () => Promise.reject(new CtiError('REJECTED', 'The campaign is closed.'))],
    ];
    const looks = new Set<string>();
    for (const [state, answer] of answers) {
      const { element } = await setup({ answer });
      await element.call();
      await element.updateComplete;
      expect(outcome(element).dataset['state']).to.equal(state);
      expect(outcome(element).getAttribute('role')).to.equal('status');
      looks.add(outcome(element).textContent?.trim() ?? '').add(outcome(element).querySelector('svg')?.innerHTML ?? '');
    }
    expect(looks.size).to.equal(8);
    expect([...looks]).to.include('Calling 091000000.');
  });

  it('never claims that an unanswered call did not happen', async () => {
    const { element } = await setup({
      answer: () => Promise.reject(new CtiError('TIMEOUT', 'No answer: it may have happened.')),
    });
    const failed = next(element, 'cti-error');
    expect(await element.call()).to.equal(undefined);
    expect((await failed).error.code).to.equal('TIMEOUT');
    await element.updateComplete;
    expect(outcome(element).textContent).to.contain('it may have happened');
  });

  it('keeps codes for support in the details', async () => {
    const { element } = await setup({
      answer: () => Promise.reject(new CtiError('REJECTED', 'No.', { detail: '0', transport: 'integra' })),
    });
    await element.call();
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('details code')?.textContent).to.equal('REJECTED · integra · 0');
    expect(outcome(element).textContent).not.to.contain('REJECTED');
  });

  it('asks the page first, and sends nothing when it says no', async () => {
    const { element, sent } = await setup();
    element.addEventListener('cti-request', (event) => event.preventDefault(), { once: true });
    expect(await element.call()).to.equal(undefined);
    await element.updateComplete;
    expect([sent, outcome(element).dataset['state']]).to.deep.equal([[], 'stopped']);
    await element.call();
    expect(sent, 'when it says yes').to.have.length(1);
  });

  it('refuses a number with a colon, and an empty one, before any byte [C-065]', async () => {
    for (const [destination, why] of [
      ['091:092', 'two numbers'],
      ['091;1', 'two numbers'],
      [' ', 'Enter a number.'],
    ] as const) {
      const { element, sent } = await setup({
        template: html`<cti-call-button destination=${destination}></cti-call-button>`,
      });
      const failed = next(element, 'cti-error');
      button(element).click();
      expect((await failed).error).to.include({ code: 'INVALID', field: 'destination' });
      await element.updateComplete;
      expect(outcome(element).textContent).to.contain(why);
      expect(sent).to.deep.equal([]);
    }
  });

  describe('asks beside itself about a number that is asked about first', () => {
    const dear = html`<cti-call-button destination="+1 900 123 4567"></cti-call-button>`;
    const answerOf = (element: CtiCallButton, name: 'yes' | 'no') =>
      element.shadowRoot?.querySelector<HTMLButtonElement>(`[name=${name}]`);
    const focusedIn = (element: CtiCallButton) => (element.shadowRoot?.activeElement as HTMLButtonElement | null)?.name;
    async function asked(page: Setup = {}) {
      const set = await setup({ template: dear, ...page });
      button(set.element).focus();
      const failed = next(set.element, 'cti-error');
      await press('Enter');
      expect((await failed).error).to.include({ code: 'INVALID', field: 'confirmed', maybeSent: false });
      await until(() => focusedIn(set.element), 'an answer has the focus');
      return set;
    }

    it('with the focus on “Do not call”, which sends nothing and gives it back', async () => {
      for (const dark of [false, true]) {
        const { element, sent } = await asked({ dark });
        expect([outcome(element).textContent?.trim(), focusedIn(element)]).to.deep.equal([
          '+1 900 123 4567 may be a premium-rate number. Call it?',
          'no',
        ]);
        expect(await audit(element)).to.deep.equal([]);
        await press('Enter');
        await element.updateComplete;
        expect([sent, outcome(element).textContent?.trim(), answerOf(element, 'yes')]).to.deep.equal([
          [],
          'Not called.',
          null,
        ]);
        expect(element.shadowRoot?.activeElement).to.equal(button(element));
      }
    });

    it('once a day for each number and agent', async () => {
      const transport = fakeTransport({ send: () => placed });
      const agent = (name: string) => new CtiClient({ transports: [transport], memory: `${name}@dialer` });
      const { element } = await setup({ template: dear, client: agent('Ana') });
      await element.call();
      await element.updateComplete;
      const result = next(element, 'cti-result');
      answerOf(element, 'yes')?.click();
      expect((await result).command).to.include({ confirmed: true });
      expect(transport.sent).to.deep.equal([{ type: 'call', destination: '+1 900 123 4567', campaign: 'Sale->' }]);
      await element.call();
      expect(transport.sent).to.have.length(2);
      const { element: other } = await setup({ template: dear, client: agent('Bob') });
      await other.call();
      expect(transport.sent).to.have.length(2);
      setDate(Date.now() + 86_400_000);
      await element.call();
      expect([transport.sent.length, outcome(element).dataset['state']]).to.deep.equal([2, 'question']);
    });

    it('with the focus on “Call” where it is an emergency number', async () => {
      const template = html`<cti-call-button destination="112"></cti-call-button>`;
      const { element, sent } = await asked({ template });
      expect([focusedIn(element), outcome(element).textContent?.trim()]).to.deep.equal([
        'yes',
        '112 is an emergency number. Call it?',
      ]);
      const result = next(element, 'cti-result');
      await press('Enter');
      await result;
      expect(sent).to.have.length(1);
    });

    it('with the number in its order, also in a page that is read from the right', async () => {
      const { element } = await asked({
        template: html`<cti-call-button dir="rtl" destination="+1 900 123 4567"></cti-call-button>`,
      });
      const words = document.createTreeWalker(outcome(element), NodeFilter.SHOW_TEXT);
      while (!words.nextNode()?.nodeValue?.startsWith('+1 900'));
      const leftOf = (at: number) => {
        const range = document.createRange();
        range.setStart(words.currentNode, at);
        range.setEnd(words.currentNode, at + 1);
        return range.getBoundingClientRect().left;
      };
      expect(leftOf(0)).to.be.lessThan(leftOf(3)).and.lessThan(leftOf(11));
      expect(leftOf(3)).to.be.lessThan(leftOf(11));
    });

    it('and leaves the focus where it is when a script alone asked for the call', async () => {
      const { element } = await setup({ template: html`<cti-call-button destination="112"></cti-call-button>` });
      const field = document.createElement('input');
      element.after(field);
      field.focus();
      Object.defineProperty(navigator, 'userActivation', { value: { isActive: false }, configurable: true });
      try {
        await element.call();
        await element.updateComplete;
        await turn();
        expect([outcome(element).dataset['state'], document.activeElement]).to.deep.equal(['question', field]);
      } finally {
        Reflect.deleteProperty(navigator, 'userActivation');
        field.remove();
      }
    });

    it('and takes no key that is held down for an answer', async () => {
      const { element } = await asked();
      const held = (target: Element, repeat: boolean) =>
        target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', repeat, bubbles: true, cancelable: true }));
      for (const target of [answerOf(element, 'yes')!, answerOf(element, 'no')!, button(element)])
        expect([held(target, false), held(target, true)], target.textContent ?? '').to.deep.equal([true, false]);
    });

    it('and no longer once it would be for another campaign or caller id', async () => {
      for (const name of ['campaign', 'callerId'] as const) {
        const { element, sent } = await asked();
        element[name] = '0800';
        await element.updateComplete;
        expect([outcome(element).dataset['state'], sent]).to.deep.equal(['idle', []]);
      }
    });

    it('and no longer once another number stands there', async () => {
      const { element, sent } = await asked();
      element.destination = '091000000';
      await element.updateComplete;
      expect([outcome(element).dataset['state'], answerOf(element, 'yes'), sent]).to.deep.equal(['idle', null, []]);
    });
  });

  it('says and sends what is meant, not what nobody sees', async () => {
    const { element, sent } = await setup({
      template: html`<cti-call-button destination=${'\u202a+598\u200b91\u00a0000\u2013000\u202c'}></cti-call-button>`,
    });
    expect([plan(element), button(element).textContent?.trim()]).to.deep.equal([
      'Dials +59891 000-000 for Sale, outbound',
      'Call +59891 000-000',
    ]);
    await element.call();
    expect(sent).to.deep.equal([{ type: 'call', destination: '+59891 000-000', campaign: 'Sale->' }]);
  });

  it('is disabled with the reason when nothing can call, and by its attribute', async () => {
    const { element } = await setup({ can: ['callWithPhone'] });
    expect([button(element).disabled, plan(element)]).to.deep.equal([true, 'The fake cannot call.']);
    expect(element.shadowRoot?.querySelector('#plan')?.className).to.equal('hint');
    element.ownPhone = true;
    await element.updateComplete;
    expect(button(element).disabled).to.equal(false);
    element.disabled = true;
    await element.updateComplete;
    expect([button(element).disabled, element.hasAttribute('disabled')]).to.deep.equal([true, true]);
  });

  it('says that it needs a session outside of one', async () => {
    const element = await mount<CtiCallButton>(plain);
    expect([button(element).disabled, plan(element)]).to.deep.equal([
      true,
      'This control needs a <cti-session> around it.',
    ]);
  });

  it('says nothing of its call once another one is here', async () => {
    const agent = new Agent();
    const element = await mount<CtiCallButton>(plain, { client: agent.client, campaign: 'Sale->' });
    await element.call();
    await element.updateComplete;
    expect(outcome(element).textContent?.trim()).to.equal('Calling 091000000.');
    await agent.callComes('g-2');
    await element.updateComplete;
    expect(outcome(element).textContent?.trim()).to.equal('');
  });

  it('uses its own client before the session’s', async () => {
    const { element, sent } = await setup();
    const own = fakeTransport({ send: () => placed });
    element.client = clientOf(own);
    await element.call();
    expect([own.sent.length, sent.length]).to.deep.equal([1, 0]);
  });
});
