import { expect } from 'chai';
import type { Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { box, buttons, numbers, placed, said, settled, setup, until } from './cti-dialable.fixture.js';
import { audit, next, press } from '../elements.fixture.js';

const two = '<p>Call 091 000 000 or 2901 2345 ext. 12 today</p>';

describe('<cti-dialable>', () => {
  for (const dark of [false, true])
    it(`passes the accessibility audit, ${dark ? 'dark' : 'light'}`, async () => {
      const { element } = await setup({ dark, content: `${two}<p><a href="tel:099123456">Ana</a></p>` });
      expect(await settled(element)).to.have.length(2);
      expect(await audit(element)).to.deep.equal([]);
      buttons(element)[0]?.click();
      await until(() => said(element).includes('Calling'));
      expect(await audit(element)).to.deep.equal([]);
      const { element: off } = await setup({ dark, content: two, can: ['hangup'] });
      expect(await audit(off)).to.deep.equal([]);
    });

  it('makes numbers buttons that say what goes out, and leaves the text as it reads', async () => {
    const { element, area } = await setup({ content: two });
    expect(await settled(element)).to.deep.equal(['091 000 000', '2901 2345 ext. 12']);
    expect(buttons(element).map(({ ariaLabel }) => ariaLabel)).to.deep.equal([
      'Call 091 000 000 (dials 091000000)',
      'Call 2901 2345 ext. 12 (dials 29012345; extension 12 is not dialled)',
    ]);
    expect(area.textContent).to.equal('Call 091 000 000 or 2901 2345 ext. 12 today');
  });

  it('moves nothing on the page', async () => {
    const { element, area } = await setup({
      content: `<p>Waiting for it</p>${two}<table><tr><td>099 123 456</td><td>Ana</td></tr></table>`,
      can: [],
    });
    const places = () =>
      [...area.querySelectorAll('p, td')].map((each) => Object.values(each.getBoundingClientRect().toJSON()));
    element.client = undefined;
    const before = places();
    element.client = (await setup({ content: '' })).client;
    expect(await settled(element)).to.have.length(3);
    expect(places()).to.deep.equal(before);
  });

  it('dials for the session’s campaign by Enter and by the space bar, and tells the page the guid', async () => {
    const { element, sent, client } = await setup({ content: two, callerId: '0900' });
    await settled(element);
    buttons(element)[0]?.focus();
    const result = next(element, 'cti-result');
    await press('Enter');
    expect((await result).reply).to.deep.equal(placed);
    expect(client.current).to.include({ guid: 'call-1', destination: '091000000' });
    buttons(element)[1]?.focus();
    const second = next(element, 'cti-result');
    await press('Space');
    await second;
    expect(sent).to.deep.equal([
      { type: 'call', destination: '091000000', campaign: 'Sale->', callerId: '0900' },
      { type: 'call', destination: '29012345', campaign: 'Sale->', callerId: '0900' },
    ]);
  });

  it('prefers its own campaign and caller id to the session’s', async () => {
    const { element, sent } = await setup({ content: two, settings: { campaign: 'Own<-', callerId: '0800' } });
    await settled(element);
    buttons(element)[0]?.click();
    await until(() => sent.length);
    expect(sent).to.deep.equal([{ type: 'call', destination: '091000000', campaign: 'Own<-', callerId: '0800' }]);
  });

  it('shows what will be dialled while a number has the focus, until Escape', async () => {
    const { element } = await setup({ content: two });
    await settled(element);
    buttons(element)[1]?.focus();
    await until(() => box(element, 'tip').matches(':popover-open'));
    expect(box(element, 'tip').textContent).to.contain('Dials 29012345 for Sale->. Extension 12 is not dialled.');
    await press('Escape');
    await until(() => !box(element, 'tip').matches(':popover-open'));
  });

  it('shows how far the call got beside the number, in one live region, and what is left to do', async () => {
    let arrive = (_: Reply) => {};
    const { element } = await setup({ content: two, answer: () => new Promise((resolve) => (arrive = resolve)) });
    await settled(element);
    const [, button] = buttons(element);
    button?.click();
    await until(() => said(element) === 'Sending…');
    expect(button?.ariaBusy).to.equal('true');
    arrive(placed);
    await until(() => said(element).startsWith('Calling'));
    expect(said(element)).to.equal('Calling 29012345. Ask for extension 12, or press its keys when they answer.');
    expect(box(element, 'result').matches(':popover-open')).to.equal(true);
    expect([box(element, 'result').dataset['state'], button?.ariaBusy]).to.deep.equal(['confirmed', null]);
    const [beside, at] = [box(element, 'result').getBoundingClientRect(), button!.getBoundingClientRect()];
    expect(Math.abs(beside.top - at.bottom)).to.be.below(10);
    expect(element.shadowRoot?.querySelectorAll('[role=status]').length).to.equal(1);
    box(element, 'result').querySelector('button')?.click();
    await until(() => !box(element, 'result').matches(':popover-open'));
  });

  it('dials nothing by a second press while a call is on its way, and says so', async () => {
    let arrive = (_: Reply) => {};
    const { element, sent } = await setup({ content: two, answer: () => new Promise((resolve) => (arrive = resolve)) });
    await settled(element);
    const [first, second] = buttons(element);
    first?.click();
    first?.click();
    await until(() => said(element).includes('nothing more was dialled'));
    second?.click();
    await until(() => sent.length);
    expect(sent).to.have.length(1);
    arrive(placed);
    await until(() => said(element) === 'Calling 091000000.');
    expect(sent).to.have.length(1);
  });

  it('tells a refusal in the dialer’s sentence, with its code for support', async () => {
    const { element } = await setup({
      content: two,
      answer: () => Promise.reject(new CtiError('BUSY', 'That number is being dialled.')),
    });
    await settled(element);
    const failed = next(element, 'cti-error');
    buttons(element)[0]?.click();
    expect((await failed).error.code).to.equal('BUSY');
    await until(() => said(element) === 'That number is being dialled.');
    expect(box(element, 'result').textContent).to.contain('BUSY');
    expect(box(element, 'result').getAttribute('part')).to.equal('status error');
  });

  it('asks the page first, and sends and shows nothing when it says no', async () => {
    const { element, sent } = await setup({ content: two });
    await settled(element);
    element.addEventListener('cti-request', (event) => event.preventDefault());
    buttons(element)[0]?.click();
    await until(() => !buttons(element)[0]?.hasAttribute('aria-busy'));
    expect([sent, said(element), box(element, 'result').matches(':popover-open')]).to.deep.equal([[], '', false]);
  });

  it('leaves numbers text where nothing can call, and says why; takes them up when something can', async () => {
    const { element, area } = await setup({ content: two, can: ['hangup'] });
    const why = () => element.shadowRoot?.querySelector<HTMLElement>('.off');
    expect(why()?.textContent).to.equal('Numbers here do not dial. The fake cannot call.');
    const { client } = await setup({ content: '' });
    element.client = client;
    await settled(element);
    expect([numbers(element).length, why()?.hidden]).to.deep.equal([2, true]);
    element.disabled = true;
    await until(() => !numbers(element).length);
    expect(area.innerHTML).to.equal(two);
  });

  it('says that it needs a session outside of one', async () => {
    const { element } = await setup({ content: two, client: undefined });
    expect(element.shadowRoot?.querySelector('.off')?.textContent).to.contain('needs a <cti-session>');
  });

  it('says which country it does not know', async () => {
    const { element } = await setup({ content: two, country: 'XX' });
    await until(() => element.shadowRoot?.querySelector('.off')?.textContent?.includes('“XX” is no country code'));
  });

  it('dials only what it has made itself, whatever the content says it is', async () => {
    const { element, area, sent } = await setup({
      content: '<cti-number role="button" tabindex="0">0900 900 900</cti-number>',
    });
    await settled(element);
    area.querySelector<HTMLElement>('cti-number')?.click();
    await settled(element);
    expect(sent).to.deep.equal([]);
  });
});
