import { expect } from 'chai';
import { html } from 'lit';
import type { Command, CommandType, Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { CtiCallControls } from '../../../src/elements/cti-call-controls/cti-call-controls.js';
import { Dialer, type DialerSetup } from '../calls.fixture.js';
import { audit, define, mount, press, typeKeys, until } from '../elements.fixture.js';

define('cti-call-controls', CtiCallControls);

interface Setup extends DialerSetup {
  dark?: boolean;
  width?: number;
}

async function setup({ dark = false, width = 360, ...dialing }: Setup = {}) {
  const dialer = new Dialer(dialing);
  const box = await mount(html`<div style="width: ${width}px"><cti-call-controls></cti-call-controls></div>`, {
    client: dialer.client,
    campaign: 'Sale->',
    dark,
  });
  const element = box.firstElementChild as CtiCallControls;
  await drawn(element);
  return { element, dialer, got: dialer.got };
}

/** A customer is on the line. */
async function onCall(options: Setup = {}) {
  const page = await setup(options);
  page.dialer.tell('a', 'connected', { name: 'Ana Pérez', campaign: 'Ventas' });
  await drawn(page.element);
  return page;
}

async function drawn(element: CtiCallControls): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
  }
}

const find = (element: CtiCallControls, selector: string) =>
  element.renderRoot.querySelector<HTMLElement>(selector) as HTMLElement;
const tool = (element: CtiCallControls, name: string) => find(element, `[part=controls] [name=${name}]`);
const text = (element: CtiCallControls, selector: string) =>
  (find(element, selector) as HTMLElement | null)?.textContent?.replace(/\s+/g, ' ').trim();
const outcome = (element: CtiCallControls) => text(element, '.outcome');
const focused = (element: CtiCallControls) => {
  const active = element.shadowRoot?.activeElement;
  return active?.getAttribute('name') ?? active?.getAttribute('data-key') ?? active?.id;
};
const press1 = async (element: CtiCallControls, name: string) => {
  tool(element, name).click();
  await drawn(element);
};
const tools = (element: CtiCallControls) =>
  [...element.renderRoot.querySelectorAll<HTMLButtonElement>('[part=controls] button')].map(
    ({ name, ariaPressed, ariaDisabled, textContent }) =>
      [name, textContent?.trim(), ariaPressed === 'true' ? 'on' : '', ariaDisabled === 'true' ? 'off' : '']
        .filter(Boolean)
        .join(' '),
  );

async function write(element: CtiCallControls, to: string): Promise<void> {
  const field = find(element, '#target') as HTMLInputElement;
  field.focus();
  field.value = to;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await drawn(element);
}

const hurt = (code: 'REJECTED' | 'TIMEOUT', message: string) => Promise.reject<Reply>(new CtiError(code, message));

describe('<cti-call-controls>', () => {
  const states: Record<string, (page: Awaited<ReturnType<typeof setup>>) => unknown> = {
    'no call': () => undefined,
    'a call that rings': ({ dialer }) => dialer.tell('a', 'ringing', { name: 'Ana' }),
    'a call on hold': ({ dialer }) => {
      dialer.tell('a', 'connected');
      dialer.tell('a', 'held', { isMuted: true, isRecordingPaused: true });
    },
    'the keypad': async ({ dialer, element }) => {
      dialer.tell('a', 'connected');
      await drawn(element);
      await press1(element, 'keypad');
      await element.sendDigits('12#');
    },
    'a transfer to an agent': async ({ dialer, element }) => {
      dialer.tell('a', 'connected');
      await drawn(element);
      await press1(element, 'transfer');
      find(element, '[value=agent]').click();
      await drawn(element);
      find(element, '#target').click();
    },
    'a consultation': ({ dialer }) => {
      dialer.tell('a', 'connected');
      dialer.tell('a', 'held');
      dialer.tell('b', 'connected', { name: 'Bruno', number: '1002', consults: 'a' });
    },
  };
  for (const dark of [false, true])
    for (const [state, act] of Object.entries(states))
      it(`passes the accessibility audit, and fits 320 px: ${state}, ${dark ? 'dark' : 'light'}`, async () => {
        const page = await setup({ dark, width: 296 });
        await act(page);
        await drawn(page.element);
        expect(await audit(page.element)).to.deep.equal([]);
        expect(page.element.scrollWidth).to.be.at.most(296);
        for (const each of page.element.renderRoot.querySelectorAll<HTMLElement>('.stack > *'))
          expect(each.scrollWidth, each.className).to.be.at.most(298);
      });

  it('passes the audit where a dialer has little or nothing of it, and in a page from right to left', async () => {
    const { element } = await onCall({ can: ['dtmf'] });
    find(element, '[part=more]').setAttribute('open', '');
    expect(await audit(element)).to.deep.equal([]);
    const { element: none } = await onCall({ can: ['call'] });
    expect(await audit(none)).to.deep.equal([]);
    element.closest('main')!.dir = 'rtl';
    expect(await audit(element)).to.deep.equal([]);
    expect(find(element, '.number bdi').dir).to.equal('ltr');
  });

  it('switches hold, microphone and recording of the call in hand, and says what the next press does', async () => {
    const { element, dialer, got } = await onCall();
    expect(tools(element)).to.deep.equal([
      'hold Hold',
      'mute Mute',
      'keypad Keypad',
      'transfer Transfer',
      'recording Pause rec',
    ]);
    await press1(element, 'hold');
    expect(outcome(element)).to.equal('The customer is on hold.');
    dialer.tell('a', 'held');
    await press1(element, 'mute');
    dialer.tell('a', 'held', { isMuted: true });
    await press1(element, 'recording');
    dialer.tell('a', 'held', { isRecordingPaused: true });
    await drawn(element);
    expect(outcome(element)).to.equal('The recording is paused.');
    expect(tools(element)).to.deep.equal([
      'hold Resume on',
      'mute Unmute on',
      'keypad Keypad off',
      'transfer Transfer',
      'recording Resume rec on',
    ]);
    for (const name of ['recording', 'mute', 'hold']) await press1(element, name);
    expect(got).to.deep.equal(
      ['hold', 'mute', 'pauseRecording', 'resumeRecording', 'unmute', 'unhold'].map((type) => ({ type, call: 'a' })),
    );
  });

  it('says the state of the call and for how long, and who is on the line', async () => {
    const { element, dialer } = await onCall();
    expect(text(element, 'li')).to.match(/^On call 0:0\d Ana Pérez 091 000 000 Ventas$/);
    dialer.tell('a', 'held');
    await drawn(element);
    expect(text(element, '.state')).to.match(/^On hold 0:00$/);
  });

  it('follows what it did itself where the dialer tells nothing of its calls', async () => {
    const { element, dialer } = await setup({ isSilent: true });
    await dialer.client.send({ type: 'call', destination: '091000000', campaign: 'Sale->' });
    await drawn(element);
    expect(text(element, 'li'))
      .to.contain('Dialled')
      .and.to.contain('The dialer does not report how this call goes on.');
    for (const name of ['hold', 'mute', 'recording']) await press1(element, name);
    expect(tools(element)).to.include.members(['hold Resume on', 'mute Unmute on', 'recording Resume rec on']);
    for (const name of ['hold', 'mute', 'recording']) await press1(element, name);
    expect(tools(element)).to.include.members(['hold Hold', 'mute Mute', 'recording Pause rec']);
    expect(dialer.got.slice(-3).map(({ type }) => type)).to.deep.equal(['unhold', 'unmute', 'resumeRecording']);
  });

  it('does not say of a call that the portal named for an inbound campaign that it was dialled', async () => {
    for (const [campaign, state] of [
      ['Sale<-', 'Answered'],
      ['Sale->', 'Dialled'],
      ['Sale', 'Dialled'],
    ] as const) {
      const cti = { guid: 'g', callerId: '091', campaign, data: [], raw: {} };
      const answer = ({ type }: Command): Reply | undefined =>
        type === 'cti' ? { status: 'confirmed', transport: 'dialer', cti } : undefined;
      const { element, dialer } = await setup({ isSilent: true, answer, agent: campaign });
      await dialer.client.send({ type: 'cti' });
      await drawn(element);
      expect(text(element, '.state')).to.contain(state);
      dialer.client.close();
    }
  });

  it('lets what is told win over what it did, and a failure switch nothing', async () => {
    const { element, dialer } = await onCall();
    await press1(element, 'mute');
    expect(tools(element)).to.include('mute Unmute on');
    dialer.tell('a', 'connected', { isMuted: true });
    await drawn(element);
    dialer.tell('a', 'connected', { isMuted: false });
    await drawn(element);
    expect(tools(element)).to.include('mute Mute');
    dialer.answer = () => hurt('REJECTED', 'The dialer said no.');
    await press1(element, 'recording');
    expect([outcome(element), tools(element).at(-1)]).to.deep.equal(['The dialer said no.', 'recording Pause rec']);
  });

  it('takes a double click for one press', async () => {
    const { element, got } = await onCall();
    for (const detail of [1, 2]) {
      tool(element, 'hold').dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail }));
      await drawn(element);
    }
    expect(got.map(({ type }) => type)).to.deep.equal(['hold']);
  });

  it('says of what is sent only that it is sent', async () => {
    const { element, dialer } = await onCall();
    dialer.answer = () => ({ status: 'sent', transport: 'dialer' }) as Reply;
    await press1(element, 'mute');
    expect(outcome(element)).to.equal('Mute sent, not confirmed: your microphone may still be on.');
  });

  it('leaves out what the dialer cannot, and folds it into one line with the reasons', async () => {
    const { element } = await onCall({ can: ['dtmf', 'hold'] });
    expect(tools(element)).to.deep.equal(['hold Hold', 'keypad Keypad']);
    expect(text(element, '[part=more] summary')).to.equal('Not with this dialer');
    expect([...element.renderRoot.querySelectorAll('[part=more] li')].map((each) => each.textContent)).to.deep.equal([
      'Mute: This dialer knows no mute.',
      'Transfer: This dialer knows no transfer.',
      'Pause recording: This dialer knows no pauseRecording.',
    ]);
    const { element: none } = await onCall({ can: ['call'] });
    expect(none.renderRoot.querySelector('button')).to.equal(null);
    expect(text(none, '.hint')).to.contain('This dialer knows no hold.');
  });

  it('disables what cannot be now, says why, and sends nothing of it', async () => {
    const { element, dialer, got } = await setup();
    expect(tools(element).every((each) => each.endsWith(' off'))).to.equal(true);
    expect(text(element, '.stack > .hint')).to.equal('There is no call for this now.');
    for (const name of ['hold', 'mute', 'keypad', 'transfer', 'recording']) await press1(element, name);
    dialer.tell('a', 'ringing');
    await drawn(element);
    expect(text(element, '.stack > .hint')).to.equal('Hold, Transfer: There is no call for this now.');
    expect(tool(element, 'hold').title).to.equal('There is no call for this now.');
    await press1(element, 'hold');
    expect(got).to.deep.equal([]);
    element.disabled = true;
    await drawn(element);
    expect((tool(element, 'mute') as HTMLButtonElement).disabled).to.equal(true);
  });

  it('sends nothing when the page says no, and not twice while it is on its way', async () => {
    const { element, got, dialer } = await onCall();
    element.addEventListener('cti-request', (event) => event.preventDefault(), { once: true });
    await press1(element, 'hold');
    expect(got).to.deep.equal([]);
    let answer = (_: Reply) => {};
    dialer.answer = () => new Promise<Reply>((resolve) => (answer = resolve));
    tool(element, 'hold').click();
    tool(element, 'hold').click();
    await drawn(element);
    expect(got.length).to.equal(1);
    answer({ status: 'confirmed', transport: 'dialer' } as Reply);
  });

  it('says that it needs a session outside of one', async () => {
    const element = await mount<CtiCallControls>(html`<cti-call-controls></cti-call-controls>`);
    expect(text(element, '.hint')).to.equal('This control needs a <cti-session> around it.');
  });

  describe('the keypad', () => {
    const digits = (got: readonly Command[]) => got.flatMap((each) => (each.type === 'dtmf' ? each.digits : []));

    it('sends each digit that is pressed or typed in it, in order, and none is lost while another is on its way', async () => {
      const { element, dialer, got } = await onCall();
      const answers: ((reply: Reply) => void)[] = [];
      dialer.answer = () => new Promise<Reply>((resolve) => answers.push(resolve));
      await press1(element, 'keypad');
      expect([tool(element, 'keypad').ariaExpanded, focused(element)]).to.deep.equal(['true', '0']);
      await typeKeys('12');
      find(element, '[data-key="11"]').click();
      await drawn(element);
      expect([digits(got), text(element, '[part=digits]')]).to.deep.equal([['1'], 'Sent 12#']);
      expect(element.renderRoot.querySelectorAll('[part=digits] .pending')).to.have.length(3);
      for (let at = 0; at < 3; at++) {
        await until(() => answers.length > at);
        answers[at]!({ status: 'confirmed', transport: 'dialer' } as Reply);
      }
      await until(() => digits(got).length === 3);
      await drawn(element);
      expect([digits(got).join(''), outcome(element)]).to.deep.equal(['12#', 'Digits sent.']);
      expect(element.renderRoot.querySelectorAll('[part=digits] .pending')).to.have.length(0);
    });

    it('moves by the arrows, presses by Enter and the space bar, and is left by Escape', async () => {
      const { element, got } = await onCall();
      await press1(element, 'keypad');
      for (const key of ['ArrowRight', 'ArrowDown', 'Enter', 'ArrowUp', 'ArrowLeft', 'ArrowLeft', 'Space'])
        await press(key);
      await drawn(element);
      expect(digits(got)).to.deep.equal(['5', '#']);
      await press('Escape');
      await drawn(element);
      expect([find(element, '[part=keypad]'), focused(element)]).to.deep.equal([null, 'keypad']);
    });

    it('takes no key of a field of the page, none with Ctrl or Alt, and a key that is held down once', async () => {
      const { element, got } = await onCall();
      await press1(element, 'keypad');
      const field = document.createElement('input');
      element.after(field);
      field.focus();
      await typeKeys('34');
      find(element, '[data-key="0"]').focus();
      const down = (key: string, more: KeyboardEventInit = {}) =>
        element.shadowRoot!.activeElement!.dispatchEvent(
          new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true, ...more }),
        );
      down('1', { ctrlKey: true });
      down('1', { altKey: true });
      down('7', { repeat: true });
      expect(down('Enter', { repeat: true })).to.equal(false);
      await drawn(element);
      expect([field.value, digits(got)]).to.deep.equal(['34', []]);
      down('7');
      await until(() => got.length === 1);
    });

    it('says the first digit that did not go, and shows those that did', async () => {
      const { element, dialer } = await onCall();
      await press1(element, 'keypad');
      await element.sendDigits('1');
      dialer.answer = () => hurt('REJECTED', 'No tone.');
      await Promise.all([element.sendDigits('2'), element.sendDigits('3')]);
      await drawn(element);
      expect([text(element, '[part=digits]'), outcome(element)]).to.deep.equal(['Sent 1', 'No tone.']);
      dialer.answer = () => undefined;
      expect(await element.sendDigits('4')).to.equal(true);
      await drawn(element);
      expect([text(element, '[part=digits]'), outcome(element)]).to.deep.equal(['Sent 14', 'Digits sent.']);
    });

    it('closes with its call, and forgets the digits', async () => {
      const { element, dialer } = await onCall();
      await press1(element, 'keypad');
      await element.sendDigits('1');
      dialer.tell('a', 'ended');
      dialer.tell('b', 'connected');
      await drawn(element);
      expect(find(element, '[part=keypad]')).to.equal(null);
      await press1(element, 'keypad');
      expect(find(element, '[part=digits]').hidden).to.equal(true);
    });
  });

  describe('a transfer', () => {
    const transfers = (got: readonly Command[]) => got.filter(({ type }) => type === 'transfer');

    it('goes to a number as it is typed, at once or after a word', async () => {
      const { element, got } = await onCall();
      await press1(element, 'transfer');
      expect(focused(element)).to.equal('target');
      expect((find(element, '[name=blind]') as HTMLButtonElement).disabled, 'without a number').to.equal(true);
      await write(element, '098344484');
      find(element, '[name=blind]').click();
      await drawn(element);
      expect(transfers(got)).to.deep.equal([
        { type: 'transfer', to: '098344484', kind: 'blind', toKind: 'number', call: 'a' },
      ]);
      expect([outcome(element), find(element, '[part=transfer]'), focused(element)]).to.deep.equal([
        'The call is transferred to 098344484.',
        null,
        'transfer',
      ]);
    });

    it('offers the kinds and ways that the dialer has, and no others', async () => {
      const { element } = await onCall({
        lacks: (type, command) =>
          type !== 'transfer' || !command || !('toKind' in command)
            ? undefined
            : command.toKind === 'number'
              ? 'No numbers.'
              : command.kind === 'attended' && command.toKind === 'campaign'
                ? 'Only at once.'
                : undefined,
      });
      await press1(element, 'transfer');
      const radios = [...element.renderRoot.querySelectorAll<HTMLInputElement>('[type=radio]')];
      expect(radios.map(({ value, checked }) => [value, checked])).to.deep.equal([
        ['agent', true],
        ['campaign', false],
      ]);
      expect(find(element, '[name=attended]')).to.not.equal(null);
      radios[1]!.click();
      await drawn(element);
      expect(find(element, '[name=attended]')).to.equal(null);
      const { element: one } = await onCall({
        lacks: (type, command) =>
          type === 'transfer' && command && 'toKind' in command && command.toKind !== 'number' ? 'No.' : undefined,
      });
      await press1(one, 'transfer');
      expect([one.renderRoot.querySelector('[type=radio]'), text(one, '#target-label')]).to.deep.equal([
        null,
        'Number',
      ]);
    });

    it('finds an agent among those that the dialer lists, and sends their id', async () => {
      const { element, got, dialer } = await onCall();
      await press1(element, 'transfer');
      find(element, '[value=agent]').click();
      await drawn(element);
      expect(dialer.of('members')).to.deep.equal([{ type: 'members', campaign: 'Ventas' }]);
      expect(text(element, '#target-note')).to.equal('3 listed: type to find one.');
      find(element, '#target').focus();
      await typeKeys('tomas');
      await drawn(element);
      expect(
        [...element.renderRoot.querySelectorAll('[role=option]')].map(
          (each) => each.textContent?.trim().split(/\s{2,}/)[0],
        ),
      ).to.have.length(1);
      expect(text(element, '.choice > [role=status]'), 'for who does not see the list').to.equal('1 in the list.');
      await press('ArrowDown');
      await press('Enter');
      await drawn(element);
      expect([(find(element, '#target') as HTMLInputElement).value, transfers(got)]).to.deep.equal(['Tomás Gil', []]);
      find(element, '[name=attended]').click();
      await drawn(element);
      expect(transfers(got)).to.deep.equal([
        { type: 'transfer', to: 'SIP/1003', kind: 'attended', toKind: 'agent', call: 'a' },
      ]);
    });

    it('takes a name as it is typed where the dialer lists nobody, or its list did not come', async () => {
      const can: CommandType[] = ['transfer'];
      const { element, got } = await onCall({ can });
      await press1(element, 'transfer');
      find(element, '[value=agent]').click();
      await drawn(element);
      expect([find(element, '#target').role, text(element, '#target-note')]).to.deep.equal([
        null,
        'Type the agent as the dialer names them.',
      ]);
      await write(element, 'Bruno');
      find(element, '[name=blind]').click();
      await drawn(element);
      expect(transfers(got)).to.have.length(1);
      const { element: broken } = await onCall({
        answer: ({ type }) => (type === 'members' ? hurt('REJECTED', 'No list.') : undefined),
      });
      await press1(broken, 'transfer');
      find(broken, '[value=agent]').click();
      await drawn(broken);
      expect(text(broken, '#target-note')).to.equal('No list. Type the agent as the dialer names them.');
    });

    it('asks before it goes to a number that is asked about, each time', async () => {
      const { element, got } = await onCall();
      for (const times of [1, 2]) {
        await press1(element, 'transfer');
        await write(element, '+8811234567');
        find(element, '[name=blind]').click();
        await drawn(element);
        expect([transfers(got).length, text(element, '[part=question]'), focused(element)]).to.deep.equal([
          times - 1,
          'Transfer Do not transfer',
          'no',
        ]);
        find(element, '[name=yes]').click();
        await drawn(element);
        expect(transfers(got).length).to.equal(times);
      }
      await press1(element, 'transfer');
      await write(element, '+8811234567');
      find(element, '[name=blind]').click();
      await drawn(element);
      find(element, '[name=no]').click();
      await drawn(element);
      expect([transfers(got).length, outcome(element)]).to.deep.equal([2, 'Not transferred.']);
    });

    it('asks of a number that is asked about in the words of a transfer', async () => {
      const { element } = await onCall();
      for (const [to, question] of [
        ['+8811234567', '+8811234567 is a satellite number, which is expensive. Transfer the call to it?'],
        ['112', '112 is an emergency number. Transfer the call to it?'],
        [
          '*21*099123456',
          '*21*099123456 is a code: it may forward calls, or change the line. Transfer the call to it?',
        ],
      ] as const) {
        await press1(element, 'transfer');
        await write(element, to);
        find(element, '[name=blind]').click();
        await drawn(element);
        expect(outcome(element)).to.equal(question);
        find(element, '[name=no]').click();
        await press1(element, 'transfer');
      }
    });

    it('goes to the one that was chosen of two with one name, and to neither where only the name was typed', async () => {
      const members = ['SIP/1', 'SIP/2'].map((id) => ({ id, name: 'Ana Paz', raw: {} }));
      const { element, got } = await onCall({
        answer: ({ type }) =>
          type === 'members' ? ({ status: 'confirmed', transport: 'dialer', members } as Reply) : undefined,
      });
      const toAgent = async () => {
        await press1(element, 'transfer');
        find(element, '[value=agent]').click();
        await drawn(element);
      };
      await toAgent();
      await write(element, 'Ana Paz');
      find(element, '[name=blind]').click();
      await drawn(element);
      expect([transfers(got), text(element, '#target-problem')]).to.deep.equal([
        [],
        'Several have this name. Choose one from the list.',
      ]);
      find(element, '#target').focus();
      for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await press(key);
      await drawn(element);
      find(element, '[name=blind]').click();
      await drawn(element);
      expect(transfers(got)).to.deep.equal([
        { type: 'transfer', to: 'SIP/2', kind: 'blind', toKind: 'agent', call: 'a' },
      ]);
    });

    it('lists the campaigns also where the list of agents is still on its way', async () => {
      let answer: (reply: Reply) => void = () => undefined;
      const { element } = await onCall({
        answer: ({ type }) => (type === 'members' ? new Promise<Reply>((resolve) => (answer = resolve)) : undefined),
      });
      await press1(element, 'transfer');
      for (const kind of ['agent', 'campaign']) {
        find(element, `[value=${kind}]`).click();
        await drawn(element);
      }
      answer({ status: 'confirmed', transport: 'dialer', members: [] } as unknown as Reply);
      await drawn(element);
      expect(text(element, '#target-note')).to.equal('1 listed: type to find one.');
    });

    it('says nothing of whoever is asked once the dialer has told that this is over', async () => {
      const { element, dialer } = await onCall();
      await press1(element, 'transfer');
      await write(element, '200');
      find(element, '[name=attended]').click();
      await drawn(element);
      dialer.tell('b', 'ringing', { consults: 'a' });
      await drawn(element);
      dialer.tell('b', 'ended');
      await drawn(element);
      expect([
        element.renderRoot.textContent.includes('is being asked'),
        find(element, '[name=completeTransfer]'),
      ]).to.deep.equal([false, null]);
    });

    it('that is answered after its call says and closes nothing at the next call', async () => {
      let answer: (reply: Reply) => void = () => undefined;
      const { element, dialer } = await onCall({
        answer: ({ type }) => (type === 'transfer' ? new Promise<Reply>((resolve) => (answer = resolve)) : undefined),
      });
      await press1(element, 'transfer');
      await write(element, '200');
      find(element, '[name=attended]').click();
      await drawn(element);
      dialer.tell('a', 'ended');
      await drawn(element);
      dialer.tell('b', 'connected');
      await drawn(element);
      await press1(element, 'transfer');
      await write(element, '300');
      answer({ status: 'sent', transport: 'dialer' } as Reply);
      await drawn(element);
      expect([
        (find(element, '#target') as HTMLInputElement | null)?.value,
        element.renderRoot.textContent.includes('is being asked'),
      ]).to.deep.equal(['300', false]);
    });

    it('that was refused hides no outcome of another control', async () => {
      const { element } = await onCall();
      await press1(element, 'transfer');
      await write(element, 'x');
      find(element, '[name=blind]').click();
      await drawn(element);
      find(element, '#target').focus();
      await press('Escape');
      await press1(element, 'hold');
      expect(outcome(element)).to.equal('The customer is on hold.');
    });

    it('says beside the field what is wrong with it', async () => {
      const { element, got } = await onCall();
      await press1(element, 'transfer');
      await write(element, 'x');
      find(element, '[name=blind]').click();
      await drawn(element);
      expect([transfers(got), find(element, '#target').ariaInvalid, focused(element), outcome(element)]).to.deep.equal([
        [],
        'true',
        'target',
        '',
      ]);
      expect(text(element, '#target-problem')).to.not.equal('');
    });

    it('after a word shows the consultation with its state, and is completed or cancelled', async () => {
      for (const [name, type] of [
        ['completeTransfer', 'completeTransfer'],
        ['cancelTransfer', 'cancelTransfer'],
      ] as const) {
        const { element, got, dialer } = await onCall();
        dialer.tell('a', 'held');
        dialer.tell('b', 'ringing', { name: 'Bruno', number: '1002', consults: 'a' });
        await drawn(element);
        expect(text(element, '[data-id=b]')).to.match(/^Ringing 0:0\d Consultation with Bruno 1002/);
        dialer.tell('b', 'connected');
        await drawn(element);
        expect(text(element, '[data-id=b]')).to.match(/^On call 0:0\d/);
        find(element, `[name=${name}]`).click();
        await drawn(element);
        expect(got).to.deep.equal([{ type, call: 'b' }]);
      }
    });

    it('of which nothing is told can be completed all the same, where the dialer has that', async () => {
      const { element, dialer, got } = await setup({ isSilent: true });
      await dialer.client.send({ type: 'call', destination: '091000000', campaign: 'Sale->' });
      await drawn(element);
      await press1(element, 'transfer');
      await write(element, '098344484');
      find(element, '[name=attended]').click();
      await drawn(element);
      expect(element.renderRoot.textContent).to.contain(
        '098344484 is being asked. The dialer does not report the answer: listen on your phone.',
      );
      find(element, '[name=completeTransfer]').click();
      await drawn(element);
      expect(got.at(-1)?.type).to.equal('completeTransfer');
      expect(element.renderRoot.querySelector('[name=completeTransfer]')).to.equal(null);
    });

    it('is cleared when another agent comes', async () => {
      const { element, got } = await onCall();
      await press1(element, 'transfer');
      await write(element, '098344484');
      const other = new Dialer({ agent: 'Eva' });
      other.tell('z', 'connected');
      element.client = other.client;
      await drawn(element);
      expect([find(element, '[part=transfer]'), outcome(element)]).to.deep.equal([
        null,
        'What stood here was typed for another agent or server: it was cleared, and not sent.',
      ]);
      expect(got).to.deep.equal([]);
    });
  });

  describe('with two calls', () => {
    it('shows both with their states, and holds the one before it speaks with the other', async () => {
      const { element, dialer, got } = await onCall();
      dialer.tell('a', 'held');
      dialer.tell('b', 'connected', { number: '098344484' });
      await drawn(element);
      expect([text(element, '[data-id=a] .state span'), text(element, '[data-id=b] .state span')]).to.deep.equal([
        'On hold',
        'On call',
      ]);
      expect(find(element, '[data-id=b]').className).to.contain('spoken');
      await press1(element, 'mute');
      find(element, '[data-id=a] [name=switch]').click();
      await drawn(element);
      expect(got).to.deep.equal([
        { type: 'mute', call: 'b' },
        { type: 'hold', call: 'b' },
        { type: 'unhold', call: 'a' },
      ]);
    });

    it('takes nobody off hold where the other could not be put on hold', async () => {
      const { element, dialer, got } = await onCall({
        answer: ({ type }) => (type === 'hold' ? hurt('REJECTED', 'It cannot be held.') : undefined),
      });
      dialer.tell('a', 'held');
      dialer.tell('b', 'connected');
      await drawn(element);
      find(element, '[data-id=a] [name=switch]').click();
      await drawn(element);
      expect([got, outcome(element)]).to.deep.equal([[{ type: 'hold', call: 'b' }], 'It cannot be held.']);
    });

    it('leaves a call that only rings here to who answers it', async () => {
      const { element, dialer } = await onCall();
      dialer.tell('b', 'incoming');
      await drawn(element);
      expect(element.renderRoot.querySelectorAll('li')).to.have.length(1);
    });
  });
});
