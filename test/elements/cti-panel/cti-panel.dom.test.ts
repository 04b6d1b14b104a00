import { expect } from 'chai';
import { html } from 'lit';
import type { CommandType, Cti } from '../../../src/core/commands.js';
import type { CtiPanel } from '../../../src/elements/cti-panel/cti-panel.js';
import { CtiError } from '../../../src/core/errors.js';
import { entry } from '../../samples.js';
import { audit, mount } from '../elements.fixture.js';
import {
  agents,
  agree,
  find,
  heading,
  inner,
  isShown,
  onCall,
  portalSays,
  press,
  setClock,
  settled,
  setup,
  text,
  tree,
} from './cti-panel.fixture.js';

const long = 'x'.repeat(300);
const cti: Cti = {
  guid: 'in-1',
  campaign: 'Help->',
  callerId: '099124484',
  data: [
    ['account', '7781'],
    ['note', `<img src=x onerror="alert(1)">\n${long}`],
  ],
  raw: {},
};
const incoming = { can: [...agents, 'cti'] as CommandType[], answer: portalSays(cti) };

describe('<cti-panel>', () => {
  /** What an agent does until the panel is in that phase. */
  const phases: Record<string, (element: CtiPanel) => Promise<unknown>> = {
    'On a call': async (element) =>
      element.renderRoot.querySelectorAll('details').forEach((folded) => (folded.open = true)),
    'Wrap-up': async (element) => {
      await press(element, '[name=next]');
      setClock(90);
      element.requestUpdate();
    },
    Ready: async (element) => {
      await press(element, '[name=next]');
      await press(element, '[name=next]');
      await element.dial('091:1');
    },
  };
  for (const dark of [false, true]) {
    for (const [width, density] of [
      [320, 'compact'],
      [320, 'comfortable'],
      [480, 'comfortable'],
    ] as const) {
      for (const [phase, act] of Object.entries(phases)) {
        it(`passes the accessibility audit: ${phase}, ${dark ? 'dark' : 'light'}, ${width} px, ${density}`, async () => {
          setClock(0);
          const panel = html`<div style="width: ${width}px">
            <cti-panel density=${density} wrap-up="60" .dispositions=${tree}></cti-panel>
          </div>`;
          const { element } = await setup({ dark, panel, ...incoming });
          await act(element);
          await settled(element);
          expect([heading(element), await audit(element)]).to.deep.equal([phase, []]);
          expect(element.renderRoot.querySelector('.panel')?.scrollWidth).to.be.at.most(width);
        });
      }
    }
  }

  it('says who is on the line, for how long, and the variables of the call as text', async () => {
    setClock(0);
    const { element, session } = await setup(incoming);
    setClock(65);
    element.requestUpdate();
    await settled(element);
    expect([heading(element), text(element, '.number'), text(element, '.timer')]).to.deep.equal([
      'On a call',
      '099124484',
      '1:05',
    ]);
    expect(text(element, '.head')).to.contain('Help->');
    expect([...element.renderRoot.querySelectorAll('.value')].map((value) => value.textContent)).to.deep.equal([
      '7781',
      `<img src=x onerror="alert(1)">\n${long}`,
    ]);
    expect(element.renderRoot.querySelector('img')).to.equal(null);
    expect(session.client?.current?.guid).to.equal('in-1');
  });

  it('copies a variable by its button, or selects it where the page may not copy', async () => {
    const { element } = await setup(incoming);
    const copied: string[] = [];
    const clipboard = (writeText: ((value: string) => Promise<void>) | undefined) =>
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: writeText && { writeText } });
    clipboard(async (value) => void copied.push(value));
    await press(element, '[name=copy]');
    expect([copied, text(element, '[part=variables] [role=status]')]).to.deep.equal([['7781'], 'Copied.']);
    clipboard(undefined);
    await press(element, '[name=copy]');
    expect(text(element, '[part=variables] [role=status]')).to.contain('Selected');
    Reflect.deleteProperty(navigator, 'clipboard');
  });

  it('keeps the variables for the work after the call, when the portal has no call any more', async () => {
    let now: Cti | null = cti;
    const { element, client } = await setup({ ...incoming, answer: (command) => portalSays(now)(command) });
    now = null;
    await client.send({ type: 'cti' });
    await settled(element);
    expect([heading(element), text(element, '.value')]).to.deep.equal(['Wrap-up', '7781']);
    now = { ...cti, guid: 'in-2', data: [] };
    await client.send({ type: 'cti' });
    await settled(element);
    expect([heading(element), isShown(element, '[part=variables]')]).to.deep.equal(['On a call', false]);
  });

  it('leaves out what nothing supports, and says so when that is all', async () => {
    const shown = (element: CtiPanel) =>
      [
        'cti-call-button',
        'cti-hangup-button',
        'cti-disposition-form',
        'cti-schedule-picker',
        'cti-respool-editor',
        'cti-tag-recorder',
      ].filter((tag) => find(element, tag));
    const { element: all } = await setup();
    expect(shown(all)).to.have.length(6);
    const { element } = await setup({ can: ['schedule', 'tag'] });
    expect(shown(element)).to.deep.equal(['cti-schedule-picker', 'cti-tag-recorder']);
    expect([find(element, '#number'), find(element, '#none').hidden]).to.deep.equal([null, true]);
    const { element: none } = await setup({ can: [], outbox: false });
    expect([shown(none), find(none, 'cti-outbox'), text(none, '#none')]).to.deep.equal([
      [],
      null,
      'The fake cannot call.',
    ]);
  });

  it('offers to put a contact back on the list where the page or the portal can say which', async () => {
    const isThere = (element: CtiPanel) => [
      !!find(element, 'cti-respool-editor'),
      text(element, '.keys').includes('the contact on the dialer'),
    ];
    const panel = html`<cti-panel></cti-panel>`;
    const { element } = await setup({ panel });
    expect(isThere(element)).to.deep.equal([false, false]);
    element.entry = entry;
    await settled(element);
    expect(isThere(element)).to.deep.equal([true, true]);
    const { element: away } = await setup({ panel, away: ['cti'] });
    expect(isThere(away), 'the portal may come back').to.deep.equal([true, true]);
  });

  it('leaves what cannot be reached now where it is, with the reason', async () => {
    const { element } = await setup({ can: ['hangup'], away: ['call', 'dispose'] });
    expect([find(element, 'cti-disposition-form') !== null, inner(element, 'cti-call-button').disabled]).to.deep.equal([
      true,
      true,
    ]);
    expect(find(element, 'cti-call-button').shadowRoot?.textContent).to.contain('The portal is not there.');
    expect(find(element, 'cti-tag-recorder')).to.equal(null);
  });

  it('goes from ready to the call, to the work after it, and back to ready; the result can be prepared on the call', async () => {
    const { element, of } = await onCall();
    expect([heading(element), isShown(element, 'cti-disposition-form'), isShown(element, '#number')]).to.deep.equal([
      'On a call',
      true,
      false,
    ]);
    inner(element, 'cti-hangup-button').click();
    await settled(element);
    expect([heading(element), of('hangup').length]).to.deep.equal(['Wrap-up', 1]);
    expect(inner(element, 'cti-hangup-button').checkVisibility(), 'it could only end another call').to.equal(false);
    expect(find(element, 'cti-hangup-button').shadowRoot?.textContent).to.contain('The call has ended.');
    await press(element, '[name=next]');
    expect([heading(element), isShown(element, 'cti-disposition-form'), isShown(element, '#number')]).to.deep.equal([
      'Ready',
      false,
      true,
    ]);
    expect(text(element, '.head')).to.contain('no result was saved');
    await press(element, '[name=back]');
    expect([heading(element), isShown(element, 'cti-disposition-form')]).to.deep.equal(['Wrap-up', true]);
    await press(element, '[name=back]');
    expect([heading(element), inner(element, 'cti-hangup-button').checkVisibility()]).to.deep.equal([
      'On a call',
      true,
    ]);
  });

  it('leaves the hang-up there when nobody confirms it, and says nothing of it on the next call', async () => {
    const { element } = await onCall({
      answer: (command) => (command.type === 'hangup' ? { status: 'sent', transport: 'fake' } : agree(command)),
    });
    inner(element, 'cti-hangup-button').click();
    await settled(element);
    const status = () => find(element, 'cti-hangup-button').shadowRoot?.querySelector('.outcome') as HTMLElement;
    expect([
      heading(element),
      inner(element, 'cti-hangup-button').checkVisibility(),
      status().checkVisibility(),
    ]).to.deep.equal(['Wrap-up', true, true]);
    await press(element, '[name=next]');
    await element.dial('092');
    await settled(element);
    expect([heading(element), status().checkVisibility()]).to.deep.equal(['On a call', false]);
  });

  it('stays on the call when the hang-up failed', async () => {
    const { element } = await onCall({
      answer: (command) =>
        command.type === 'hangup' ? Promise.reject(new CtiError('TIMEOUT', 'It may have happened.')) : agree(command),
    });
    inner(element, 'cti-hangup-button').click();
    await settled(element);
    expect(heading(element)).to.equal('On a call');
  });

  it('takes part when another button of the page calls and hangs up', async () => {
    const { element, session } = await setup({
      panel: html`<cti-call-button destination="093"></cti-call-button><cti-hangup-button></cti-hangup-button
        ><cti-panel></cti-panel>`,
    });
    await session.querySelector('cti-call-button')?.call();
    await settled(element);
    expect([heading(element), text(element, '.number')]).to.deep.equal(['On a call', '093']);
    await session.querySelector('cti-hangup-button')?.hangup();
    await settled(element);
    expect(heading(element)).to.equal('Wrap-up');
  });

  it('takes its results from a JSON child, and needs a session', async () => {
    const { element } = await onCall({ panel: html`<cti-panel></cti-panel>` });
    const json = Object.assign(document.createElement('script'), {
      type: 'application/json',
      textContent: '[{ "label": "Sold" }]',
    });
    element.append(json);
    await settled(element);
    const form = find<HTMLElementTagNameMap['cti-disposition-form']>(element, 'cti-disposition-form');
    await form.updateComplete;
    expect(form.shadowRoot?.textContent).not.to.contain('No results are set up');
    const alone = await mount<CtiPanel>(html`<cti-panel></cti-panel>`);
    expect(alone.renderRoot.textContent).to.contain('needs a <cti-session>');
  });
});
