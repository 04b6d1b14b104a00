import { expect } from 'chai';
import { html } from 'lit';
import type { Command, Reply } from '../../../src/core/commands.js';
import { CtiClient } from '../../../src/core/client.js';
import { isAlive, pageId, showAlive } from '../../../src/core/page.js';
import { supervisorChecks } from '../../../src/core/supervisor-commands.js';
import { holdClock } from '../../clock.js';
import { fc } from '../../seeded.js';
import { rest } from '../../page-work.js';
import { number } from '../../uploads/uploads.fixture.js';
import { audit, clientOf, fakeTransport, next, press as key } from '../elements.fixture.js';
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
import { turn } from '../../turn.js';

/** The first rows as the dialer gets them, under *For support*. */
const rows = (element: Parameters<typeof texts>[0]) => texts(element, '[part=details] dd code');
/** What the table says becomes of its rows. */
const happens = (element: Parameters<typeof texts>[0]) => texts(element, '[part=rows] td.happens');

describe('<cti-list-upload>', () => {
  for (const dark of [false, true]) {
    it(`passes the accessibility audit in every state, ${dark ? 'dark' : 'light'}`, async () => {
      const { client, gate } = integra();
      const element = await mountUpload({ client, campaign: 'Sale->', dark });
      expect(await audit(element)).to.deep.equal([]);
      await open(element, list(3, '12:3,Eve', `${number(0)},Twice,`, 'x,'.repeat(5)));
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
      'A CSV with a row for each contact; drop it here, or choose it. A sheet of Excel is saved as CSV first.',
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
    expect(happens(element)).to.deep.equal([
      'Will be sent',
      '“09:1”: There are two numbers in this: leave one, written with spaces or hyphens at most.',
      'Priority 1 is kept for scheduled calls: use 2 or more.',
    ]);
    expect(texts(element, '[part=rows] td.cell.bad')).to.deep.equal(['09:1', '1']);
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

  it('shows beside a row that its number is not to be dialled here, and counts it as refused', async () => {
    const transport = Object.assign(fakeTransport(), { checks: supervisorChecks });
    const client = new CtiClient({ transports: [transport], destinations: { deny: ['0910'] } });
    const element = await mountUpload({ client, campaign: 'Sale->' });
    await open(element, csvOf(['phone', '091000000', '092000000']));
    expect(happens(element)).to.deep.equal([
      '091000000 is among the numbers that are not dialled here: ask your administrator.',
      'Will be sent',
    ]);
    const result = await element.check();
    expect([result?.counts.accepted, result?.counts.refused]).to.deep.equal([1, 1]);
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
    expect(await element.check()).to.equal(undefined);
    expect(words(element, '#columns-problem')).to.equal('Say which column is the number to dial.');
    await open(element, new File([new Uint8Array([80, 75, 3, 4, 0, 0])], 'list.xlsx'));
    expect(words(element, '#file-problem')).to.equal(
      'This is not a text file. Save the sheet as CSV first, or name its encoding.',
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
    expect(words(element, '#file-problem')).to.equal('That is not a file.');
    drop(list(2));
    await until(() => has(element, '[part=rows]'));
    expect([words(element, '#file-problem'), rows(element).length]).to.deep.equal(['', 2]);
  });

  it('is off with the reason where the dialer takes no contacts, and where no session is', async () => {
    const element = await mountUpload({ client: clientOf(fakeTransport({ can: [] })) });
    await open(element, list(1));
    expect([element.shadowRoot?.textContent.trim(), has(element, 'input, select, button')]).to.deep.equal([
      'The fake cannot addContacts.',
      false,
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
    expect(words(element, '.outcome')).to.equal('The page stopped this. Nothing was sent.');
    expect(words(element, '[name=send]')).to.equal('Send 2 contacts');
    const sent = next(element, 'cti-result');
    await press(element, 'send');
    await sent;
    expect(requests.length, 'when it says yes').to.be.greaterThan(0);
  });
});

const bad = '09:1,Eve,';

/** The lines that the table shows when it shows only what needs somebody. */
async function needed(element: Parameters<typeof texts>[0]): Promise<string[]> {
  find(element, '[name=filter][value=needed]').click();
  await element.updateComplete;
  return texts(element, '[part=rows] tr.bad td.line');
}

/** Sends a list with a wrong row near its beginning and one at its end, and stops it between them. */
async function stopped() {
  const page = integra();
  const element = await mountUpload({ client: page.client, campaign: 'Sale->' });
  const file = new File(
    [await list(10).text(), `\r\n${bad}\r\n`, (await list(6_000).text()).replace(/^.*\r\n/, ''), `\r\n${bad}`],
    'may.csv',
    { lastModified: 1 },
  );
  await open(element, file);
  await checked(element);
  page.gate.isShut = true;
  void element.send();
  await until(() => page.requests.length > 0);
  const failed = next(element, 'cti-error');
  await press(element, 'stop');
  await failed;
  await element.updateComplete;
  page.gate.isShut = false;
  return { ...page, element, file };
}

const goOn = async (element: Awaited<ReturnType<typeof stopped>>['element']) => {
  const result = next(element, 'cti-result');
  await press(element, 'send');
  await result;
  await element.updateComplete;
  return (await (await fetch(find<HTMLAnchorElement>(element, '[part=download]').href)).text()).trim().split('\r\n');
};

describe('<cti-list-upload>, the refused rows of an upload that went on', () => {
  it('are all in one file, under one header, and in one list', async () => {
    const { element } = await stopped();
    expect(element.result?.refused.map(({ line }) => line)).to.deep.equal([12]);
    expect(await needed(element), 'the check knows the rest').to.deep.equal(['12', '6,013']);
    const lines = await goOn(element);
    expect(lines.map((line) => line.split(',')[0])).to.deep.equal(['"phone (cells guarded)"', '"09:1"', '"09:1"']);
    expect(await needed(element)).to.deep.equal(['12', '6,013']);
    expect(texts(element, '[part=refused] p.hint:not([hidden])')).to.deep.equal([]);
  });

  it('are those since the page was loaded, and it says so: no contact is kept over that', async () => {
    const { element, client, file } = await stopped();
    element.remove();
    const again = await mountUpload({ client, campaign: 'Sale->' });
    await open(again, file);
    expect(has(again, '[part=kept]')).to.equal(true);
    const lines = await goOn(again);
    expect(lines.map((line) => line.split(',')[0])).to.deep.equal(['"phone (cells guarded)"', '"09:1"']);
    expect(texts(again, '[part=refused] p.hint:not([hidden])').join()).to.match(
      /^1 more was refused before this page was reloaded\./,
    );
    expect(JSON.stringify({ ...sessionStorage })).not.to.contain('Eve');
  });
});

describe('<cti-list-upload>, what it finds in a list', () => {
  const select = (element: Parameters<typeof texts>[0], selector: string) => find<HTMLSelectElement>(element, selector);

  it('offers Hebrew, Arabic and Mac letters, guesses them, and lets the guess be changed', async () => {
    const element = await mountUpload({ client: integra().client, campaign: 'Sale->' });
    const ofBytes = (...bytes: number[]) =>
      new File([new TextEncoder().encode('phone,name\n0521234567,'), new Uint8Array(bytes), '\n'], 'list.csv');
    for (const [bytes, encoding, name] of [
      [[0xeb, 0xe4, 0xef], 'windows-1255', 'כהן'],
      [[0xcd, 0xd3, 0xc7, 0xe3], 'windows-1256', 'حسام'],
      [[0x4a, 0x6f, 0x73, 0x8e], 'macintosh', 'José'],
    ] as const) {
      await open(element, ofBytes(...bytes));
      expect(select(element, '#encoding').selectedOptions[0]?.text).to.equal(`Recognised: ${encoding}`);
      expect([...select(element, '#encoding').options].map(({ value }) => value)).to.include(encoding);
      expect(rows(element)).to.deep.equal([`Sale->;0521234567;name=${name}`]);
      await set(element, '#encoding', 'iso-8859-15');
      await until(() => !rows(element)[0]?.includes(name));
    }
  });

  it('says which line it took for a title, and lets that be changed', async () => {
    const element = await mountUpload({ client: integra().client, campaign: 'Sale->' });
    await open(element, csvOf(['Clientes de mayo', 'nombre,telefono', 'Ana,099123456']));
    expect([words(element, '#title'), rows(element)]).to.deep.equal([
      'Line 1 was taken for a title: it is not a contact.',
      ['Sale->;099123456;nombre=Ana'],
    ]);
    expect(await audit(element)).to.deep.equal([]);
    await set(element, '#header', 'no');
    await until(() => find(element, '#title').hidden);
    await set(element, '#header', 'title');
    await until(() => rows(element)[0] === 'Sale->;099123456;nombre=Ana');
    await open(element, csvOf(['nombre,telefono', 'Ana,099123456']));
    expect(find(element, '#title').hidden).to.equal(true);
  });

  it('does not use a column that the dialer would refuse, and says why; who chooses it sees its rows refused', async () => {
    const element = await mountUpload({ client: integra().client, campaign: 'Sale->' });
    await open(element, csvOf(['phone,name,due', '099123456,Ana,15:30']));
    expect([select(element, '#column-2').value, rows(element)]).to.deep.equal(['', ['Sale->;099123456;name=Ana']]);
    expect(words(element, '#unfit-2')).to.match(
      /^“due” is not used, since .* The data value “15:30” of due cannot be sent:/,
    );
    expect(has(element, '#unfit-1')).to.equal(false);
    expect(await audit(element)).to.deep.equal([]);
    await set(element, '#column-2', 'data');
    await until(() => happens(element)[0]?.includes('15:30') ?? false);
    expect([has(element, '#unfit-2'), texts(element, '[part=rows] td.cell.bad')]).to.deep.equal([false, ['15:30']]);
  });

  it('shows the rows up to what cannot be read, and says what that is', async () => {
    const element = await mountUpload({ client: integra().client, campaign: 'Sale->' });
    await open(element, csvOf(['phone,name', '099123456,Ana', '099123457,"Luz']));
    expect([words(element, '#file-problem'), rows(element)]).to.deep.equal([
      'The row of line 3 has no end: is a quote opened there and not closed?',
      ['Sale->;099123456;name=Ana'],
    ]);
  });
});

describe('<cti-list-upload>, rows of the same number', () => {
  const twice = () => csvOf(['phone,name', '099123456,Ana', '099123457,Luz', '099 123 456,Eva']);
  const sent = (page: ReturnType<typeof integra>) => page.server.state.contacts.map(({ data }) => data);

  it('are shown and counted before the upload, and left out but the first; which is said, and they are there to download', async () => {
    const page = integra();
    const element = await mountUpload({ client: page.client, campaign: 'Sale->' });
    await open(element, twice());
    await checked(element);
    expect(said(element)).to.equal('Checked: 2 fine · 1 twice. Nothing was sent yet.');
    expect(happens(element)).to.deep.equal([
      'Will be sent',
      'Will be sent',
      'Same number as line 2. Left out. Send it too',
    ]);
    expect(texts(element, '[part=rows] td.cell.twice')).to.deep.equal(['099 123 456']);
    expect(find<HTMLInputElement>(element, '[type=radio][value=first]').checked).to.equal(true);
    expect(await audit(element)).to.deep.equal([]);
    await element.send();
    await element.updateComplete;
    expect(sent(page)).to.deep.equal(['name=Ana', 'name=Luz']);
    expect(said(element)).to.include('1 row left out, with the number of an earlier row.');
    expect(words(element, '[part=progress]')).to.include('1 left out');
    expect(words(element, '[part=repeated]')).to.match(
      /^Rows with the same number The first row of each number was sent; the others were left out\./,
    );
    const link = find<HTMLAnchorElement>(element, '[part=repeated] [part=download]');
    expect([link.download, await (await fetch(link.href)).text()]).to.deep.equal([
      'may-repeated.csv',
      '"phone (cells guarded)","name (cells guarded)","refused because (cells guarded)"\r\n"099 123 456","Eva","Line 2 has the same number."\r\n',
    ]);
    expect(await audit(element)).to.deep.equal([]);
  });

  it('are all sent when a person says so, without another check', async () => {
    const page = integra();
    const element = await mountUpload({ client: page.client, campaign: 'Sale->' });
    await open(element, twice());
    await checked(element);
    find(element, '[value=all]').click();
    await element.updateComplete;
    expect([isOff(element, 'send'), words(element, '[name=send]'), happens(element)[2]]).to.deep.equal([
      false,
      'Send 3 contacts',
      'Same number as line 2. It is sent, too.',
    ]);
    await element.send();
    await element.updateComplete;
    expect(sent(page)).to.deep.equal(['name=Ana', 'name=Luz', 'name=Eva']);
    expect(words(element, '[part=repeated]')).to.include(
      'All of them were sent. Whoever has such a number may be called once for each of its rows.',
    );
    await open(element, csvOf(['phone', '099123456', '099123456'], 'june.csv'));
    await checked(element);
    expect(find<HTMLInputElement>(element, '[type=radio][value=first]').checked).to.equal(true);
  });

  /** An upload that ended early, after its first request: line 3 has the number of line 2, the last one that of line 4. */
  async function halfSent() {
    const { client, gate, requests, server } = integra();
    const numbers = Array.from({ length: 6_500 }, (_, at) => number(at));
    const file = () => csvOf(['phone', number(0), ...numbers, number(1)]);
    const element = await mountUpload({ client, campaign: 'Sale->' });
    await open(element, file());
    await checked(element);
    gate.isShut = true;
    const failed = next(element, 'cti-error');
    void element.send();
    await until(() => requests.length > 0);
    gate.letOne();
    await until(() => server.state.uploads.length > 0);
    server.faults = { status401: true };
    gate.isShut = false;
    gate.open();
    await failed;
    server.faults = {};
    return { client, server, element, file };
  }

  it('are done with where an earlier part of the upload was at them, as are all others of it', async () => {
    const { client, element, file } = await halfSent();
    element.remove(); // the page is loaded anew

    const again = await mountUpload({ client, campaign: 'Sale->' });
    await open(again, file());
    await checked(again);
    expect(happens(again).slice(0, 3)).to.deep.equal([
      'Done before',
      'Same number as line 2. Done before.',
      'Done before',
    ]);
    find(again, '[value=needed]').click();
    await again.updateComplete;
    expect(happens(again)).to.deep.equal([
      'Same number as line 2. Done before.',
      'Same number as line 4. Left out. Send it too',
    ]);
  });

  it('are said to be left out or sent, each as many as were, where a person changed the choice before the upload went on', async () => {
    const { server, element } = await halfSent();
    await checked(element);
    find(element, '[value=all]').click();
    await element.send();
    await element.updateComplete;
    expect([server.state.contacts.length, words(element, '[part=repeated] p')]).to.deep.equal([
      6_501,
      '1 row left out, the others were sent. Whoever has such a number may be called once for each of its rows.',
    ]);
  });

  it('go as it is shown, also where an upload that was kept takes the place of what a person had chosen', async () => {
    const { client, server } = integra();
    const element = await mountUpload({ client });
    await open(element, twice());
    await checked(element);
    await set(element, '#campaign', 'Sale->');
    server.faults = { status401: true };
    const failed = next(element, 'cti-error');
    void element.send();
    await failed;
    await set(element, '#campaign', '');
    await open(element, twice());
    await checked(element);
    find(element, '[value=all]').click();
    await element.updateComplete;
    await set(element, '#campaign', 'Sale->');
    expect(find<HTMLInputElement>(element, '[type=radio][value=first]').checked).to.equal(true);
    server.faults = {};
    await element.send();
    expect(server.state.contacts.map(({ data }) => data)).to.deep.equal(['name=Ana', 'name=Luz']);
  });
});

describe('<cti-list-upload>, any file', () => {
  it('sends the rows that it showed, each once, and names every other with the reason', async () => {
    const part = fc.constantFrom(
      ...['099123456', "'+59899", '091', 'telefono', 'Ana', 'é', '"', '""', '15:30', '2026-05-01', '=1', ' '],
      ...[',', ',', ';', '\n', '\n', '\r\n', '\r', '\ufeff', '\n\ufeff"', '"\n', ',"'],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 30 }), async (parts) => {
        const contacts: unknown[] = [];
        const send = (command: Command) => {
          const { contacts: some = [] } = command as { contacts?: unknown[] };
          contacts.push(...some);
          return {
            status: 'confirmed',
            transport: 'fake',
            accepted: some.length,
            refused: [],
            isLoaded: true,
          } as Reply;
        };
        const transport = { ...fakeTransport({ send }), checks: supervisorChecks };
        const element = await mountUpload({ client: clientOf(transport), campaign: 'Sale->' });
        await open(element, new File([parts.join('')], 'any.csv'));
        if (!has(element, '[part=rows]')) return void element.remove();
        const [lines, wire] = ['dt', 'dd'].map((each) => texts(element, `[part=details] ${each}`));
        const shown = [...(element.shadowRoot?.querySelectorAll('[part=rows] tbody tr') ?? [])]
          .slice(0, lines?.length)
          .map((row, at) => ({
            line: Number(lines?.[at]),
            text: wire?.[at] ?? '',
            state: row.className,
            problem: row.querySelector('.happens span')?.textContent,
          }));
        await element.check();
        const total = element.result?.counts.read ?? 0;
        const left = new Set(element.result?.repeated.map(({ line }) => line));
        if (element.result?.end === 'complete') await element.send();
        else return void element.remove();
        const { counts, refused = [], repeated = [] } = element.result ?? expect.fail('no result');
        expect(repeated.map(({ line }) => line)).to.deep.equal([...left]);
        expect([counts.accepted, counts.accepted + counts.refused + counts.leftOut]).to.deep.equal([
          contacts.length,
          total,
        ]);
        const good = shown.filter(({ state }) => state === 'fine').map(({ text }) => text);
        const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
        expect(contacts.slice(0, good.length).map((contact) => plain(JSON.stringify(contact)))).to.deep.equal(good);
        const twice = shown.flatMap(({ line, state }) => (state === 'twice' ? line : []));
        expect([...left].slice(0, twice.length)).to.deep.equal(twice);
        const bad = shown.flatMap(({ line, state, problem }) => (state === 'bad' ? [[line, problem]] : []));
        expect(refused.slice(0, bad.length).map(({ line, text }) => [line, text])).to.deep.equal(bad);
        element.remove();
      }),
      { numRuns: 60 },
    );
  });
});

describe('<cti-list-upload>, checking and sending', () => {
  it('goes through the whole list first, sends nothing by that, and says which lines are wrong', async () => {
    const { client, requests } = integra();
    const element = await mountUpload({ client, campaign: 'Sale->' });
    await open(element, list(1_200, '09:1,Eve,', '5.9834448E+10,Bob,'));
    await press(element, 'send');
    expect([isOff(element, 'send'), requests.length]).to.deep.equal([true, 0]);
    await checked(element);
    expect(said(element)).to.equal('Checked: 1,200 fine · 2 without a number. Nothing was sent yet.');
    expect(await needed(element)).to.deep.equal(['1,202', '1,203']);
    expect([requests.length, isOff(element, 'send')]).to.deep.equal([0, false]);
    await set(element, '#column-1', '');
    await until(() => said(element).startsWith('Checked: 1,200 fine'), 'it is checked anew by itself');
    expect([requests.length, isOff(element, 'send')]).to.deep.equal([0, false]);
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
      'The dialer has taken 3 rows. It loads them later, and does not tell how that ends. 1 row refused: save them, mend them, and upload that file.',
    );
    expect(server.state.uploads.map(({ filename, rows }) => [filename, rows])).to.deep.equal([['may-2.csv', 3]]);
    const link = find<HTMLAnchorElement>(element, '[part=download]');
    const text = await (await fetch(link.href)).text();
    expect([link.download, text.split('\r\n')[1]?.startsWith('"09:1","Eve","",')]).to.deep.equal([
      'may-refused.csv',
      true,
    ]);
    await open(element, csvOf(text.replace('09:1', '091').trim().split('\r\n'), 'mended.csv'));
    expect(rows(element)).to.deep.equal(['Sale->;091;name=Eve']);
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
    await until(() => rows(element)[0]?.includes('"timeZone":"America/Montevideo"') ?? false);
    const result = next(element, 'cti-result');
    await press(element, 'send');
    await result;
    await element.updateComplete;
    expect(said(element)).to.equal('The dialer has added 150 rows.');
    expect(requests.length).to.equal(2);
  });

  it('shows how far it is on a bar while it sends, and the focus goes to the button that stands in the place of the one before', async () => {
    const { client, gate } = integra();
    const element = await mountUpload({ client, campaign: 'Sale->' });
    await open(element, list(6_000));
    await checked(element);
    gate.isShut = true;
    button(element, 'send').focus();
    await key('Enter');
    await until(() => has(element, 'progress') && said(element) === 'Sending…');
    expect([
      has(element, '[name=send]'),
      isOff(element, 'pause'),
      isOff(element, 'stop'),
      find<HTMLSelectElement>(element, '#column-0').disabled,
    ]).to.deep.equal([false, false, false, true]);
    await until(() => element.shadowRoot?.activeElement === button(element, 'pause'));
    gate.isShut = false;
    await until(() => (gate.open(), said(element).startsWith('The dialer has taken 6,000 rows.')));
    const bar = find<HTMLProgressElement>(element, 'progress');
    expect([bar.value, bar.max]).to.deep.equal([6_000, 6_000]);
    expect(words(element, '[part=progress]')).to.equal('6,000 of 6,000 rows');
    expect(element.shadowRoot?.activeElement).to.equal(find(element, '[data-id=actions]'));
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
    await element.updateComplete;
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
    expect(heard.at(-1)).to.equal('Checked: 400 fine. Nothing was sent yet.');
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
    expect(has(again, '[name=send]')).to.equal(false);
  });

  it('goes on after a reload as a person had said: what is the title and each column, and which rows of a number go', async () => {
    const rows = ['Ana,099123456,300', 'Luz,099123457,301', 'Eva,099 123 456,302'];
    const file = () => csvOf(['Report,November,all', 'Wer,Wo,Was', ...rows]);
    for (const [sameNumber, left] of [
      ['all', ['Was=300', 'Was=301', 'Was=302']],
      ['first', ['Was=300', 'Was=301']],
    ] as const) {
      const { client, server } = integra();
      const element = await mountUpload({ client, campaign: 'Sale->' });
      await open(element, file());
      await set(element, '#header', 'title');
      await set(element, '#column-1', 'destination');
      await set(element, '#column-2', 'data');
      await checked(element);
      find(element, `[value=${sameNumber}]`).click();
      const failed = next(element, 'cti-error');
      server.faults = { status401: true };
      void element.send();
      await failed;
      server.faults = {};
      element.remove(); // the page goes, before any row did

      const again = await mountUpload({ client });
      await open(again, file());
      await set(again, '#campaign', 'Sale->');
      const values = ['#header', '#column-1', '#column-2'].map((name) => find<HTMLSelectElement>(again, name).value);
      expect(values).to.deep.equal(['title', 'destination', 'data']);
      await again.send();
      expect(server.state.contacts.map(({ data }) => data)).to.deep.equal(left);
      sessionStorage.clear();
    }
  });

  /** An upload that stopped, and a way to say which page wrote what is kept of it. */
  async function stopped() {
    const { client, server } = integra();
    const element = await mountUpload({ client, campaign: 'Sale->' });
    await open(element, list(3));
    await checked(element);
    server.faults = { status401: true };
    const failed = next(element, 'cti-error');
    void element.send();
    await failed;
    server.faults = {};
    const names = () => Object.keys(sessionStorage).filter((name) => name.startsWith('portside-list-upload '));
    const write = (page: string) =>
      names().forEach((name) =>
        sessionStorage.setItem(name, JSON.stringify({ ...JSON.parse(sessionStorage.getItem(name) ?? ''), page })),
      );
    return { client, server, write };
  }

  it('goes on after a reload with a list that was chosen again before', async () => {
    const { client, server, write } = await stopped();
    const again = await mountUpload({ client, campaign: 'Sale->' });
    await open(again, list(3));
    expect(await isAlive(pageId)).to.equal(true);
    await turn();
    write('a page that is gone');
    const later = await mountUpload({ client, campaign: 'Sale->' });
    await open(later, list(3));
    await isAlive('a page that is gone');
    await checked(later);
    await later.send();
    expect(server.state.contacts).to.have.length(3);
  });

  it('does not go on in the copy of a tab whose page lives, also once that is gone: it may have sent more meanwhile', async () => {
    const { client, server, write } = await stopped();
    write('another page');
    const leave = await showAlive('another page');
    const copy = await mountUpload({ client, campaign: 'Sale->' });
    await open(copy, list(3));
    await until(() =>
      words(copy, '[part=kept]').startsWith('This list is or was sent to this campaign from another tab'),
    );
    leave();
    const later = await mountUpload({ client, campaign: 'Sale->' });
    await open(later, list(3));
    for (const each of [copy, later]) {
      expect([has(each, '[name=send]'), await each.send()]).to.deep.equal([false, undefined]);
      expect(words(each, '[part=kept]')).to.match(/go on there\. Send all again…$/);
    }
    expect(server.state.contacts).to.deep.equal([]);
    await press(later, 'ask');
    await press(later, 'forget');
    await checked(later);
    await later.send();
    expect(server.state.contacts).to.have.length(3);
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
    await until(() => element.shadowRoot?.activeElement === button(element, 'send'));
    expect([has(element, '[part=kept]'), isOff(element, 'send')]).to.deep.equal([false, false]);
    await element.send();
    expect(server.state.uploads.length).to.equal(2);
  });

  it('says why it ended early, and keeps what was entered', async () => {
    const { client } = sinch();
    const element = await mountUpload({ client });
    await open(element, list(2));
    await checked(element);
    element.campaign = 'no id';
    await element.updateComplete;
    const failed = next(element, 'cti-error');
    await press(element, 'send');
    await failed;
    await element.updateComplete;
    expect(said(element)).to.contain('“no id” is not a Sinch id');
    expect([
      find<HTMLSelectElement>(element, '#campaign').value,
      find<HTMLSelectElement>(element, '#column-0').value,
    ]).to.deep.equal(['no id', 'destination']);
  });
});

describe('<cti-list-upload> when another agent comes', () => {
  it('leaves the list with all that was chosen for it, which is said, and sends none of it in that moment', async () => {
    const [ana, luz] = [integra('Ana@x'), integra('Luz@x')];
    const element = await mountUpload(
      { client: ana.client, campaign: 'Sale->' },
      html`<cti-list-upload time-zone="UTC"></cti-list-upload>`,
    );
    await open(element, list(3));
    await set(element, '#campaign', 'Help->');
    await set(element, '#zone', 'America/Montevideo');
    await checked(element);
    element.client = luz.client;
    expect(await element.send()).to.equal(undefined);
    await element.updateComplete;
    expect([has(element, '[part=rows]'), words(element, '[role=status]'), element.timeZone]).to.deep.equal([
      false,
      'What stood here was typed for another agent or server: it was cleared, and not sent.',
      'UTC',
    ]);
    expect(await audit(element)).to.deep.equal([]);
    await open(element, list(3));
    expect(find<HTMLInputElement>(element, '#campaign').value).to.equal('Sale->');
    expect([ana.requests, luz.requests]).to.deep.equal([[], []]);
  });

  it('stops what the one before was sending, and goes on with it for that one alone', async () => {
    const [ana, luz] = [integra('Ana@x'), integra('Luz@x')];
    const element = await mountUpload({ client: ana.client, campaign: 'Sale->' });
    await open(element, list(6_000));
    await checked(element);
    ana.gate.isShut = true;
    const sending = element.send();
    await until(() => ana.requests.length > 0);
    element.client = luz.client;
    await element.updateComplete;
    expect(ana.requests[0]!.signal.aborted).to.equal(true);
    expect(await sending).to.equal(undefined);
    await element.updateComplete;
    expect([
      element.result,
      has(element, '[part=rows]'),
      element.renderRoot.textContent.includes('stopped'),
    ]).to.deep.equal([undefined, false, false]);
    await open(element, list(6_000));
    expect(has(element, '[part=kept]')).to.equal(false);
    expect(luz.requests).to.deep.equal([]);
    element.client = ana.client;
    await element.updateComplete;
    await open(element, list(6_000));
    expect(words(element, '[part=kept]')).to.match(/^The upload of this list to this campaign stopped before line/);
  });
});
