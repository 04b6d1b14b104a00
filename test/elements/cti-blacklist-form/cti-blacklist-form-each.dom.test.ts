import { expect } from 'chai';
import { Outbox } from '../../../src/index.js';
import { fill, find, focused, lines, press, setup, status, words } from './cti-blacklist-form.fixture.js';
import { audit, next } from '../elements.fixture.js';
import { until } from '../cti-recordings/cti-recordings.fixture.js';

const options = { dialect: 'old' } as const;
const three = '099123456\n098111222\n097333444';
const results = (element: Element) => lines(element, '[part=results] li');

describe('<cti-blacklist-form> on a dialer that takes one number at a time', () => {
  it('asks first, sends them one after the other, and says what became of each', async () => {
    const { element, server } = await setup({ options });
    await fill(element, 'numbers', three);
    await press(element, 'blacklist');
    expect(server.log).to.deep.equal([]);
    expect(words(element, '#question')).to.equal(
      'This dialer takes one number at a time. Send 3 numbers one after the other?',
    );
    expect([focused(element), await audit(element)]).to.deep.equal(['keep', []]);
    await press(element, 'yes');
    expect(server.state.blacklist.map(({ phone }) => phone)).to.deep.equal(three.split('\n'));
    expect([status(element), element.value, results(element)[0]]).to.deep.equal([
      '3 accepted by the dialer.',
      '',
      '099123456 accepted by the dialer',
    ]);
  });

  it('sends nothing and keeps all when the person says no', async () => {
    const { element, server } = await setup({ options });
    await fill(element, 'numbers', three);
    await press(element, 'blacklist');
    await press(element, 'keep');
    expect([server.log.length, element.value]).to.deep.equal([0, three]);
    expect(status(element)).to.contain('one number at a time');
    await press(element, 'blacklist');
    await press(element, 'yes');
    expect(server.log.length, 'when the person says yes').to.equal(3);
  });

  it('goes on after a number that is refused, leaves that one in the field, and names it', async () => {
    const { element, server } = await setup({ options });
    await fill(element, 'numbers', three);
    await press(element, 'blacklist');
    let asked = 0;
    element.addEventListener('cti-request', () => (server.faults = { answer0: ++asked === 2 }));
    await press(element, 'yes');
    expect(status(element)).to.equal('2 accepted by the dialer, 1 refused.');
    expect(find(element, '[role=status]').dataset['state']).to.equal('refused'); // no green tick
    expect(results(element)[0]).to.equal('098111222 refused: The dialer said no.');
    expect(element.value).to.equal('098111222');
    expect(await audit(element)).to.deep.equal([]);
  });

  it('stops at what concerns all of them, and says which were not sent', async () => {
    const { element, server } = await setup({ options });
    await fill(element, 'numbers', three);
    await press(element, 'blacklist');
    let asked = 0;
    element.addEventListener('cti-request', () => (server.faults = { status401: ++asked === 2 }));
    await press(element, 'yes');
    expect(server.state.blacklist).to.have.length(1);
    expect(status(element)).to.equal('1 accepted by the dialer, 1 refused, 1 not sent.');
    expect(element.value).to.equal('098111222\n097333444');
  });

  it('stops when the person or the page says so', async () => {
    for (const stop of ['person', 'page']) {
      const { element, server } = await setup({ options });
      await fill(element, 'numbers', three);
      await press(element, 'blacklist');
      element.addEventListener(
        'cti-request',
        (event) => stop === 'page' && server.state.blacklist.length === 1 && event.preventDefault(),
      );
      const first = next(element, 'cti-result');
      find<HTMLButtonElement>(element, '[name=yes]').click();
      await first;
      expect(status(element)).to.contain('Sending');
      if (stop === 'person') find<HTMLButtonElement>(element, '[name=stop]').click();
      await until(() => !status(element).includes('Sending'));
      expect(status(element), stop).to.equal('1 accepted by the dialer, 2 not sent.');
      expect(element.value).to.equal('098111222\n097333444');
    }
  });

  it('says beside the field what this dialer does not know, and that it takes nothing off', async () => {
    const { element, server } = await setup({ options });
    await fill(element, 'numbers', '099123456');
    await fill(element, 'expireDate', '2999-01-31');
    await press(element, 'blacklist');
    expect(words(element, '#expireDate-problem')).to.contain('This older server');
    expect([focused(element), element.value, server.log.length]).to.deep.equal(['expireDate', '099123456', 0]);
    expect(find<HTMLButtonElement>(element, '[name=unblacklist]').disabled).to.equal(true);
    expect(words(element, '#reason')).to.equal('This older server cannot take a number off the do-not-call list.');
  });
});

describe('<cti-blacklist-form> with an outbox', () => {
  it('says that the numbers wait there, and why, and does not ask to type them again', async () => {
    const outbox = new Outbox({ server: '/ucontact' });
    const { element, server, client } = await setup({ outbox });
    server.faults = { status401: true };
    await fill(element, 'numbers', three);
    await press(element, 'blacklist');
    expect(status(element)).to.match(/^3 in the outbox, to be sent later\. .*sign/);
    expect(find(element, '[role=status]').dataset['state']).to.equal('queued');
    expect([element.value, results(element)[2]]).to.deep.equal(['', '097333444 in the outbox, to be sent later']);
    expect(client.outbox?.list()).to.have.length(1);
    client.close();
  });

  it('asks on an older server as well, and leaves nothing behind in the outbox', async () => {
    const { element, client } = await setup({ options, outbox: new Outbox({ server: '/older' }) });
    await fill(element, 'numbers', three);
    await press(element, 'blacklist');
    await until(() => find(element, '#question'));
    expect(words(element, '#question')).to.contain('one after the other?');
    expect(client.outbox?.list()).to.deep.equal([]);
    await press(element, 'yes');
    await until(() => status(element) === '3 accepted by the dialer.');
    client.close();
  });
});
