import { expect } from '@esm-bundle/chai';
import { supervisorChecks } from '../../src/supervisor-commands.js';
import type { Transport } from '../../src/transport.js';
import { setup, voicenter } from './contacts-page.js';
import { fakeTransport, press, until } from './fixture.js';

describe('<cti-contacts> takes care', () => {
  it('asks by the keyboard: a held key removes nobody, and the focus comes back', async () => {
    const { simulator, transport } = voicenter();
    const { element, fill, done, button } = await setup(transport, 'campaign0001');
    fill({ destination: '0502454545' });
    await done('Add');
    fill({ destination: '0502454545' });
    const focus = () => element.shadowRoot!.activeElement?.id || element.shadowRoot!.activeElement?.textContent?.trim();
    button('Remove')!.focus();
    for (const [keyName, left] of [['Enter', 'keep'], ['Enter', 'Remove'], ['Enter', 'keep'], ['Escape', 'Remove'], ['Enter', 'keep'], ['Shift+Tab', 'yes']]) {
      await press(keyName!);
      await element.updateComplete;
      expect(focus(), keyName).to.equal(left);
    }
    expect(simulator.state.campaigns[0]!.pending).to.equal(1);
    await press('Enter');
    await until(() => simulator.state.campaigns[0]!.pending === 0 && focus() === 'Remove');
  });

  it('sends no field that this dialer does not know, and leaves alone what is typed while it adds', async () => {
    const fake = fakeTransport({ can: ['addContact'] });
    const bulk = { fields: ['destination', 'firstName'] } as never;
    const { element, all, field, fill } = await setup(Object.assign(fake, { checks: supervisorChecks, bulk }) as Transport, 'Sale->');
    expect(all('[part=field]').map(({ id }) => id)).to.deep.equal(['destination', 'firstName']);
    fill({ destination: '0502454545', firstName: 'Ana' });
    const added = element.add();
    fill({ destination: '099' });
    await added;
    expect(field('destination').value).to.equal('099');
    const stray = Object.assign(document.createElement('input'), { id: 'priority', value: '9' });
    stray.setAttribute('part', 'field');
    element.shadowRoot!.append(stray); // as left over by another dialer
    await element.add();
    expect(fake.sent.map((command) => (command as { contact?: object }).contact)).to.deep.equal([
      { destination: '0502454545', firstName: 'Ana' },
      { destination: '099', firstName: 'Ana' },
    ]);
  });
});
