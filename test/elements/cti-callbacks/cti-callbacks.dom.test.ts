import { expect } from 'chai';
import { audit, until } from '../elements.fixture.js';
import {
  ahead,
  alertText,
  clientOf,
  closePages,
  focus,
  headings,
  integra,
  moveTo,
  open,
  press,
  rows,
  words,
} from './cti-callbacks.fixture.js';

const schedules = ({ simulator }: ReturnType<typeof integra>) =>
  simulator.state.schedules.map((each) => (each as { calldate: string }).calldate);

describe('<cti-callbacks>', () => {
  afterEach(closePages);

  for (const dark of [false, true])
    it(`passes the accessibility audit in every state, ${dark ? 'dark' : 'light'}`, async () => {
      const dialer = integra();
      const { element, schedule } = await open(clientOf(dialer.transport), { dark });
      expect((await audit(element)).join()).to.equal('');
      await schedule(ahead(30));
      expect((await audit(element)).join()).to.equal('');
      await press(element, 'cancel');
      expect((await audit(element)).join()).to.equal('');
      await press(element, 'keep');
      await press(element, 'move');
      expect((await audit(element)).join()).to.equal('');
      dialer.simulator.faults = { dropped: true };
      await moveTo(element, ahead(50));
      expect(alertText(element)).to.contain('may still be there');
      expect((await audit(element)).join()).to.equal('');
    });

  it('says that nothing was scheduled, and that it knows this browser only', async () => {
    const { element } = await open(clientOf(integra().transport));
    expect(words(element))
      .to.contain('No callback was scheduled here yet.')
      .and.to.contain('Only what was scheduled in this browser')
      .and.to.contain('encrypted');
  });

  it('shows what a picker beside it scheduled, by day, in both times, with what is known', async () => {
    const { element, schedule } = await open(clientOf(integra().transport));
    await schedule(ahead(30));
    await schedule(ahead(80), '092000000');
    expect(rows(element)).to.have.length(2);
    expect(headings(element)[0]).to.match(/^(Tomorrow|\w{3}), /);
    const [first] = rows(element);
    expect(first!.textContent.replace(/\s+/g, ' '))
      .to.contain('091000000')
      .and.to.contain('Sale->')
      .and.to.contain('account: 7781')
      .and.to.contain('The dialer has it.')
      .and.to.match(/Customer’s time: .*Eastern/);
  });

  it('cancels after a question, that callback alone [C-150 C-151]', async () => {
    const dialer = integra();
    const { element, schedule } = await open(clientOf(dialer.transport));
    const [soon, late] = [ahead(30), ahead(80)];
    await schedule(soon);
    await schedule(late);
    await press(element, 'cancel');
    expect(schedules(dialer)).to.deep.equal([soon, late]);
    expect(focus(element)).to.equal('keep');
    await press(element, 'confirm');
    expect(schedules(dialer)).to.deep.equal([late]);
    await until(() => words(element, '.outcome').includes('is cancelled'), 'it says so');
    expect(rows(element)).to.have.length(1);
  });

  it('moves: takes the old one out, and sets the new one', async () => {
    const dialer = integra();
    const { element, schedule } = await open(clientOf(dialer.transport));
    await schedule(ahead(30));
    const next = ahead(50);
    await moveTo(element, next);
    expect(schedules(dialer)).to.deep.equal([next]);
    await until(() => words(element).includes('Moved from'));
    expect(rows(element)).to.have.length(1);
    expect(words(element)).to.contain('account: 7781');
    expect(words(element)).not.to.contain('Half done');
  });
});
