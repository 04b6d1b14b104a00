import { expect } from 'chai';
import type { Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { supervisorChecks } from '../../../src/core/supervisor-commands.js';
import type { Transport } from '../../../src/core/transport.js';
import { setup, voicenter } from './cti-contacts.fixture.js';
import { rest } from '../../page-work.js';
import { fakeTransport, next, press, until } from '../elements.fixture.js';

describe('<cti-contacts> takes care', () => {
  it('asks by the keyboard: a held key removes nobody, and the focus comes back', async () => {
    const { simulator, transport } = voicenter();
    const { element, fill, done, button } = await setup(transport, 'campaign0001');
    fill({ destination: '0502454545' });
    await done('Add');
    fill({ destination: '0502454545' });
    const focus = () => element.shadowRoot!.activeElement?.id || element.shadowRoot!.activeElement?.textContent?.trim();
    button('Remove')!.focus();
    for (const [keyName, left] of [
      ['Enter', 'keep'],
      ['Enter', 'Remove'],
      ['Enter', 'keep'],
      ['Escape', 'Remove'],
      ['Enter', 'keep'],
      ['Shift+Tab', 'yes'],
    ]) {
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
    const { element, all, field, fill } = await setup(
      Object.assign(fake, { checks: supervisorChecks, bulk }) as Transport,
      'Sale->',
    );
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

  it('asks about the next one while somebody is being removed, but removes nobody twice and leaves that question there', async () => {
    let answer = (_: boolean) => {};
    const contacts = [
      { numbers: ['091'], name: '', data: [], raw: {} },
      { id: '7', numbers: ['092'], name: '', data: [], raw: {} },
    ];
    const fake = fakeTransport({
      can: ['findContacts', 'removeContact'],
      send: ({ type }) => {
        const reply = { status: 'confirmed', transport: 'fake' } as Reply;
        if (type === 'findContacts') return Object.assign(reply, { contacts, isLast: true });
        return new Promise(
          (resolve, reject) =>
            (answer = (isDone) => (isDone ? resolve(reply) : reject(new CtiError('REJECTED', 'Not now.')))),
        );
      },
    });
    const { all, done, element, words, button } = await setup(
      Object.assign(fake, { checks: supervisorChecks }) as Transport,
      'Sale->',
    );
    const ask = async (row: number) => {
      all<HTMLButtonElement>(`li:nth-child(${row}) button`).at(-1)!.click();
      await element.updateComplete;
    };
    const settle = async (event: 'cti-result' | 'cti-error', isDone: boolean) => {
      const ended = next(element, event);
      answer(isDone);
      await ended;
      await rest();
    };
    await done('Find');
    await ask(1);
    all('#yes')[0]!.click();
    await ask(2);
    all('#yes')[0]!.click();
    await rest();
    expect(words()).to.contain('Remove 7 from Sale->?');
    await settle('cti-error', false);
    expect([all('li').length, words().includes('Remove 7 from Sale->?')]).to.deep.equal([2, true]);
    all('#yes')[0]!.click();
    await settle('cti-result', true);
    expect([all('li').length, words().includes('Remove 7')]).to.deep.equal([1, false]);
    expect(fake.sent.slice(1)).to.deep.equal([
      { type: 'removeContact', campaign: 'Sale->', number: '091' },
      { type: 'removeContact', campaign: 'Sale->', id: '7' },
    ]);
    button('Remove')!.click();
    await element.updateComplete;
    expect([
      all('#yes').length,
      words().includes('Enter the number to remove.'),
      element.shadowRoot!.activeElement?.id,
    ]).to.deep.equal([0, true, 'destination']);
  });
});
