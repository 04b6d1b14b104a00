import { expect } from 'chai';
import { html } from 'lit';
import { audit, clientOf, fakeTransport, next } from '../elements.fixture.js';
import {
  button,
  checked,
  csvOf,
  find,
  has,
  integra,
  isOff,
  list,
  motion,
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

const rows = (element: Parameters<typeof texts>[0]) => texts(element, '[part=rows] tbody code');

describe('<cti-list-upload>', () => {
  for (const dark of [false, true]) {
    it(`passes the accessibility audit in every state, ${dark ? 'dark' : 'light'}`, async () => {
      const { client, gate } = integra();
      const element = await mountUpload({ client, campaign: 'Sale->', dark });
      expect(await audit(element)).to.deep.equal([]);
      await open(element, list(3, '12:3,Eve', 'x,'.repeat(5)));
      expect(await audit(element)).to.deep.equal([]);
      await checked(element);
      expect(await audit(element)).to.deep.equal([]);
      gate.isShut = true;
      const sending = element.send();
      await until(() => said(element) === 'Sending…');
      expect(await audit(element)).to.deep.equal([]);
      element.abort();
      await sending;
      await element.updateComplete;
      await press(element, 'ask');
      expect(await audit(element)).to.deep.equal([]);
      const off = await mountUpload({ dark }, html`<cti-list-upload disabled></cti-list-upload>`);
      await open(off, list(1));
      expect(await audit(off)).to.deep.equal([]);
    });
  }

  it('is one place to drop a file while none is chosen', async () => {
    const element = await mountUpload({ client: integra().client });
    expect([has(element, 'button'), has(element, '[part=rows]'), words(element, '#drop-hint')]).to.deep.equal([
      false,
      false,
      'Choose a file, or drop it here. A sheet of Excel is saved as CSV first.',
    ]);
  });

  it('proposes what each column is, and shows each first row as uContact gets it, and what is wrong with it [C-155]', async () => {
    const element = await mountUpload({ client: integra().client, campaign: 'Sale->' });
    await open(
      element,
      csvOf(
        [
          'phone;name;phone 2;priority;agent',
          '098344484;Ann;099124484|099111111;7;1001',
          '09:1;Eve;;;',
          '091;Bob;;1;',
        ].map((line) => line),
      ),
    );
    expect(texts(element, 'select[name=column]').length).to.equal(5);
    expect(
      [...(element.shadowRoot?.querySelectorAll<HTMLSelectElement>('select[name=column]') ?? [])].map(
        ({ value }) => value,
      ),
    ).to.deep.equal(['destination', 'data', 'alternatives', 'priority', 'agent']);
    expect(rows(element)).to.deep.equal([
      'Sale->;098344484;name=Ann;099124484:099111111;7;1001',
      '09:1 · Eve · · ·',
      '091 · Bob · · 1 ·',
    ]);
    expect(words(element, '#row-3')).to.equal(
      'destination: “09:1” cannot be dialled: a number has no colon, semicolon or line break.',
    );
    expect(words(element, '#row-4')).to.equal('priority: Priority 1 is kept for scheduled calls: use 2 or more.');
  });

  it('offers the columns that the dialer has a place for, and the preview in its words', async () => {
    const shown: [
      ReturnType<typeof integra> | ReturnType<typeof sinch> | ReturnType<typeof motion> | ReturnType<typeof voicenter>,
      string,
      string,
    ][] = [
      [sinch(), 'A', '{"numbers":"098344484","attributes":{"attribute":[{"name":"name","value":"Ann"}]}}'],
      [motion(), 'Spring', '{"firstName":"Ann","phone":"098344484","ListId":32}'],
      [voicenter(), 'secret0001', '{"Campaign":"…","Target":"098344484","CustomerName":"Ann"}'],
    ];
    for (const [{ client }, campaign, wire] of shown) {
      const element = await mountUpload({ client, campaign });
      await open(element, csvOf(['phone,name', '098344484,Ann']));
      expect(rows(element)).to.deep.equal([wire]);
      const choice = client.supports('addContacts');
      const known: readonly string[] = (choice.ok && choice.bulk?.fields) || [];
      const offered = [...find<HTMLSelectElement>(element, '#column-0').options]
        .map(({ value }) => value)
        .filter((field) => field && field !== 'dataText');
      expect(offered).to.have.members([...known]);
    }
  });

  it('shows a contact as JSON where the dialer says nothing of its wire', async () => {
    const element = await mountUpload({ client: clientOf(fakeTransport()), campaign: 'Sale->' });
    await open(element, csvOf(['phone', '091000000']));
    expect(rows(element)).to.deep.equal(['{"destination":"091000000"}']);
  });

  it('recognises delimiter, characters and header, and lets them be changed', async () => {
    const element = await mountUpload({ client: integra().client, campaign: 'Sale->' });
    await open(
      element,
      new File(
        [new Uint8Array([...'phone;name\n091;Jos'].map((char) => char.charCodeAt(0)).concat(0xe9, 10))],
        'excel.csv',
      ),
    );
    expect(
      ['delimiter', 'encoding', 'header'].map(
        (name) => find<HTMLSelectElement>(element, `#${name}`).selectedOptions[0]?.text,
      ),
    ).to.deep.equal(['Recognised: Semicolon ;', 'Recognised: windows-1252', 'Recognised: names the columns']);
    expect(rows(element)).to.deep.equal(['Sale->;091;name=José']);
    await set(element, '#encoding', 'windows-1255');
    await until(() => rows(element)[0] === 'Sale->;091;name=Josי');
    await set(element, '#delimiter', ',');
    await until(() => texts(element, 'select[name=column]').length === 1);
    await set(element, '#encoding', 'utf-16le');
    await set(element, '#encoding', '');
    await set(element, '#delimiter', '');
    await until(() => rows(element)[0] === 'Sale->;091;name=José');
  });

  it('takes another choice for a column, and its number from the one that had it; and names data as it is told', async () => {
    const element = await mountUpload({ client: integra().client, campaign: 'Sale->' });
    await open(element, csvOf(['phone,office,note', '091,022,late']));
    await set(element, '#column-1', 'destination');
    await until(() => rows(element)[0] === 'Sale->;022;note=late');
    expect(find<HTMLSelectElement>(element, '#column-0').value).to.equal('');
    await set(element, '#column-0', 'alternatives');
    await set(element, '[name=pair][data-at="2"]', 'remark');
    await until(() => rows(element)[0] === 'Sale->;022;remark=late;091');
  });

  it('says which column it misses, and what is no list', async () => {
    const element = await mountUpload({ client: integra().client, campaign: 'Sale->' });
    await open(element, csvOf(['a,b', 'c,d']));
    await press(element, 'check');
    expect(words(element, '#columns-problem')).to.equal('Say which column is the number to dial.');
    await open(element, new File([new Uint8Array([80, 75, 3, 4, 0, 0])], 'list.xlsx'));
    expect(words(element, '#file-problem')).to.equal(
      'This is no text file. Save the sheet as CSV first, or name its encoding.',
    );
  });

  it('takes a dropped file, and says so when it is none', async () => {
    const element = await mountUpload({ client: integra().client, campaign: 'Sale->' });
    const drop = (...files: File[]) => {
      const dataTransfer = new DataTransfer();
      for (const file of files) dataTransfer.items.add(file);
      const events = ['dragover', 'drop'].map(
        (type) => new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }),
      );
      return events.map((event) => find(element, '.drop').dispatchEvent(event));
    };
    expect(drop()).to.deep.equal([false, false]);
    await element.updateComplete;
    expect(words(element, '#file-problem')).to.equal('That is no file.');
    drop(list(2));
    await until(() => has(element, '[part=rows]'));
    expect([words(element, '#file-problem'), rows(element).length]).to.deep.equal(['', 2]);
  });

  it('is off with the reason where the dialer takes no contacts, and where no session is', async () => {
    const element = await mountUpload({ client: clientOf(fakeTransport({ can: [] })) });
    await open(element, list(1));
    expect([words(element, '#unsupported'), isOff(element, 'check'), isOff(element, 'send')]).to.deep.equal([
      'The fake cannot addContacts.',
      true,
      true,
    ]);
    const alone = await mountUpload({});
    expect(words(alone, '#unsupported')).to.equal('This control needs a <cti-session> around it.');
  });

  it('asks the page before it sends, and sends nothing when the page says no', async () => {
    const { client, requests } = integra();
    const element = await mountUpload({ client, campaign: 'Sale->' });
    await open(element, list(2));
    await checked(element);
    element.addEventListener('cti-request', (event) => event.preventDefault(), { once: true });
    const asked = next(element, 'cti-request');
    await press(element, 'send');
    const { command } = await asked;
    expect([command.type, requests.length, isOff(element, 'send')]).to.deep.equal(['addContacts', 0, false]);
    expect(button(element, 'send').textContent.trim()).to.equal('Send');
    const sent = next(element, 'cti-result');
    await press(element, 'send');
    await sent;
    expect(requests.length, 'when it says yes').to.be.greaterThan(0);
  });
});
