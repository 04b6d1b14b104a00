import { expect } from 'chai';
import { audit, next, press as key, savedFiles } from '../elements.fixture.js';
import {
  button,
  checked,
  csvOf,
  find,
  has,
  integra,
  list,
  mountUpload,
  open,
  press,
  said,
  set,
  sinch,
  texts,
  until,
  voicenter,
  words,
} from './cti-list-upload.fixture.js';
import { number } from '../../uploads/uploads.fixture.js';

type Upload = Awaited<ReturnType<typeof mountUpload>>;

const happens = (element: Upload) => texts(element, '[part=rows] td.happens');
const focused = (element: Upload) => element.shadowRoot?.activeElement?.getAttribute('name');

/** Presses Tab until a control of that name has the focus. */
async function tabTo(element: Upload, name: string): Promise<void> {
  for (let count = 0; count < 40 && focused(element) !== name; count++) await key('Tab');
  expect(focused(element)).to.equal(name);
}

const five = () =>
  csvOf([
    'phone,first,plan',
    '091 000 001,Ana,A',
    '098 344 484,Luis,B',
    ',Iris,C',
    '091000001,A.,D',
    '024 001 234,Gil,E',
  ]);

describe('<cti-list-upload>, the table', () => {
  it('says what is fine, without a number and twice, and marks it in its place, before anything is sent', async () => {
    const { client, requests } = integra();
    const element = await mountUpload({ client, campaign: 'Sale->' });
    await open(element, five());
    await until(() => has(element, '[part=found]'), 'it was checked by itself');
    expect([words(element, '[part=found]'), requests.length]).to.deep.equal([
      '3 fine · 1 without a number · 1 twice',
      0,
    ]);
    expect(said(element)).to.equal('Checked: 3 fine · 1 without a number · 1 twice. Nothing was sent yet.');
    expect(happens(element)).to.deep.equal([
      'Will be sent',
      'Will be sent',
      'There is no number: this row cannot be called.',
      'Same number as line 2. Left out. Send it too',
      'Will be sent',
    ]);
    expect(texts(element, 'td.cell.bad, td.cell.twice')).to.deep.equal(['empty', '091000001']);
    expect(words(element, '[name=send]')).to.equal('Send 3 contacts');
  });

  it('names columns as the file does and as people do, and shows the wire to support alone', async () => {
    const element = await mountUpload({ client: integra().client, campaign: 'Sale->' });
    await open(element, five());
    expect(texts(element, '[part=rows] thead label')).to.deep.equal(['phone', 'first', 'plan']);
    const options = texts(element, '#column-0 option').join();
    expect(options)
      .to.match(/(^|,)Number,/)
      .and.not.match(/key|external|=/i);
    const details = find<HTMLDetailsElement>(element, '[part=details]');
    expect([details.open, words(element, '[part=details] summary')]).to.deep.equal([false, 'For support']);
    details.remove();
    expect(element.shadowRoot?.textContent).not.to.match(/Sale->|destination|091 000 001;/);
  });

  it('sends one row of a number too where a person says so, and files the list under the name that was typed', async () => {
    const { client, server } = integra();
    const element = await mountUpload({ client, campaign: 'Sale->' });
    await open(element, csvOf(['phone', '091000001', '091 000 001', '091-000-001']));
    await checked(element);
    const choice = find(element, '[name=sendToo][value="3"]');
    expect([choice.ariaLabel, words(element, '[name=send]')]).to.deep.equal(['Send it too: line 3', 'Send 1 contact']);
    choice.focus();
    await key('Enter');
    expect([happens(element)[1], words(element, '[name=send]'), focused(element)]).to.deep.equal([
      'Same number as line 2. It is sent, too. Leave it out',
      'Send 2 contacts',
      'sendToo',
    ]);
    await key('Enter');
    expect(words(element, '[name=send]')).to.equal('Send 1 contact');
    await key('Enter');
    expect(find<HTMLInputElement>(element, '#list-name').placeholder).to.equal('may.csv');
    await set(element, '#list-name', 'spring');
    await element.send();
    await element.updateComplete;
    expect(server.state.contacts.map((each) => each.number)).to.deep.equal(['091000001', '091 000 001']);
    expect(server.state.uploads[0]?.filename).to.equal('spring-2');
    expect([has(element, '[name=sendToo]'), words(element, '[part=last] tbody td:nth-child(2)')]).to.deep.equal([
      false,
      'spring',
    ]);
    await open(element, csvOf(['phone', '091000001', '091 000 001'], 'june.csv'));
    await checked(element);
    expect([happens(element)[1], find<HTMLInputElement>(element, '#list-name').value]).to.deep.equal([
      'Same number as line 2. Left out. Send it too',
      '',
    ]);
  });

  it('says of another cell that is wrong in which column it is', async () => {
    const element = await mountUpload({ client: integra().client, campaign: 'Sale->' });
    await open(element, csvOf(['phone,priority,phone 2', '091000001,first,', '091000002,2,N/A', '091000003,2,']));
    await checked(element);
    expect(words(element, '[part=found]')).to.equal('1 fine · 2 with something else to mend');
    expect(texts(element, 'td.cell.bad')).to.deep.equal(['first', 'N/A']);
    expect(element.result?.refused.map(({ reason }) => reason)).to.deep.equal([
      'priority: “first” is not a whole number.',
      'phone 2: “N/A”: This is not a number.',
    ]);
  });

  it('goes through 100,000 rows and draws a page of them; or only what needs somebody', async () => {
    const element = await mountUpload({ client: integra().client, campaign: 'Sale->' });
    const rows = Array.from({ length: 100_000 }, (_, at) => (at % 1_000 ? number(at) : 'x'));
    await open(element, csvOf(['phone', ...rows]));
    await until(() => has(element, '[part=found]'));
    expect(words(element, '[part=found]')).to.equal('99,900 fine · 100 without a number');
    expect([happens(element).length, words(element, '#shown')]).to.deep.equal([25, 'Rows 1 to 25 of the first 200.']);
    expect(words(element, '[name=filter][value=needed]')).to.equal('Only what needs you: 100');
    find(element, '[name=filter][value=needed]').click();
    await element.updateComplete;
    expect([new Set(happens(element)).size, words(element, '#shown')]).to.deep.equal([1, 'Rows 1 to 25 of 100.']);
    expect(texts(element, 'td.line').slice(0, 2)).to.deep.equal(['2', '1,002']);
    await press(element, 'page'); // the first of them, which does nothing
    expect(texts(element, 'td.line')[0]).to.equal('2');
    texts(element, '[name=page]').forEach((text) => expect(text).to.match(/rows$/));
    const [, further] = element.shadowRoot?.querySelectorAll<HTMLElement>('[name=page]') ?? [];
    for (let count = 0; count < 3; count++) {
      further?.click();
      await element.updateComplete;
    }
    expect([words(element, '#shown'), further?.ariaDisabled]).to.deep.equal(['Rows 76 to 100 of 100.', 'true']);
    expect(await audit(element)).to.deep.equal([]);
  });

  it('says so when no row can be sent, and when the file has none', async () => {
    const { client } = integra();
    const element = await mountUpload({ client, campaign: 'Sale->' });
    await open(element, csvOf(['phone,name', 'x,Ana']));
    await checked(element);
    expect([words(element, '#first'), button(element, 'send').ariaDisabled]).to.deep.equal([
      'No row of this list can be sent: mend it, and choose it again.',
      'true',
    ]);
    await open(element, csvOf(['phone,name']));
    await checked(element);
    expect(said(element)).to.equal('There is no row in this list.');
  });

  it('has a button of its own look over the browser’s control, which takes the press, the key and the file', async () => {
    const element = await mountUpload({ client: integra().client });
    const input = find<HTMLInputElement>(element, '#file');
    const box = find(element, '.choose label').getBoundingClientRect();
    const over = element.shadowRoot?.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    expect([over === input, getComputedStyle(input).opacity, input.labels?.[0]?.textContent]).to.deep.equal([
      true,
      '0',
      'Choose a list',
    ]);
    await key('Tab');
    expect(element.shadowRoot?.activeElement).to.equal(input);
    expect(getComputedStyle(find(element, '.choose label')).outlineStyle).to.equal('solid');
  });

  it('stays within 320 pixels, each row a card that names its cells', async () => {
    const element = await mountUpload({ client: integra().client, campaign: 'Sale->' });
    element.style.width = '320px';
    await open(element, five());
    await checked(element);
    await element.send();
    await element.updateComplete;
    for (const box of [element, ...(element.shadowRoot?.querySelectorAll('.scroll') ?? [])])
      expect(box.scrollWidth).to.equal(box.clientWidth);
    expect(find(element, '[part=rows] td[data-label=phone]').getBoundingClientRect().width).to.be.above(250);
    expect(await audit(element)).to.deep.equal([]);
  });
});

/** A list of three requests, whose first is on its way. */
async function sending(page = integra('Ana@x')) {
  const element = await mountUpload({ client: page.client, campaign: 'Sale->' });
  const file = list(3_500);
  await open(element, file);
  await checked(element);
  page.gate.isShut = true;
  button(element, 'send').focus();
  await key('Enter');
  await until(() => page.requests.length > 0);
  return { ...page, element, file };
}

describe('<cti-list-upload>, pause', () => {
  it('waits for what is on its way, sends nothing new, and goes on where it stood, by keyboard alone', async () => {
    const { element, gate, requests, server } = await sending();
    await until(() => focused(element) === 'pause');
    await key('Enter');
    await until(() => focused(element) === 'goOn');
    expect(await audit(element)).to.deep.equal([]);
    expect(words(element, '[part=progress]')).to.match(/Paused/);
    const before = requests.length;
    gate.isShut = false;
    gate.open();
    await until(() => server.state.uploads.length === before);
    await until(() => !words(element, '[part=progress]').includes('on the way'));
    expect([requests.length, said(element)]).to.deep.equal([before, 'Paused. Nothing is on the way.']);
    const ended = next(element, 'cti-result');
    await key('Enter');
    await ended;
    await element.updateComplete;
    const numbers = server.state.contacts.map((each) => each.number);
    expect([numbers.length, new Set(numbers).size]).to.deep.equal([3_500, 3_500]);
    expect(element.result?.unknown).to.deep.equal([]);
    await until(() => element.shadowRoot?.activeElement === find(element, '[data-id=actions]'));
  });

  it('loses nothing when the page is left meanwhile: the next one goes on, and nobody is in doubt', async () => {
    const { element, gate, client, server, file, requests } = await sending();
    await until(() => focused(element) === 'pause');
    element.pause();
    gate.isShut = false;
    gate.open();
    await until(() => server.state.uploads.length === requests.length);
    await until(
      () => Object.values(sessionStorage).some((text: string) => text.includes('"unknown":[]')),
      'that is kept',
    );
    const sent = server.state.contacts.length;
    element.remove();
    const again = await mountUpload({ client, campaign: 'Sale->' });
    await open(again, file);
    expect(words(again, '[name=send]')).to.equal(`Go on from line ${(sent + 2).toLocaleString('en')}`);
    expect(has(again, '[part=unknown]')).to.equal(false);
    const ended = next(again, 'cti-result');
    await press(again, 'send');
    await ended;
    expect(new Set(server.state.contacts.map((each) => each.number)).size).to.equal(3_500);
    expect(server.state.contacts.length).to.equal(3_500);
  });

  it('tells rate and time left calmly, from what was measured, and the status line is not spoken for it', async () => {
    const { element, gate } = await sending();
    const heard: string[] = [];
    new MutationObserver(() => heard.push(said(element))).observe(find(element, 'p[role=status]'), {
      childList: true,
      characterData: true,
      subtree: true,
    });
    gate.letOne();
    await until(() => !words(element, '[part=progress]').startsWith('0 '));
    element.pause();
    element.goOn();
    await until(() =>
      /^[\d,]+ of 3,500 rows [\d,]+ a second, about \d+ \w+ left/.test(words(element, '[part=progress]')),
    );
    expect(heard.filter((text) => /\d/.test(text))).to.deep.equal([]);
    element.abort();
    await until(() => element.result);
  });
});

describe('<cti-list-upload>, taking back', () => {
  const stay = { numbers: '090000001', externalId: 'was there' };

  async function sent() {
    const page = sinch('Ana@x');
    const [campaign] = page.server.state.campaigns;
    const id = campaign!.settings.id;
    await page.client.send({
      type: 'addContact',
      campaign: id,
      contact: { destination: stay.numbers, externalId: stay.externalId },
    });
    page.requests.length = 0;
    const before = campaign!.customers.length;
    const element = await mountUpload({ client: page.client, campaign: id });
    await open(element, list(150));
    await checked(element);
    expect(words(element, '[part=undoable]')).to.match(/what was sent can be taken back\.$/);
    await element.send();
    await element.updateComplete;
    expect(campaign!.customers.length).to.equal(before + 150);
    page.requests.length = 0;
    return { ...page, element, campaign: campaign!, before };
  }

  it('asks once, and takes back those alone whose id this upload was given, by keyboard', async () => {
    const { element, campaign, requests, before } = await sent();
    expect(words(element, '[name=undo]')).to.equal('Take back 150 contacts…');
    button(element, 'undo').focus();
    await key('Enter');
    await until(() => focused(element) === 'leave');
    expect(await audit(element)).to.deep.equal([]);
    await key('Escape');
    await until(() => focused(element) === 'undo');
    expect(requests).to.deep.equal([]);
    await key('Enter');
    await until(() => focused(element) === 'leave');
    await key('Shift+Tab');
    const ended = next(element, 'cti-result');
    await key('Enter');
    const { command } = await ended;
    await element.updateComplete;
    expect([command.type, campaign.customers.length, requests.length]).to.deep.equal(['removeContact', before, 150]);
    expect(campaign.customers.some(({ externalId }) => externalId === stay.externalId)).to.equal(true);
    expect(words(element, '[part=undo] p')).to.equal('150 contacts were taken back.');
    expect([has(element, '[part=kept]'), has(element, '[name=undo]')]).to.deep.equal([false, false]);
    expect(words(element, '[part=last] tbody .state')).to.equal('Taken back');
    expect(await audit(element)).to.deep.equal([]);
    await until(() => has(element, '[name=send]'));
    await element.send();
    expect(campaign.customers.length, 'and can be sent again').to.equal(before + 150);
  });

  it('sends nothing when the page says no, and can be stopped, with the others offered again', async () => {
    const { element, campaign, requests, gate, before } = await sent();
    element.addEventListener('cti-request', (event) => event.preventDefault(), { once: true });
    await press(element, 'undo');
    await press(element, 'takeBack');
    await until(() => has(element, '[name=undo]'));
    expect(requests.length).to.equal(0);
    await press(element, 'undo');
    gate.isShut = true;
    await press(element, 'takeBack');
    await until(() => requests.length > 0);
    const ended = next(element, 'cti-result');
    await press(element, 'stop');
    gate.isShut = false;
    gate.open();
    await ended;
    await element.updateComplete;
    const left = campaign.customers.length - before;
    expect([left > 100, words(element, '[name=undo]')]).to.deep.equal([true, `Take back ${left} contacts…`]);
    expect(words(element, '[part=undo] p')).to.match(/were not\. You stopped it\.$/);
  });

  it('is offered for the campaign that got the contacts, and for no other', async () => {
    const { element, campaign, server, requests, before } = await sent();
    const other = server.state.campaigns.find((each) => each !== campaign)!.settings.id;
    await press(element, 'undo');
    element.campaign = other;
    await element.updateComplete;
    expect([has(element, '[name=undo]'), has(element, '[name=takeBack]')]).to.deep.equal([false, false]);
    expect([await element.takeBack(), requests.length]).to.deep.equal([undefined, 0]);
    element.campaign = campaign.settings.id;
    await element.updateComplete;
    await element.takeBack();
    expect(campaign.customers.length).to.equal(before);
  });

  it('says why one was not taken back, keeps its id, and takes the others', async () => {
    const { element, campaign, before } = await sent();
    campaign.customers.splice(before, 1); // somebody else has removed it
    await press(element, 'undo');
    const ended = next(element, 'cti-result');
    await press(element, 'takeBack');
    await ended;
    await element.updateComplete;
    expect(campaign.customers.length).to.equal(before);
    expect(words(element, '[part=undo] p')).to.match(/^149 contacts were taken back\. 1 was not\. \S/);
    expect(words(element, '[name=undo]')).to.equal('Take back 1 contact…');
  });

  it('says before the upload where a dialer gives no ids, and offers nothing', async () => {
    const { client } = integra();
    const element = await mountUpload({ client, campaign: 'Sale->' });
    await open(element, list(2));
    await checked(element);
    expect(words(element, '[part=undoable]')).to.equal(
      'This dialer gives no id for a row: what was sent cannot be taken back from here.',
    );
    await element.send();
    await element.updateComplete;
    expect(has(element, '[part=undo]')).to.equal(false);
  });
});

describe('<cti-list-upload>, the last uploads', () => {
  const lines = (element: Upload) => texts(element, '[part=last] tbody tr');

  async function upload(element: Upload, name: string, ...more: string[]) {
    await open(element, csvOf(['phone,name', '091000001,Ana', ...more], name));
    await checked(element);
    await element.send();
    await element.updateComplete;
  }

  it('stand there with moment, campaign and counts, also after a reload; refused rows only while the page lives', async () => {
    const { client } = integra('Ana@x');
    const element = await mountUpload({ client, campaign: 'Sale->' });
    await until(() => has(element, 'select#campaign') || !has(element, '#campaign'));
    await upload(element, 'may.csv', 'abc,Eve');
    await upload(element, 'june.csv');
    expect(lines(element).map((text) => text.replace(/^Today \S+(?: [AP]M)? /, ''))).to.deep.equal([
      'june.csv Sale outbound 1 0 Done',
      'may.csv Sale outbound 1 1 Done',
    ]);
    const saved = find(element, '[name=refusedFile]');
    expect(saved.ariaLabel).to.equal('Save 1 refused row as CSV');
    const files = savedFiles();
    saved.click();
    expect(files.map(({ name }) => name)).to.deep.equal(['may-refused.csv']);
    expect(await files[0]!.text).to.contain('abc');
    expect(await audit(element)).to.deep.equal([]);
    const disk = JSON.stringify({ ...localStorage, ...sessionStorage });
    expect(disk).not.to.match(/091000001|Eve|abc/);

    const { pageItems } = await import('../../../src/core/tab-storage.js');
    pageItems.clear(); // as a reload does
    const again = await mountUpload({ client });
    expect(lines(again).length).to.equal(2);
    expect([has(again, '[name=refusedFile]'), words(again, '[part=last] > .hint')]).to.deep.equal([
      false,
      'Refused rows hold people’s numbers: they are there to save until this page is left or loaded anew, and are kept on no disk.',
    ]);
    const other = await mountUpload({ client: integra('Luz@x').client });
    expect(has(other, '[part=last]')).to.equal(false);
    await client.forget();
    const forgotten = await mountUpload({ client });
    expect(has(forgotten, '[part=last]')).to.equal(false);
  });

  it('are ten at most, the newest first', async () => {
    const element = await mountUpload({ client: integra('Ana@x').client, campaign: 'Sale->' });
    for (let count = 1; count <= 11; count++) await upload(element, `list-${count}.csv`, `0910001${count + 10},Bob`);
    expect([
      lines(element).length,
      lines(element)[0]?.includes('list-11.csv'),
      lines(element)[9]?.includes('list-2.csv'),
    ]).to.deep.equal([10, true, true]);
  });

  it('keep no campaign whose name nobody told, since it may be a secret; and are read with care', async () => {
    const { client } = voicenter('Ana@x');
    const element = await mountUpload({ client, campaign: 'secret0001' });
    await upload(element, 'may.csv');
    expect(JSON.stringify({ ...localStorage })).not.to.contain('secret0001');
    const [name = ''] = Object.keys(localStorage).filter((each) => each.startsWith('portside-uploads'));
    for (const bad of ['{', '3', '[1,null,{"key":"a"}]', '[{"key":1,"at":"x"}]']) {
      localStorage.setItem(name, bad);
      const again = await mountUpload({ client });
      expect(has(again, '[part=last]')).to.equal(false);
    }
  });

  it('say that one was stopped, and one entry stays one where it goes on', async () => {
    const { element, gate } = await sending();
    const failed = next(element, 'cti-error');
    await press(element, 'pause');
    gate.isShut = false;
    gate.open();
    await until(() => !words(element, '[part=progress]').includes('on the way'));
    await press(element, 'stop');
    await failed;
    await element.updateComplete;
    expect(words(element, '[part=last] .state')).to.equal('Stopped by you');
    await element.send();
    await element.updateComplete;
    expect(lines(element).length).to.equal(1);
    expect(lines(element)[0]).to.match(/3,500 0 Done$/);
  });
});

describe('<cti-list-upload>, the whole job by keyboard', () => {
  it('chooses what a column is, looks at what needs it, picks the campaign, sends, and shows the refused row', async () => {
    const { client, server } = integra('Ana@x');
    const element = await mountUpload({ client });
    await until(() => client.supports('campaigns').ok);
    await open(element, csvOf(['phone,office', '091000001,022000001', 'abc,022000002', '091000003,022000003']));
    await until(() => has(element, '[part=found]'));
    await key('Tab');
    await tabTo(element, 'filter');
    await key('Tab');
    await key('Space');
    expect(texts(element, 'td.line')).to.deep.equal(['3']);
    await tabTo(element, 'column');
    await key('Tab');
    if (focused(element) === 'pair') await key('Tab');
    await key('o'); // Other numbers
    await until(() => texts(element, '[part=details] dd').some((text) => text.includes('022')));
    await tabTo(element, 'campaign');
    if (find(element, '#campaign').localName === 'select') await set(element, '#campaign', 'Sale->');
    await until(() => has(element, '[part=found]') && button(element, 'send').ariaDisabled === 'false');
    await tabTo(element, 'send');
    const ended = next(element, 'cti-result');
    await key('Enter');
    await ended;
    await element.updateComplete;
    expect(server.state.contacts.length).to.equal(2);
    await tabTo(element, 'needed');
    await key('Enter');
    await until(() => focused(element) === 'filter');
    expect(happens(element)).to.deep.equal(['“abc”: This is not a number.']);
  });
});
