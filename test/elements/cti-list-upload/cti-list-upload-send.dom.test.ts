import { expect } from 'chai';
import { html } from 'lit';
import { holdClock } from '../../clock.js';
import { rest } from '../../page-work.js';
import { press as key, next } from '../elements.fixture.js';
import {
  button,
  checked,
  csvOf,
  find,
  has,
  integra,
  isOff,
  list,
  mountUpload,
  open,
  press,
  said,
  set,
  sinch,
  texts,
  until,
  words,
} from './cti-list-upload.fixture.js';
import { number } from '../../uploads/uploads.fixture.js';

describe('<cti-list-upload>, checking and sending', () => {
  it('goes through the whole list first, sends nothing by that, and says which lines are wrong', async () => {
    const { client, requests } = integra();
    const element = await mountUpload({ client, campaign: 'Sale->' });
    await open(element, list(1_200, '09:1,Eve,', '5.9834448E+10,Bob,'));
    expect([isOff(element, 'check'), isOff(element, 'send'), words(element, '#first')]).to.deep.equal([
      false,
      true,
      'Check the list first. That sends nothing.',
    ]);
    await press(element, 'send');
    expect(requests.length).to.equal(0);
    await checked(element);
    expect(said(element)).to.equal('Checked: 1,200 rows can be sent. 2 rows cannot: see below.');
    expect(texts(element, '[part=refused] td.line')).to.deep.equal(['1202', '1203']);
    expect([requests.length, isOff(element, 'send')]).to.deep.equal([0, false]);
    await set(element, '#column-1', '');
    expect([said(element), isOff(element, 'send')]).to.deep.equal(['', true]);
  });

  it('sends to uContact, and says that it loads later; the refused rows are there to mend and drop again', async () => {
    const { client, server } = integra();
    const element = await mountUpload({ client, campaign: 'Sale->' });
    await open(element, list(3, '09:1,Eve,'));
    await checked(element);
    const result = next(element, 'cti-result');
    await press(element, 'send');
    const { reply } = await result;
    await element.updateComplete;
    expect(reply).to.deep.include({ status: 'confirmed', transport: 'integra', accepted: 3, isLoaded: false });
    expect(said(element)).to.equal(
      'The dialer has taken 3 rows. It loads them later, and does not tell how that ends. 1 row refused: see below.',
    );
    expect(server.state.uploads.map(({ filename, rows }) => [filename, rows])).to.deep.equal([['may-2.csv', 3]]);
    const link = find<HTMLAnchorElement>(element, '[part=download]');
    const text = await (await fetch(link.href)).text();
    expect([link.download, text.split('\r\n')[1]?.startsWith('09:1,Eve,,')]).to.deep.equal(['may-refused.csv', true]);
    await open(element, csvOf(text.replace('09:1', '091').trim().split('\r\n'), 'mended.csv'));
    expect(texts(element, '[part=rows] code')).to.deep.equal(['Sale->;091;name=Eve']);
  });

  it('sends to another dialer, with the campaign and time zone that a person enters', async () => {
    const { client, requests, server } = sinch();
    const id = server.state.campaigns[0]?.settings.id ?? '';
    const element = await mountUpload({ client });
    await open(element, list(150));
    await checked(element);
    await press(element, 'send');
    expect([words(element, '#campaign-problem'), requests.length]).to.deep.equal(['Enter the campaign.', 0]);
    await set(element, '#campaign', id);
    await set(element, '#zone', 'America/Montevideo');
    await until(() => texts(element, '[part=rows] code')[0]?.includes('"timeZone":"America/Montevideo"') ?? false);
    const result = next(element, 'cti-result');
    await press(element, 'send');
    await result;
    await element.updateComplete;
    expect(said(element)).to.equal('The dialer has added 150 rows.');
    expect(requests.length).to.equal(2);
  });

  it('shows rows, bytes and rate on a bar while it sends, and its buttons keep the focus', async () => {
    const { client, gate } = integra();
    const element = await mountUpload({ client, campaign: 'Sale->' });
    await open(element, list(6_000));
    await checked(element);
    gate.isShut = true;
    button(element, 'send').focus();
    await key('Enter');
    await until(() => has(element, 'progress') && said(element) === 'Sending…');
    expect([
      isOff(element, 'send'),
      isOff(element, 'stop'),
      find<HTMLFieldSetElement>(element, 'fieldset').disabled,
    ]).to.deep.equal([true, false, true]);
    expect(element.shadowRoot?.activeElement).to.equal(button(element, 'send'));
    gate.isShut = false;
    await until(() => (gate.open(), said(element).startsWith('The dialer has taken 6,000 rows.')));
    const bar = find<HTMLProgressElement>(element, 'progress');
    expect([bar.value, bar.max]).to.deep.equal([6_000, 6_000]);
    expect(words(element, 'dl')).to.match(
      /^Rows 6,000 of 6,000 Accepted 6,000 Refused 0 Unknown 0 File.*Rows a second [\d,]+ Time left –$/,
    );
  });

  it('tells a screen reader how far it is every ten seconds, not with every figure', async () => {
    const { client } = sinch();
    const element = await mountUpload({ client });
    const heard: string[] = [];
    await open(element, list(400));
    new MutationObserver(() => heard.push(said(element))).observe(find(element, 'p[role=status]'), {
      childList: true,
      characterData: true,
      subtree: true,
    });
    await checked(element);
    expect(heard).to.deep.equal(['Checking…', 'Checked: 400 rows can be sent.']);
    heard.length = 0;
    const clock = holdClock();
    const { now } = performance;
    performance.now = () => (clock.tick(500), now.call(performance)); // half a second passes between two looks
    try {
      await checked(element);
    } finally {
      performance.now = now;
    }
    await element.updateComplete;
    await rest();
    expect(heard[0]).to.equal('Checking…');
    expect(heard.at(-1)).to.equal('Checked: 400 rows can be sent.');
    expect(heard.length).to.be.above(2);
    expect(heard.slice(1, -1).every((text) => /^[\d,]+ rows\./.test(text))).to.equal(true);
  });

  it('stops, names the lines of which nobody knows, and goes on behind them', async () => {
    const { client, gate, server, requests } = integra();
    const element = await mountUpload({ client, campaign: 'Sale->' });
    await open(element, list(12_000));
    await checked(element);
    element.addEventListener('cti-request', () => (gate.isShut = true), { once: true });
    void element.send();
    await until(() => requests.length === 1, 'the first file is on its way');
    requests.length = 0;
    gate.letOne();
    await until(() => requests.length === 1, 'the next file is on its way');
    const failed = next(element, 'cti-error');
    await press(element, 'stop');
    const { error } = await failed;
    await element.updateComplete;
    expect(error.code).to.equal('CANCELED');
    expect(said(element)).to.match(/^Stopped before the end\./);
    const unknown = element.result?.unknown ?? [];
    expect(words(element, '[part=unknown]')).to.contain(
      `Lines ${unknown.map(([from, to]) => `${from}–${to}`).join(', ')} were sent`,
    );
    gate.isShut = false;
    const before = server.state.contacts.length;
    expect(button(element, 'send').textContent).to.match(/Go on from line [\d,]+/);
    const result = next(element, 'cti-result');
    await press(element, 'send');
    await result;
    const { counts } = element.result ?? {};
    expect(counts && [counts.read, counts.accepted + counts.unknown]).to.deep.equal([12_000, 12_000]);
    const sentNow = server.state.contacts.slice(before).map(({ number: each }) => each);
    const lost = new Set(
      unknown.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => number(from + at - 2))),
    );
    expect(sentNow.filter((each) => lost.has(each))).to.deep.equal([]);
  });

  it('offers to go on after a reload, when the same list and campaign are chosen, as it was read then', async () => {
    const { client, gate, requests } = integra();
    const element = await mountUpload({ client, campaign: 'Sale->' });
    await open(element, list(6_000));
    await set(element, '#column-1', '');
    await set(element, '#zone', 'America/Montevideo');
    await checked(element);
    gate.isShut = true;
    void element.send();
    await until(() => requests.length > 0);
    element.remove(); // the page goes, with rows on their way
    await until(() => element.result, 'the upload has ended');
    expect(JSON.stringify({ ...sessionStorage }))
      .to.not.contain('Sale->')
      .and.not.contain(number(3));
    gate.isShut = false;

    const again = await mountUpload({ client });
    await open(again, list(6_000));
    expect(has(again, '[part=kept]')).to.equal(false);
    await set(again, '#campaign', 'Sale->');
    expect(find<HTMLSelectElement>(again, '#column-1').value).to.equal('');
    expect(find<HTMLInputElement>(again, '#zone').value).to.equal('America/Montevideo');
    expect(words(again, '[part=kept]')).to.match(/^The upload of this list to this campaign stopped before line/);
    expect(words(again, '[part=unknown]')).to.contain('Lines 2–');
    const result = next(again, 'cti-result');
    await press(again, 'send');
    await result;
    await again.updateComplete;
    expect(words(again, '[part=kept]')).to.match(/^This list was sent to this campaign, to its end\./);
    expect(isOff(again, 'send')).to.equal(true);
  });

  it('asks before it sends a list again, and Escape leaves it', async () => {
    const { client, server } = integra();
    const element = await mountUpload({ client }, html`<cti-list-upload campaign="Sale->"></cti-list-upload>`);
    await open(element, list(2));
    await checked(element);
    await element.send();
    await element.updateComplete;
    button(element, 'ask').focus();
    await key('Enter');
    await until(() => element.shadowRoot?.activeElement === button(element, 'keep'));
    await key('Escape');
    await until(() => element.shadowRoot?.activeElement === button(element, 'ask'));
    await press(element, 'ask');
    await press(element, 'forget');
    expect([
      has(element, '[part=kept]'),
      isOff(element, 'send'),
      element.shadowRoot?.activeElement === button(element, 'check'),
    ]).to.deep.equal([false, false, true]);
    await element.send();
    expect(server.state.uploads.length).to.equal(2);
  });

  it('says why it ended early, and keeps what was entered', async () => {
    const { client } = sinch();
    const element = await mountUpload({ client });
    await open(element, list(2));
    await checked(element);
    await set(element, '#campaign', 'no id');
    const failed = next(element, 'cti-error');
    await press(element, 'send');
    await failed;
    await element.updateComplete;
    expect(said(element)).to.contain('“no id” is no Sinch id');
    expect([
      find<HTMLInputElement>(element, '#campaign').value,
      find<HTMLSelectElement>(element, '#column-0').value,
    ]).to.deep.equal(['no id', 'destination']);
  });
});
