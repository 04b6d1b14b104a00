import { expect } from 'chai';
import { IntegraSimulator, PortalFormSimulator, type PortalFormOptions } from '../../../src/simulator/index.js';
import { holdClock } from '../../clock.js';

let page: PortalFormSimulator;
/** The form's window and the one around it. */
let form: any;
let portal: any;

const open = (options: PortalFormOptions = {}) => {
  portal = {};
  form = { parent: portal };
  page = new PortalFormSimulator({ form, ...options });
};
const dial = (number: unknown = '091000000') => form.UC_makeCall_async('Sale->', '099', number, false);
const result = ['Sale->', '099', 'g1', 'Sold', 'Basic', '', '', '', 'notes', '', ''];
const dispose = (...args: unknown[]) => form.UC_DispositionCall_async(...args);
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (cause: Error) => cause.message,
  );

beforeEach(() => open());

describe('the simulator of the portal’s functions in a form', () => {
  it('dials with four arguments and gives the guid, and is in the call once it is answered [C-382] [C-386]', async () => {
    const guid = await dial();
    expect(guid).to.match(/^[\da-f-]{36}$/);
    expect(page.dialed).to.deep.equal([{ guid, campaign: 'Sale->', callerId: '099', number: '091000000' }]);
    expect(portal.__isInCall()).to.equal(false);
    page.beginCall();
    expect(portal.__isInCall()).to.equal(true);
    expect(page.call).to.include({ guid, answered: true, shownNumber: '099' });
    expect(await refused(dial('092000000'))).to.contain('has a call');
    page.endCall();
    expect(portal.__isInCall()).to.equal(false);
    expect(() => page.beginCall()).to.throw('Nothing was dialled');
  });

  it('takes empty campaign and caller id, and strictly no Number, no three arguments and no other fourth [C-382]', async () => {
    await form.UC_makeCall_async('', '', '091000000', false);
    page.endCall();
    for (const args of [
      ['Sale->', '', 91_000_000, false],
      ['Sale->', '', '091000000'],
      ['Sale->', '', '091000000', true],
      ['Sale->', '', '', false],
      ['Sale->', '', '091:092', false],
      ['Sale->', '', '091000000', false, 1],
    ])
      expect(await refused(form.UC_makeCall_async(...args)), JSON.stringify(args)).to.be.a('string');
    expect(page.dialed).to.have.length(1);
    expect(page.log.filter((line) => line.refused)).to.have.length(6);
  });

  it('overlooks what other forms are seen to do where it is not strict [C-382] [C-383]', async () => {
    open({ strict: false });
    await form.UC_makeCall_async('Sale->', '', 91_000_000);
    expect(page.dialed[0]).to.include({ number: '91000000' });
    await dispose(...result.slice(0, 7));
    await dispose(...result.slice(0, 9));
    expect(page.dispositions.map(({ comment }) => comment)).to.deep.equal(['', 'notes']);
    expect(page.log.every(({ overlooked }) => overlooked)).to.equal(true);
  });

  it('keeps a result of eleven arguments, by their names [C-383]', async () => {
    await dispose(...result);
    await dispose(...result.slice(0, 10), null);
    expect(page.dispositions[0]).to.deep.equal({
      campaign: 'Sale->',
      callerid: '099',
      guid: 'g1',
      l1: 'Sold',
      l2: 'Basic',
      l3: '',
      d1: '',
      d2: '',
      comment: 'notes',
      schedule: '',
      camptoreschedule: '',
    });
    for (const args of [result.slice(0, 9), [...result, ''], result.with(2, ''), result.with(3, 5 as never)])
      expect(await refused(dispose(...args))).to.be.a('string');
    expect(page.dispositions).to.have.length(2);
  });

  it('pauses, tags, closes, and has a campaigns list and the agent’s names [C-384] [C-385] [C-389] [C-392]', async () => {
    form.UC_pause(true);
    expect(page.isPaused).to.equal(true);
    form.UC_pause(true, 'Lunch');
    form.UC_pause('false');
    expect(page.isPaused).to.equal(true);
    form.UC_pause(false);
    expect(page.isPaused).to.equal(false);
    form.UC_TagRecord('g1', 'angry');
    form.UC_closeForm();
    expect([page.tags, page.isClosed]).to.deep.equal([[{ guid: 'g1', text: 'angry' }], true]);
    expect(await form.UC_getSystemCampaigns_async()).to.deep.equal(['Sale->']);
    expect(form.Agent).to.have.all.keys('accountcode', 'token');
    expect(portal.agent).to.have.all.keys('name', 'accountcode');
    expect([portal.userid, portal.language]).to.deep.equal(['7', 'es']);
  });

  it('sends tones as one text, and reads the site’s transfer codes [C-387] [C-388]', () => {
    portal.__SendDTMF('1');
    expect(page.tones).to.deep.equal([]);
    page.beginCall({});
    portal.__SendDTMF('12#');
    portal.transfering = true;
    portal.__SendDTMF('#01002');
    for (const tones of ['', 'x', 5, '1 2']) portal.__SendDTMF(tones);
    portal.__SendDTMF('##300#');
    expect(page.tones).to.deep.equal([
      { tones: '12#', isTransfering: false },
      { tones: '#01002', isTransfering: true, transfer: { kind: 'attended', to: '1002' } },
      { tones: '##300#', isTransfering: true, transfer: { kind: 'blind', to: '300' } },
    ]);
    expect(portal.__isInCall()).to.equal(false);
  });

  it('opens a form by hand without a CTI object, and with JSON text for a call [C-390]', () => {
    expect(form.CTI).to.equal(undefined);
    open({ call: { guid: 'g1', campaign: 'Sale->', callerId: '091000000' } });
    expect(JSON.parse(form.CTI)).to.include({ Guid: 'g1', Callerid: '091000000', Campaign: 'Sale->' });
    expect(portal.__isInCall()).to.equal(true);
  });

  it('asks another server for the form, and gives code and body [C-391]', async () => {
    expect(await form.UC_Http_proxy({ url: 'https://x.example/', method: 'GET' })).to.deep.equal({
      code: 404,
      body: '',
    });
    const integra = new IntegraSimulator();
    open({ server: integra.handle });
    const url = 'https://x.example/Integra/resources/none';
    const answer = await form.UC_Http_proxy({ url, method: 'POST', headers: { A: 'b' }, body: 'a=b', type: 'text' });
    expect(answer).to.deep.equal({ code: 404, body: '' });
    expect(integra.log[0]).to.include({ path: '/Integra/resources/none', body: 'a=b' });
    expect(await refused(form.UC_Http_proxy({ url, method: 'POST', more: 1 }))).to.contain('not documented');
  });

  it('counts what would run SQL, and runs nothing [C-393]', async () => {
    form.UC_exec('select 1');
    await form.UC_exec_async('delete from x');
    expect(await form.UC_get_async('select 1')).to.equal('[]');
    expect(page.sqlCalls).to.equal(3);
    expect(page.log[0]).to.deep.include({ name: 'UC_exec', args: ['select 1'] });
  });

  it('has no function for hold, mute, answer, reject, hang-up or the recording [C-394]', () => {
    expect(Object.keys(form).sort().join(' ')).to.equal(
      'Agent CTI UC_DispositionCall_async UC_Http_proxy UC_TagRecord UC_closeForm UC_exec UC_exec_async UC_getSystemCampaigns_async UC_get_async UC_makeCall_async UC_pause parent',
    );
    expect(Object.keys(portal).sort().join(' ')).to.equal('__SendDTMF __isInCall agent language transfering userid');
  });

  it('throws, rejects, never answers, answers late or with anything, on demand', async () => {
    page.faults = { UC_makeCall_async: { throws: new Error('broken') } };
    expect(() => dial()).to.throw('broken');
    page.faults = { UC_makeCall_async: { rejects: new Error('no') } };
    expect(await refused(dial())).to.equal('no');
    page.faults = { UC_makeCall_async: { gives: '0', isDone: false } };
    expect(await dial()).to.equal('0');
    expect([page.dialed, page.log.every((line) => line.refused)]).to.deep.equal([[], true]);
    page.faults = { UC_makeCall_async: { gives: { of: 'nothing' } }, __isInCall: { gives: 'yes' } };
    expect(await dial()).to.deep.equal({ of: 'nothing' });
    expect(portal.__isInCall()).to.equal('yes');
    expect(page.dialed).to.have.length(1);
    page.endCall();
    const clock = holdClock();
    page.faults = { UC_makeCall_async: { late: 60_000 } };
    let settled = 0;
    const late = dial().then(() => settled++);
    await clock.tickAsync(59_999);
    expect([settled, page.dialed.length]).to.deep.equal([0, 2]);
    await clock.tickAsync(1);
    await late;
    page.endCall();
    page.faults = { UC_makeCall_async: { isSilent: true } };
    void dial().finally(() => settled++);
    await clock.tickAsync(600_000);
    expect([settled, page.dialed.length]).to.deep.equal([1, 3]);
  });

  it('leaves the windows as they were, and can be without any of it', () => {
    open({ without: ['UC_pause', 'Agent', '__isInCall', 'agent', 'transfering'] });
    expect([form.UC_pause, form.Agent, portal.__isInCall, portal.agent]).to.deep.equal(Array(4).fill(undefined));
    expect(form.UC_TagRecord).to.be.a('function');
    page.close();
    expect([Object.keys(form), Object.keys(portal)]).to.deep.equal([['parent'], []]);
    const own = { UC_pause: 'its own' };
    const alone = new PortalFormSimulator({ form: own });
    alone.close();
    expect(own).to.deep.equal({ UC_pause: 'its own' });
  });
});
