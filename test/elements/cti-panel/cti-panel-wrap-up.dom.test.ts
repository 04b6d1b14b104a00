import { expect } from 'chai';
import { html } from 'lit';
import type { CtiDispositionForm } from '../../../src/elements/cti-disposition-form/cti-disposition-form.js';
import { durationText } from '../../../src/elements/cti-panel/call-phase.js';
import {
  find,
  focused,
  heading,
  inner,
  onCall,
  press,
  setClock,
  settled,
  setup,
  text,
  tree,
} from './cti-panel.fixture.js';

const timed = html`<cti-panel wrap-up="60" .dispositions=${tree}></cti-panel>`;

/** After a call of 75 seconds that was hung up. */
async function afterCall(panel = timed) {
  setClock(0);
  const page = await onCall({ panel });
  const at = async (seconds: number) => {
    setClock(75 + seconds);
    page.element.requestUpdate();
    await settled(page.element);
    return text(page.element, '[part=reminder]');
  };
  await at(0);
  inner(page.element, 'cti-hangup-button').focus();
  inner(page.element, 'cti-hangup-button').click();
  await settled(page.element);
  return { ...page, at };
}

describe('<cti-panel> after a call', () => {
  it('counts, reminds once at the end and then each minute, and sends nothing', async () => {
    const { element, at, transport } = await afterCall();
    const before = transport.sent.length;
    const said: string[] = [];
    new MutationObserver(() => said.push(text(element, '[part=reminder]'))).observe(find(element, '[part=reminder]'), {
      subtree: true,
      childList: true,
      characterData: true,
    });
    for (const second of [1, 30, 59]) expect(await at(second)).to.equal('');
    expect(text(element, '.timer')).to.equal('0:59 of 1:00');
    for (const second of [60, 61, 90, 119])
      expect(await at(second)).to.equal('The time for wrap-up is over. The result of 091000000 is not saved yet.');
    expect(new Set(said), 'said once').to.have.property('size', 1);
    expect(await at(121)).to.equal('Wrap-up is 1 min over its time. The result of 091000000 is not saved yet.');
    expect(await at(200)).to.contain('2 min over');
    expect(new Set(said).size).to.equal(3);
    await at(3600);
    expect([
      transport.sent.length,
      find<CtiDispositionForm>(element, 'cti-disposition-form').shadowRoot?.querySelector('input')?.value,
    ]).to.deep.equal([before, '']);
    expect([find(element, '[part=reminder]').role, find(element, '.timer').role, text(element, '.head')]).to.deep.equal(
      ['status', 'timer', 'Wrap-up 091000000 Sale-> 1:00:00 of 1:00'],
    );
    expect(element.renderRoot.textContent).to.contain('The call took 1:15.');
  });

  it('reminds of nothing once the result is saved', async () => {
    const { element, at, of } = await afterCall();
    expect(focused(element), 'the result comes first').to.equal('cti-disposition-form');
    const form = find<CtiDispositionForm>(element, 'cti-disposition-form');
    const result = form.shadowRoot?.querySelector('input') as HTMLInputElement;
    result.value = 'Sale';
    result.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await form.dispose();
    await settled(element);
    expect([of('dispose').length, await at(600)]).to.deep.equal([1, '']);
    await press(element, '[name=next]');
    expect(text(element, '.head')).to.equal('Ready The last call was with 091000000.');
  });

  it('has no timer unless it is set', async () => {
    const { element, at } = await afterCall(html`<cti-panel .dispositions=${tree}></cti-panel>`);
    expect([await at(6000), find(element, '.timer').hidden, heading(element)]).to.deep.equal(['', true, 'Wrap-up']);
  });

  it('goes on where it was after a reload', async () => {
    const { client, at } = await afterCall();
    const { element } = await setup({ panel: timed });
    Object.defineProperty(element, 'client', { value: client, writable: true });
    element.requestUpdate();
    await at(30);
    element.requestUpdate();
    await settled(element);
    expect([heading(element), text(element, '.timer')]).to.deep.equal(['Wrap-up', '0:30 of 1:00']);
  });

  it('lets the agent say that the call has ended, which nobody told the page', async () => {
    const { element, transport } = await onCall({ panel: timed });
    const before = transport.sent.length;
    await press(element, '[name=next]');
    expect([heading(element), focused(element), transport.sent.length]).to.deep.equal([
      'Wrap-up',
      'cti-disposition-form',
      before,
    ]);
  });

  it('writes times with hours where it needs them', () => {
    expect([0, 59_999, 60_000, 3_599_000, 3_600_000, 36_061_000, -5].map(durationText)).to.deep.equal([
      '0:00',
      '0:59',
      '1:00',
      '59:59',
      '1:00:00',
      '10:01:01',
      '0:00',
    ]);
  });
});
