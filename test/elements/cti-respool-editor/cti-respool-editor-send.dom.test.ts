import { expect } from 'chai';
import type { Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { audit, next, press } from '../elements.fixture.js';
import {
  callComes,
  control,
  ctiOf,
  entry,
  find,
  focused,
  input,
  numbers,
  other,
  setup,
  status,
  submit,
  typeInto,
  use,
  words,
} from './cti-respool-editor.fixture.js';

describe('sending of <cti-respool-editor>', () => {
  it('asks the page first, and sends nothing when it says no', async () => {
    const { element, orders } = await setup();
    element.addEventListener('cti-request', (event) => event.preventDefault(), { once: true });
    await use(element, () => control(element, 1, 'first').click());
    expect(await element.respool()).to.equal(undefined);
    expect([orders(), numbers(element)[0]]).to.deep.equal([[], '098124484']);
    await element.respool();
    expect(
      orders().map(({ destination }) => destination),
      'when it says yes',
    ).to.deep.equal(['098124484']);
  });

  it('goes back to the entry after it was sent, and keeps saying what happened', async () => {
    const { element } = await setup();
    await use(element, () => control(element, 1, 'first').click());
    const result = next(element, 'cti-result');
    submit(element).click();
    expect((await result).reply.status).to.equal('sent');
    await use(element, () => {});
    expect(numbers(element)[0]).to.equal('098344484');
    expect(status(element)).to.equal('098124484 was sent to the dialer, which does not confirm it.');
    expect(find(element, '.outcome').dataset['state']).to.equal('sent');
    await typeInto(element, 'agentPhone', '5');
    expect(status(element)).to.contain('was sent to the dialer'); // until the next command
  });

  it('says that it is confirmed where the dialer confirms', async () => {
    const { element } = await setup({ answer: () => ({ status: 'confirmed', transport: 'fake' }) });
    await element.respool();
    await element.updateComplete;
    expect(status(element)).to.equal('098344484 is on the dialer’s list.');
  });

  it('keeps every change when the dialer says no', async () => {
    const { element } = await setup({ answer: () => Promise.reject(new CtiError('REJECTED', 'The dialer said no.')) });
    await use(element, () => control(element, 1, 'first').click());
    await typeInto(element, 'priority', '77');
    expect(await element.respool()).to.equal(undefined);
    await element.updateComplete;
    expect(status(element)).to.equal('The dialer said no.');
    expect([numbers(element)[0], input(element, 'priority').value]).to.deep.equal(['098124484', '77']);
  });

  it('keeps what was changed while the first order was on its way', async () => {
    let arrive = (_: Reply) => {};
    const { element } = await setup({ answer: () => new Promise((resolve) => (arrive = resolve)) });
    const done = element.respool();
    await new Promise((resolve) => setTimeout(resolve));
    expect(submit(element).getAttribute('aria-busy')).to.equal('true');
    await use(element, () => control(element, 1, 'first').click());
    arrive({ status: 'sent', transport: 'fake' });
    await done;
    await element.updateComplete;
    expect(numbers(element)[0]).to.equal('098124484');
  });

  it('does not offer to read a call that no dialer would take back', async () => {
    const { element } = await setup({ given: null, can: ['call'] });
    expect([words(element, '.primary'), words(element, '#reason')]).to.deep.equal([
      'Respool',
      'The fake cannot respool.',
    ]);
    expect(submit(element).disabled).to.equal(true);
  });

  it('sends one order for two clicks', async () => {
    let arrive = (_: Reply) => {};
    const { element, orders } = await setup({ answer: () => new Promise((resolve) => (arrive = resolve)) });
    submit(element).click();
    submit(element).click();
    await new Promise((resolve) => setTimeout(resolve));
    expect(orders()).to.have.length(1);
    arrive({ status: 'sent', transport: 'fake' });
  });

  it('is disabled with the reason when no dialer can respool, and still shows the contact', async () => {
    const { element } = await setup({ can: ['cti'] });
    expect([submit(element).disabled, words(element, '#reason')]).to.deep.equal([true, 'The fake cannot respool.']);
    expect(numbers(element)).to.have.length(3);
  });
});

describe('<cti-respool-editor> without a contact', () => {
  it('says so, reads the call from the portal, and shows its contact', async () => {
    const { element } = await setup({ given: null });
    expect(words(element)).to.contain('No dialer contact is known here');
    expect(words(element, '[part=submit]')).to.equal('Read the call from the portal');
    const result = next(element, 'cti-result');
    submit(element).focus();
    await press('Enter');
    expect((await result).command).to.deep.equal({ type: 'cti' });
    await use(element, () => {});
    expect([numbers(element)[0], focused(element)]).to.deep.equal(['098344484', 'adding']);
  });

  it('shows what became of the reading: no call, no contact, no answer', async () => {
    const { element, portal } = await setup({ given: null });
    for (const [cti, sentence] of [
      [null, 'No call is known now.'],
      [ctiOf('x', undefined), 'The portal named the call.'],
    ] as const) {
      portal.cti = cti;
      const result = next(element, 'cti-result');
      submit(element).click();
      await result;
      await element.updateComplete;
      expect([status(element), numbers(element)]).to.deep.equal([sentence, []]);
    }
    Object.defineProperty(portal, 'cti', {
      get: () => {
        throw new CtiError('TIMEOUT', 'No answer.');
      },
    });
    const failed = next(element, 'cti-error');
    submit(element).click();
    await failed;
    await element.updateComplete;
    expect(status(element)).to.equal('No answer.');
  });

  it('gives the reason when the call cannot be read, and sends nothing', async () => {
    const { element, orders } = await setup({ given: null, can: ['respool'] });
    expect([submit(element).disabled, words(element, '#reason')]).to.deep.equal([true, 'The fake cannot cti.']);
    expect(await element.respool()).to.equal(undefined);
    expect(orders()).to.deep.equal([]);
  });
});

describe('<cti-respool-editor> when another contact comes', () => {
  it('takes it at once while nothing was changed', async () => {
    const { element, client, portal } = await setup();
    await callComes(client, portal, ctiOf('call-2', other), element);
    expect(numbers(element)).to.deep.equal(['095222333']);
  });

  it('keeps the changes, says so, and loads the new contact when asked', async () => {
    const { element, client, portal } = await setup();
    await use(element, () => control(element, 1, 'first').click());
    await callComes(client, portal, ctiOf('call-2', other), element);
    expect([numbers(element)[0], words(element, '#reason')]).to.deep.equal([
      '098124484',
      'Another call is here now. Your changes are kept.',
    ]);
    expect(words(element, '[name=load]')).to.equal('Load the new contact');
    expect(await audit(element)).to.deep.equal([]);
    await use(element, () => find(element, '[name=load]').click());
    expect([numbers(element), words(element, '#reason'), focused(element)]).to.deep.equal([
      ['095222333'],
      '',
      'respool',
    ]);
  });

  it('keeps a number that was typed and not added yet', async () => {
    const { element, client, portal } = await setup();
    await typeInto(element, 'adding', '0977');
    await callComes(client, portal, ctiOf('call-2', other), element);
    expect([numbers(element)[0], input(element, 'adding').value]).to.deep.equal(['098344484', '0977']);
  });

  it('sends the kept changes for the contact they were made to, then shows the new one', async () => {
    const { element, client, portal, orders } = await setup();
    await use(element, () => control(element, 1, 'first').click());
    await callComes(client, portal, ctiOf('call-2', other), element);
    await element.respool();
    await element.updateComplete;
    expect(orders()[0]).to.include({ contact: 222, destination: '098124484' });
    expect([numbers(element), status(element)]).to.deep.equal([
      ['095222333'],
      '098124484 was sent to the dialer, which does not confirm it.',
    ]);
  });

  it('keeps the contact after the call has ended, for the respool, until another call comes', async () => {
    const { element, client, portal } = await setup();
    await callComes(client, portal, null, element);
    expect(numbers(element)).to.have.length(3);
    await callComes(client, portal, ctiOf('call-2', undefined), element);
    expect(words(element)).to.contain('No dialer contact is known here');
  });

  it('keeps changes while the new call names no contact', async () => {
    const { element, client, portal } = await setup();
    await typeInto(element, 'priority', '5');
    await callComes(client, portal, ctiOf('call-2', undefined), element);
    expect([input(element, 'priority').value, words(element, '#reason')]).to.deep.equal([
      '5',
      'Another call is here now. Your changes are kept.',
    ]);
    await use(element, () => find(element, '[name=load]').click());
    expect(words(element)).to.contain('No dialer contact is known here');
  });

  it('takes the page’s entry before the portal’s, also when it was set a moment ago', async () => {
    const { element, orders } = await setup();
    element.entry = other;
    await element.respool();
    expect([orders(), numbers(element)]).to.deep.equal([[other], ['095222333']]);
    element.entry = undefined;
    await element.updateComplete;
    expect(numbers(element)[0]).to.equal(entry.destination);
  });

  it('watches its client again after it was moved in the page', async () => {
    const { element, client, portal } = await setup();
    element.closest('main')?.append(element);
    await callComes(client, portal, ctiOf('call-2', other), element);
    expect(numbers(element)).to.deep.equal(['095222333']);
  });
});
