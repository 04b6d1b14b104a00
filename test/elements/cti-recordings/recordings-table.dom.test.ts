import { expect } from 'chai';
import type { IntegraRecording } from '../../../src/simulator/index.js';
import { wallClockAt } from '../../../src/codecs/wall-clock.js';
import { audit, press as key, savedFiles, typeKeys } from '../elements.fixture.js';
import {
  asked,
  audio,
  fetched,
  fill,
  filterOf,
  find,
  focused,
  gives,
  label,
  press,
  readFrom,
  recording,
  refuses,
  rowOf,
  rows,
  setup,
  until,
  words,
} from './cti-recordings.fixture.js';

const three: IntegraRecording[] = [
  recording('a', { agent: 'Ana', billsec: 246, data: 'quality', result: 'Sale|New customer', name: 'Ana Pérez' }),
  recording('b', { agent: 'Luz', billsec: 9, data: '=1+1', result: 'No answer', calldate: '2016-01-19 08:00:00' }),
  recording('c', { agent: 'Bea', data: '', calldate: '2016-01-17 08:00:00', campaign: 'Ventas<-' }),
];
const listed = async (recordings = three) => {
  const page = await setup({ options: { recordings } });
  await press(page.element, 'search');
  return page;
};
const heading = (element: Element, column: string) => find<HTMLButtonElement>(element, `[name=sort][value=${column}]`);
const sound = (element: Element) => until(() => audio(element)?.readyState, 'the sound');

/** A clipboard that takes a text, or none. */
function clipboard(takes: boolean): string[] {
  const texts: string[] = [];
  const writeText = (text: string) => (takes ? (texts.push(text), Promise.resolve()) : Promise.reject(new Error('no')));
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  return texts;
}
afterEach(() => void Reflect.deleteProperty(navigator, 'clipboard'));

describe('<cti-recordings> as a table', () => {
  it('has a column only for what the dialer gives', async () => {
    const heads = (element: Element) =>
      [...(element.shadowRoot?.querySelectorAll('th') ?? [])].map((each) => each.textContent.trim());
    const { element } = await listed();
    expect(heads(element)).to.deep.equal(['When', 'Agent', 'Customer', 'Campaign', 'Length', 'Result', 'Tags']);
    const { element: bare } = await listed([{ row: { guid: 'a', calldate: '2016-01-18 10:20:30' }, file: null }]);
    expect(heads(bare)).to.deep.equal(['When']);
  });

  it('says the customer’s number by the direction of the campaign, and both numbers where it has none', async () => {
    const { element } = await listed([...three, recording('d', { campaign: 'Ventas' })]);
    const said = (guid: string) => words(element, `${rowOf(guid)} td[data-column=customer]`);
    expect([said('a'), said('c'), said('d')]).to.deep.equal(['Ana Pérez 091000000', '099', '099 → 091000000']);
  });

  it('names today and yesterday', async () => {
    const today = wallClockAt(Date.now()).slice(0, 10);
    const { element } = await listed([recording('a', { calldate: `${today} 13:25:08` })]);
    expect(words(element, 'td[data-column=when]')).to.match(/^Today (13:25|1:25\sPM)$/);
  });

  it('is sorted by its headings with the keyboard, the sign at one only, what is not known last', async () => {
    const { element } = await listed();
    heading(element, 'length').focus();
    await key('Enter');
    await element.updateComplete;
    expect(rows(element)).to.deep.equal(['a', 'b', 'c']);
    await key('Enter');
    await element.updateComplete;
    expect(rows(element)).to.deep.equal(['b', 'a', 'c']);
    expect(element.shadowRoot?.querySelectorAll('th svg')).to.have.length(1);
    expect(find(element, '[aria-sort=ascending]').textContent).to.contain('Length');
    heading(element, 'when').click();
    await element.updateComplete;
    expect(rows(element)).to.deep.equal(['b', 'a', 'c']);
    heading(element, 'agent').click();
    await element.updateComplete;
    expect(rows(element)).to.deep.equal(['a', 'c', 'b']);
    await fill(element, '#order', '');
    expect(rows(element)).to.deep.equal(['a', 'b', 'c']);
  });

  it('says how many there are and how long they are together, of what is shown', async () => {
    const { element } = await listed();
    expect(words(element, '#count')).to.contain('3 recordings, 4:15 in all, these are all');
    await fill(element, '#result', 'No answer');
    expect(rows(element)).to.deep.equal(['b']);
    expect(words(element, '#count')).to.contain('3 recordings, 1 of them shown, 0:09 in all');
  });

  it('searches the days of a preset by one press, on the dialer’s clock', async () => {
    const { element, server } = await setup({ options: { recordings: [] } });
    for (const name of ['today', 'yesterday', 'week']) {
      find<HTMLButtonElement>(element, `[name=preset][value=${name}]`).click();
      await until(() => find(element, `[value=${name}]`).ariaPressed === 'true', 'the preset');
      await until(() => find(element, '[name=search]').ariaBusy === 'false', 'the search');
    }
    const day = (before: number) => wallClockAt(Date.now() - before * 86_400_000).slice(0, 10);
    expect(asked(server).map(({ body }) => [filterOf(body)['calldatei'], filterOf(body)['calldatef']])).to.deep.equal([
      [`${day(0)} 00:00:00`, `${day(0)} 23:59:59`],
      [`${day(1)} 00:00:00`, `${day(1)} 23:59:59`],
      [`${day(6)} 00:00:00`, `${day(0)} 23:59:59`],
    ]);
  });

  it('offers agents, campaigns by name, results and tags that are known', async () => {
    const { element } = await listed();
    const options = (selector: string) =>
      [...(element.shadowRoot?.querySelectorAll<HTMLOptionElement>(`${selector} option`) ?? [])].map(
        ({ value, textContent }) => textContent.trim() || value,
      );
    expect(options('#agent-list')).to.deep.equal(['Ana', 'Luz', 'Bea']);
    expect(options('#tag-list')).to.deep.equal(['quality', '=1+1']);
    expect(options('#result')).to.deep.equal(['Any', 'No answer', 'Sale › New customer']);
    await until(() => find(element, 'select#campaign'), 'the campaigns');
    expect(options('#campaign')[0]).to.equal('Any');
    expect(options('#campaign').slice(1).join()).to.contain(', outbound');
  });

  it('goes out of the page as a table and as a file, in which no cell is a formula', async () => {
    const { element } = await listed();
    const texts = clipboard(true);
    const files = savedFiles();
    await press(element, 'sort');
    for (const name of ['copy', 'save']) {
      find<HTMLButtonElement>(element, '#export-button').click();
      await element.updateComplete;
      expect(await audit(element)).to.deep.equal([]);
      await press(element, name);
      await until(() => words(element, '#note').includes('3.'), 'what was done');
    }
    const [head, first, second] = texts[0]!.replaceAll('"', '').split('\n');
    expect(head).to.equal('When\tAgent\tCustomer\tNumber\tCampaign\tLength, s\tResult\tTags');
    expect(first).to.match(/^2016-01-19 08:00:00\tLuz\t\t.?091000000\tSale, outbound\t9\tNo answer\t'=1\+1$/);
    expect(second).to.contain('\t246\t');
    expect(files[0]?.name).to.match(/^recordings-.*\.csv$/);
    expect(await files[0]?.text).to.contain("'=1+1");
  });

  it('copies the address of a recording, or shows it to copy by hand', async () => {
    const { element } = await listed();
    const texts = clipboard(true);
    await press(element, 'copy-address', 'a');
    await until(() => words(element, '#note'), 'the note');
    expect([texts, words(element, '#note')]).to.deep.equal([
      ['https://telephony.example/records/a.mp3'],
      'The address of the recording was copied.',
    ]);
    clipboard(false);
    await press(element, 'copy-address', 'b');
    await until(() => find(element, '#text'), 'the address');
    expect([find(element, '#text').value, focused(element)]).to.deep.equal([
      'https://telephony.example/records/b.mp3',
      'text',
    ]);
    expect(await audit(element)).to.deep.equal([]);
    await press(element, 'address-copied');
    expect(find(element, '#text')).to.equal(null);
  });

  it('saves a recording where its host lets the page read it', async () => {
    const { element } = await listed();
    const files = savedFiles();
    readFrom(gives);
    await press(element, 'download', 'a');
    await until(() => words(element, '#note') === 'The recording was saved.', 'the file');
    expect(files.map(({ name }) => name)).to.deep.equal(['a.mp3']);
  });

  it('opens a recording in a new window where its host does not, and does not ask that host again', async () => {
    const { element } = await listed();
    readFrom(refuses);
    for (const guid of ['a', 'b']) {
      await press(element, 'download', guid);
      await until(() => find(element, `${rowOf(guid)} a`), 'the link');
      const { href, target, rel } = find<HTMLAnchorElement>(element, `${rowOf(guid)} a`);
      expect([href, target, rel]).to.deep.equal([
        `https://telephony.example/records/${guid}.mp3`,
        '_blank',
        'noopener noreferrer',
      ]);
    }
    expect(fetched).to.have.length(1);
    expect(await audit(element)).to.deep.equal([]);
  });

  it('has room in 320 px, its order in a field', async () => {
    const { element } = await listed();
    element.style.width = '320px';
    await until(() => getComputedStyle(find(element, '.order')).display !== 'none', 'the narrow form');
    await press(element, 'play', 'a');
    await sound(element);
    await press(element, 'fields', 'a');
    expect(element.scrollWidth).to.be.at.most(320);
    expect(find(element, '.table-box').scrollWidth).to.be.at.most(320);
    expect(await audit(element)).to.deep.equal([]);
  });
});

describe('<cti-recordings> has a player', () => {
  it('that goes to the recording below and above as they are sorted, and waits where it was paused', async () => {
    const { element } = await listed();
    await press(element, 'play', 'a');
    await sound(element);
    expect(find(element, '[name=previous]').ariaDisabled).to.equal('true');
    audio(element).pause();
    await press(element, 'next');
    const current = () => find(element, 'tr[aria-current=true]').parentElement?.dataset['guid'];
    await until(() => current() === 'b' && audio(element)?.readyState, 'the next');
    expect(audio(element).paused).to.equal(true);
    heading(element, 'agent').focus();
    await typeKeys('P');
    await until(() => current() === 'a' && audio(element)?.readyState, 'the one before');
    await typeKeys('N');
    await until(() => current() === 'b', 'the next by its key');
  });

  it('that plays nothing by itself when a recording has ended', async () => {
    const { element } = await listed();
    await press(element, 'play', 'a');
    await sound(element);
    audio(element).dispatchEvent(new Event('ended'));
    await element.updateComplete;
    expect(find(element, 'tr[aria-current=true]').parentElement?.dataset['guid']).to.equal('a');
  });

  it('that loops when asked, and closes with the focus back at the row', async () => {
    const { element } = await listed();
    await press(element, 'play', 'b');
    await sound(element);
    await press(element, 'loop');
    expect([audio(element).loop, find(element, '[name=loop]').ariaPressed]).to.deep.equal([true, 'true']);
    await press(element, 'close-player');
    await until(() => focused(element) === 'play', 'the focus');
    expect([audio(element), find(element, '.player')]).to.deep.equal([null, null]);
    expect(label(element, `${rowOf('b')} [name=play]`)).to.contain('Play');
  });

  it('whose keys work in the whole element, and leave the fields alone', async () => {
    const { element } = await listed();
    await press(element, 'play', 'a');
    await sound(element);
    audio(element).pause();
    await until(() => Number(find(element, '#seek').max) > 0.4, 'the length');
    find(element, '#agent').focus();
    const before = audio(element).currentTime;
    await typeKeys('jkl');
    expect([find(element, '#agent').value, audio(element).paused, audio(element).currentTime]).to.deep.equal([
      'jkl',
      true,
      before,
    ]);
    heading(element, 'agent').focus();
    await typeKeys('l');
    expect(audio(element).currentTime).to.be.closeTo(audio(element).duration, 0.01);
    await typeKeys('j');
    expect(audio(element).currentTime).to.equal(0);
    await until(() => find(element, '#seek').getAttribute('aria-valuetext') === '0:00 of 0:00', 'the place');
  });

  it('whose arrows follow the seek bar in a page that is read from the right', async () => {
    const { element } = await listed();
    element.dir = 'rtl';
    await press(element, 'play', 'a');
    await sound(element);
    audio(element).pause();
    await until(() => Number(find(element, '#seek').max) > 0.4, 'the length');
    find(element, '#seek').focus();
    await key('ArrowLeft');
    expect(audio(element).currentTime).to.be.closeTo(audio(element).duration, 0.01);
    await key('ArrowRight');
    expect(audio(element).currentTime).to.equal(0);
  });

  it('that draws a waveform where the host lets the page read', async () => {
    const { element } = await listed();
    readFrom(gives);
    await press(element, 'play', 'a');
    await until(() => find(element, '.wave'), 'the waveform');
    expect(find(element, '#seek').getAttribute('aria-label')).to.equal('Place in the recording');
    audio(element).pause();
    audio(element).currentTime = audio(element).duration / 2;
    const barsOf = (selector: string) => find(element, selector).getAttribute('d')?.match(/M/g)?.length;
    await until(() => barsOf('.played path') === 80, 'what was heard is marked');
    expect(barsOf('.wave path')).to.equal(160);
    expect(fetched).to.deep.equal(['https://telephony.example/records/a.mp3']);
    expect(await audit(element)).to.deep.equal([]);
  });

  it('that has a seek bar where the host refuses, says nothing of it, and does not ask that host again', async () => {
    const { element } = await listed();
    for (const guid of ['a', 'b']) {
      await press(element, 'play', guid);
      await sound(element);
      await until(() => Number(find(element, '#seek').max) > 0, 'the length');
      expect([find(element, '.wave'), find(element, '[part~=error]:not([hidden])')]).to.deep.equal([null, null]);
    }
    expect(fetched).to.have.length(1);
  });

  it('that does not read a recording of ten minutes to draw it', async () => {
    const { element } = await listed();
    const { duration } = Object.getOwnPropertyDescriptors(HTMLMediaElement.prototype);
    Object.defineProperty(HTMLMediaElement.prototype, 'duration', { configurable: true, get: () => 600 });
    try {
      await press(element, 'play', 'a');
      await until(() => find(element, '#seek')?.max === '600', 'the length');
      expect(fetched).to.deep.equal([]);
    } finally {
      Object.defineProperty(HTMLMediaElement.prototype, 'duration', duration);
    }
  });

  it('that stops reading when another recording is played', async () => {
    const { element } = await listed();
    const signals: AbortSignal[] = [];
    readFrom((_, signal) => (signals.push(signal), new Promise(() => {})));
    await press(element, 'play', 'a');
    await until(() => signals.length, 'the file is asked for');
    await press(element, 'play', 'b');
    await until(() => signals[0]?.aborted, 'the end of it');
    expect(find(element, '.wave')).to.equal(null);
  });
});
