import { expect } from 'chai';
import { html } from 'lit';
import type { CommandType } from '../../../src/core/commands.js';
import { supervisorChecks } from '../../../src/core/supervisor-commands.js';
import type { CtiRecordings } from '../../../src/elements/cti-recordings/cti-recordings.js';
import type { RecordingFile } from '../../../src/simulator/index.js';
import { MotionTransport } from '../../../src/transports/motion/motion-transport.js';
import { SinchTransport } from '../../../src/transports/sinch/sinch-transport.js';
import { VoicenterTransport } from '../../../src/transports/voicenter/voicenter-transport.js';
import { holdClock, releaseClock } from '../../clock.js';
import { rest } from '../../page-work.js';
import { Agent } from '../agents.fixture.js';
import { audit, clientOf, fakeTransport, mount, next, press as key, typeKeys, isWebKit } from '../elements.fixture.js';
import {
  fill,
  filterOf,
  find,
  focused,
  many,
  press,
  recording,
  rows,
  scrollUntil,
  setup,
  sighted,
  until,
  words,
  asked,
  audio,
  label,
  rowOf,
} from './cti-recordings.fixture.js';

describe('<cti-recordings>', () => {
  for (const dark of [false, true]) {
    it(`passes the accessibility audit in every state, ${dark ? 'dark' : 'light'}`, async () => {
      const { element, server } = await setup({
        dark,
        options: { recordings: [recording('a'), recording('b', {}, null)] },
      });
      expect(await audit(element), 'nothing searched').to.deep.equal([]);
      await press(element, 'search');
      expect(await audit(element), 'rows').to.deep.equal([]);
      await press(element, 'play', 'b');
      await until(() => find(element, '.why'), 'the reason');
      await press(element, 'tag-open', 'b');
      await press(element, 'fields', 'b');
      expect(await audit(element), 'missing, and a tag').to.deep.equal([]);
      await press(element, 'play', 'a');
      await until(() => find(element, 'audio'), 'the player');
      expect(await audit(element), 'player').to.deep.equal([]);
      server.faults = { answer0: true };
      await press(element, 'search');
      expect(await audit(element), 'failed').to.deep.equal([]);
      const { element: off } = await setup({ dark, transport: fakeTransport({ can: [] }) });
      expect(await audit(off), 'unsupported').to.deep.equal([]);
    });
  }

  it('asks with every documented key, whole days, and nothing that is not filled in [C-109 C-112 C-113 C-114]', async () => {
    const { element, server } = await setup();
    await press(element, 'search');
    const all = {
      agent: 'Agent1',
      campaign: 'Sale->',
      source: '099',
      destination: '091',
      tag: 'Sale',
      range: '8-10',
      rating: '5',
      minDuration: '30',
      exclude: '097',
      minCount: '2',
    };
    for (const [name, value] of Object.entries({ ...all, from: '2015-12-03', to: '2016-02-24' }))
      await fill(element, `#${name}`, ` ${value}`.slice(['from', 'to', 'campaign'].includes(name) ? 1 : 0));
    await press(element, 'search');
    const [first, second] = asked(server).map(({ body }) => filterOf(body));
    expect(Object.entries(first ?? {}).filter(([, text]) => text)).to.deep.equal([['type', 'record']]);
    expect(second).to.deep.equal({
      ...{
        calldatei: '2015-12-03 00:00:00',
        calldatef: '2016-02-24 23:59:59',
        agent: 'Agent1',
        campaign: 'Sale->',
        source: '099',
        destination: '091',
        data: 'Sale',
      },
      ...{ range: '8-10', rating: '5', mindur: '30', exclude: '097', type: 'record', cont: '2' },
    });
  });

  it('says of a row what is known to look like something, and keeps the rest [C-116]', async () => {
    const { element } = await setup({
      options: { recordings: [recording('a', { billsec: 31, data: 'Sale|New', odd: { deep: [1] }, empty: '' })] },
    });
    await press(element, 'search');
    const cells = [...(element.shadowRoot?.querySelectorAll('td[data-heading]') ?? [])] as HTMLElement[];
    const told = cells.map((each) => `${each.dataset['heading']}: ${each.textContent.replace(/\s+/g, ' ').trim()}`);
    expect(told[0]).to.match(/^When: .*18.* 2016/);
    expect(told.slice(1)).to.deep.equal([
      'Agent: Agent1',
      'Customer: 091000000',
      'Campaign: Sale outbound',
      'Length: 0:31',
      'Tags: Sale › New',
    ]);
    expect(find(element, 'dl')).to.equal(null);
    await press(element, 'fields', 'a');
    expect(words(element, 'dl')).to.contain('calldate 2016-01-18 10:20:30').and.to.contain('billsec 31');
    expect(words(element, 'dl')).to.contain('data Sale|New').and.to.contain('odd {"deep":[1]}');
  });

  it('says that nothing was searched yet, that it looks, that nothing fits, and how many there are', async () => {
    const { element, server } = await setup({ options: { recordings: [recording('a')] } });
    expect(words(element, '#count')).to.equal('Nothing searched yet: fill in what you know, and press Search.');
    const clock = holdClock();
    server.faults = { delay: 100 };
    find(element, '[name=search]').click();
    await element.updateComplete;
    expect(words(element, '#count')).to.equal('Looking…');
    await until(() => clock.countTimers(), 'the server has the question');
    await clock.tickAsync(100);
    await until(() => rows(element).length, 'the row');
    releaseClock();
    expect(words(element, '#count')).to.match(
      /^1 recording, these are all; as of \d{1,2}:\d\d:\d\d\s?([AP]M)? here\.$/i,
    );
    await fill(element, '#agent', 'Nobody');
    expect(words(element, '#count')).to.contain('The filter was changed since: press Search.');
    server.faults = {};
    await press(element, 'search');
    expect(words(element, '#count')).to.equal('No recording fits this filter.');
  });

  it('says how many rows of its pages could not be read', async () => {
    const recordings = [recording('a'), recording(7 as never), recording('b'), recording('', {})];
    const { element } = await setup({ options: { recordings }, pageSize: 2 });
    await press(element, 'search');
    await scrollUntil(() => rows(element).length === 2, 'the last page');
    expect(rows(element)).to.deep.equal(['a', 'b']);
    await until(() => words(element, '#count').includes('these are all'), 'the last page is read');
    expect(words(element, '#count')).to.contain('Rows that could not be read: 2.');
    const { element: other } = await setup({ options: { recordings: [recording('')] } });
    await press(other, 'search');
    expect(words(other, '#count')).to.equal('Rows that could not be read: 1.');
  });

  it('gets further pages as one scrolls, each row once, and none after the last [C-111 C-115]', async () => {
    const { element, server } = await setup({ options: { recordings: many(25) }, pageSize: 10 });
    const requests: string[] = [];
    element.addEventListener('cti-request', ({ command }) => requests.push(command.type));
    await press(element, 'search');
    await scrollUntil(() => rows(element).length === 25, 'the last page');
    expect(rows(element)).to.deep.equal(many(25).map(({ row }) => row.guid));
    expect(asked(server).map(({ body }) => new URLSearchParams(body).get('lastrow'))).to.deep.equal(['0', '10', '20']);
    expect([requests, find(element, '[name=more]')]).to.deep.equal([['recordings'], null]);
  });

  it('draws hundreds of rows again without drawing each of them', async () => {
    let looks = 0;
    const looked = { enumerable: true, get: () => (looks++, 'Agent1') };
    const found = many(300).map(({ row }) => Object.defineProperty({ ...row }, 'agent', looked));
    const send = () => ({ status: 'confirmed', transport: 'fake', rows: found, isLast: true }) as const;
    const transport = { ...fakeTransport({ can: ['recordings'], send }), checks: supervisorChecks };
    const { element } = await setup({ transport, pageSize: 300, hosts: false });
    await press(element, 'search');
    expect([rows(element).length, looks >= 300]).to.deep.equal([300, true]);
    looks = 0;
    for (let times = 0; times < 5; times++) await fill(element, '#agent', String(times));
    expect(looks).to.equal(0);
  });

  it('shows a recording once that new ones have pushed onto the next page', async () => {
    const { element, server } = await setup({ options: { recordings: many(15) }, pageSize: 10 });
    element.addEventListener('cti-result', () => server.state.recordings.unshift(recording('new')), { once: true });
    await press(element, 'search');
    await scrollUntil(() => find(element, '[name=more]') === null && rows(element).length > 10, 'the last page');
    expect(rows(element)).to.deep.equal(many(15).map(({ row }) => row.guid));
  });

  it('keeps the rows when a page fails, says why, and gets it again on demand', async () => {
    const { element, server } = await setup({ options: { recordings: many(25) }, pageSize: 20 });
    element.addEventListener('cti-result', () => (server.faults = { answer0: true }), { once: true });
    await press(element, 'search');
    await scrollUntil(() => words(element, '[name=more]') === 'Try again', 'the failure');
    expect([rows(element).length, words(element, '.table-box ~ .banner .outcome')]).to.deep.equal([
      20,
      'uContact refused this.',
    ]);
    const before = asked(server).length;
    for (const top of [0, document.body.scrollHeight]) {
      scrollTo(0, top);
      await sighted(element);
      await rest();
    }
    expect(asked(server).length).to.equal(before); // not by itself
    server.faults = {};
    await press(element, 'more');
    await until(() => rows(element).length === 25, 'the page');
  });

  it('keeps the rows and the filter when a search fails', async () => {
    const { element, server } = await setup({ options: { recordings: many(3) } });
    await press(element, 'search');
    for (const faults of [{ answer0: true }, { status500: true }, { html: true }, { droppedBefore: true }]) {
      server.faults = faults;
      await fill(element, '#agent', 'Agent2');
      await press(element, 'search');
      expect([rows(element).length, find(element, '#agent').value]).to.deep.equal([3, 'Agent2']);
      expect(find(element, '.outcome').dataset['state']).to.match(/refused|unknown/);
      expect(words(element, '#count')).to.contain('The filter was changed since');
    }
  });

  it('refuses an end before the beginning, beside the field', async () => {
    const { element, server } = await setup();
    await fill(element, '#from', '2026-02-01');
    await fill(element, '#to', '2026-01-01');
    await press(element, 'search');
    expect([words(element, '#to-problem'), focused(element), asked(server).length]).to.deep.equal([
      'This day is before the first one.',
      'to',
      0,
    ]);
  });

  it('is searched with the keyboard alone, and says nothing when the page stops it', async () => {
    const { element, server } = await setup({ options: { recordings: many(2) } });
    find(element, '#agent').focus();
    await typeKeys('Agent1');
    const found = next(element, 'cti-result');
    await key('Enter');
    await found;
    await element.updateComplete;
    expect(rows(element)).to.have.length(2);
    element.addEventListener('cti-request', (event) => event.preventDefault());
    await key('Enter');
    await rest();
    expect([asked(server).length, rows(element).length]).to.deep.equal([1, 2]);
  });

  it('says why it cannot, without a session and with each dialer that has no recordings', async () => {
    for (const transport of [
      new MotionTransport({ baseUrl: '/motion' }),
      new SinchTransport({ baseUrl: '/sinch' }),
      new VoicenterTransport({ baseUrl: '/voicenter' }),
    ]) {
      const client = clientOf(transport);
      const element = await mount<CtiRecordings>(html`<cti-recordings></cti-recordings>`, { client });
      const support = client.supports('recordings');
      expect(words(element, '.hint')).to.equal(support.ok ? 'no reason' : support.reason);
      expect(find(element, 'input, button'), 'nothing to fill in').to.equal(null);
    }
    const alone = await mount<CtiRecordings>(html`<cti-recordings></cti-recordings>`);
    expect(words(alone, '#reason')).to.equal('This control needs a <cti-session> around it.');
  });
});

const at = (host: RecordingFile['host'], dated: boolean, format: RecordingFile['format'] = 'mp3'): RecordingFile => ({
  host,
  dated,
  format,
});

const places: [file: RecordingFile, said: string][] = [
  [at('telephony', false), 'Found on the telephony server.'],
  [at('telephony', true), 'Found on the telephony server, in the folder of its day.'],
  [at('backup', true), 'Found on the backup server, in the folder of its day.'],
  [at('backup', false), 'Found on the backup server.'],
  [
    at('telephony', true, 'gsm'),
    'Found on the telephony server, in the folder of its day. It was converted so that browsers can play it.',
  ],
];

const started = (element: Element) => until(() => audio(element)?.readyState, 'the sound');

/** Two recordings that are there, found and searched for; sound is never heard. */
async function listed(...files: (RecordingFile | null)[]) {
  const page = await setup({ options: { recordings: files.map((file, index) => recording(`g${index}`, {}, file)) } });
  await press(page.element, 'search');
  return page;
}

describe('<cti-recordings> plays @engines', () => {
  for (const [file, said] of places) {
    it(`what is ${JSON.stringify(file)}, and says so [C-118 C-122]`, async () => {
      const { element } = await listed(file);
      const announced: string[] = [];
      for (const name of ['cti-request', 'cti-result'] as const)
        element.addEventListener(name, ({ command, type }) => announced.push(`${type} ${command.type}`));
      await press(element, 'play', 'g0');
      await started(element);
      expect(words(element, '.player .found')).to.equal(said);
      expect(words(element, '[role=status].hidden')).to.equal(said);
      expect(announced).to.deep.equal(
        file.format === 'gsm' ? ['cti-request convertRecording', 'cti-result convertRecording'] : [],
      );
    });
  }

  it('says why there is nothing to hear, where it was looked for, and looks again on demand', async () => {
    const { element, server } = await listed(null);
    await press(element, 'play', 'g0');
    await until(() => find(element, '.why'), 'the reason');
    expect(words(element, '.why')).to.equal(
      'There is no mp3 of this recording at any of its addresses, and none could be made: uContact refused this.',
    );
    expect(element.shadowRoot?.querySelectorAll('ol li')).to.have.length(4);
    server.state.recordings[0]!.file = at('backup', false);
    await press(element, 'play', 'g0');
    await started(element);
    expect(find(element, '.why')).to.equal(null);
  });

  it('converts nothing where the page says no', async () => {
    const { element, server } = await listed(at('telephony', false, 'gsm'));
    element.addEventListener('cti-request', (event) => {
      event.preventDefault();
      event.reason = 'Not on this day.';
    });
    await press(element, 'play', 'g0');
    await until(() => find(element, '.why'), 'the reason');
    expect(words(element, '.why')).to.contain('This page does not allow the conversion. Not on this day.');
    expect(server.state.recordings[0]?.file?.format).to.equal('gsm');
  });

  it('nothing, and says so, where nobody said where recordings lie', async () => {
    const { element } = await setup({ hosts: false, options: { recordings: [recording('a')] } });
    await press(element, 'search');
    expect(find(element, '[name=play], [name=download], [name=copy-address]')).to.equal(null);
    expect(words(element, '#no-sound')).to.contain('telephony-host');
    expect(find(element, '#no-sound').hidden).to.equal(false);
  });

  it('says what may be wrong when it breaks off, and plays it again on demand', async () => {
    const { element } = await listed(at('telephony', false));
    for (const [code, why] of [
      [2, 'the connection broke off'],
      [3, 'this computer has no sound output'],
      [4, 'this browser cannot play it'],
    ] as const) {
      await press(element, 'play', 'g0');
      await started(element);
      Object.defineProperty(audio(element), 'error', { value: { code } });
      audio(element).dispatchEvent(new Event('error'));
      await element.updateComplete;
      expect([
        audio(element),
        words(element, '.why').includes(why),
        words(element, '[role=status].hidden').includes(why),
      ]).to.deep.equal([null, true, true]);
    }
  });

  it('one at a time, and pauses and goes on with the same button', async () => {
    const { element } = await listed(at('telephony', false), at('backup', false));
    find(element, `${rowOf('g0')} [name=play]`).focus();
    await key('Enter'); // a browser plays nothing aloud before a person has done something
    await started(element);
    const first = audio(element);
    first.loop = true;
    await first.play();
    await until(() => label(element, `${rowOf('g0')} [name=play]`).startsWith('Pause'), 'the pause button');
    await press(element, 'play', 'g0');
    expect(first.paused).to.equal(true);
    await until(() => label(element, `${rowOf('g0')} [name=play]`).startsWith('Play'), 'the play button');
    await press(element, 'play', 'g1');
    await started(element);
    expect([element.shadowRoot?.querySelectorAll('audio').length, first.isConnected]).to.deep.equal([1, false]);
  });

  it('with the keyboard alone: play, seek and speed, and the keys are told', async () => {
    const { element } = await listed(at('telephony', false));
    find(element, `${rowOf('g0')} [name=play]`).focus();
    await key('Enter');
    await started(element);
    expect(focused(element)).to.equal('play');
    audio(element).pause();
    // WebKit tells the length of what it has read by then, before it tells the whole one.
    const isWhole = () => Number.isFinite(audio(element).duration) && audio(element).duration > 0.4;
    await until(isWhole, 'the duration, half a second');
    await key('ArrowRight');
    expect(audio(element).currentTime).to.be.closeTo(audio(element).duration, 0.01);
    await key('ArrowLeft');
    expect(audio(element).currentTime).to.equal(0);
    await key('>');
    await element.updateComplete;
    expect([audio(element).playbackRate, find(element, '#speed').value]).to.deep.equal([1.25, '1.25']);
    for (let times = 0; times < 9; times++) await key('<');
    await element.updateComplete;
    expect(audio(element).playbackRate).to.equal(0.5);
    expect(words(element, '.keys-list')).to.equal(
      'Space K play or pause · ← → J L 5 s back or forward · < > slower or faster · Home from the start · ⇧ P ⇧ N the one above or below',
    );
  });

  // WebKitGTK's player crashes now and then where a sound is given up just after its speed changed.
  (isWebKit ? it.skip : it)('the next one as fast as the one before', async () => {
    const { element } = await listed(at('telephony', false), at('telephony', false));
    await press(element, 'play', 'g0');
    await started(element);
    const select = find<HTMLSelectElement>(element, '#speed');
    select.value = '2';
    select.dispatchEvent(new Event('input', { bubbles: true }));
    await press(element, 'play', 'g1');
    await started(element);
    expect(audio(element).playbackRate).to.equal(2);
  });
});

const said = (element: Element) => words(element, `${rowOf('a')} .outcome`);

describe('<cti-recordings> tags', () => {
  it('a recording in its row with the keyboard alone, and claims no more than that it was sent', async () => {
    const { element, server } = await setup({ options: { recordings: [recording('a')] } });
    server.addCall({ guid: 'a', destination: '091000000' });
    await press(element, 'search');
    find(element, '[name=tag-open]').focus();
    await key('Enter');
    await element.updateComplete;
    expect([focused(element), find(element, '#phone').value]).to.deep.equal(['message', '091000000']);
    await typeKeys('complaint');
    await key('Enter');
    await until(() => find(element, `${rowOf('a')} .outcome[data-state=sent]`), 'the outcome');
    expect(said(element)).to.equal('Tag sent.');
    expect(server.state.tags).to.deep.equal([{ guid: 'a', phone: '091000000', data: 'complaint' }]);
    await element.updateComplete;
    expect([find(element, '#message'), focused(element)]).to.deep.equal([null, 'tag-open']);
  });

  it('and keeps what was typed when it is refused', async () => {
    const { element, server } = await setup({ options: { recordings: [recording('a')] } });
    await press(element, 'search');
    await press(element, 'tag-open', 'a');
    await press(element, 'tag-send', 'a');
    expect([said(element), focused(element)]).to.deep.equal(['The text of the tag is missing.', 'message']);
    await fill(element, '#message', 'complaint');
    server.faults = { status500: true };
    await press(element, 'tag-send', 'a');
    await until(() => find(element, '.outcome[data-state=unknown], .outcome[data-state=refused]'), 'the failure');
    expect(find(element, '#message').value).to.equal('complaint');
    element.addEventListener('cti-request', (event) => event.preventDefault());
    const before = server.log.length;
    await press(element, 'tag-send', 'a');
    expect([server.log.length, find(element, '#message').value]).to.deep.equal([before, 'complaint']);
  });

  it('nothing where no dialer can, and says why', async () => {
    const can: CommandType[] = ['recordings'];
    const send = () =>
      ({ status: 'confirmed', transport: 'fake', rows: [{ guid: 'a', calldate: '' }], isLast: true }) as const;
    const { element } = await setup({ transport: { ...fakeTransport({ can, send }), checks: supervisorChecks } });
    await press(element, 'search');
    expect(find(element, '[name=tag-open]')).to.equal(null);
    expect(words(element, '#no-tag')).to.equal('Nothing can be tagged here. The fake cannot tag.');
    expect(words(element, 'td[data-column=when]')).to.equal('No date');
  });
});

describe('<cti-recordings> when another agent comes', () => {
  const rowsOf = (...guids: string[]) =>
    ({ status: 'confirmed', transport: 'fake', rows: guids.map((guid) => ({ guid })), isLast: false }) as never;

  it('shows nothing that the one before found or typed, and sends none of it', async () => {
    const [ana, luz] = [new Agent('Ana@x'), new Agent('Luz@x')];
    ana.answer = ({ type }) => (type === 'recordings' ? rowsOf('a', 'b') : undefined);
    const element = await mount<CtiRecordings>(html`<cti-recordings></cti-recordings>`, { client: ana.client });
    await element.search();
    await element.updateComplete;
    find<HTMLButtonElement>(element, `${rowOf('a')} [name=tag-open]`).click();
    await element.updateComplete;
    await fill(element, `${rowOf('a')} [name=message]`, 'complaint');
    const sendTag = find<HTMLButtonElement>(element, `${rowOf('a')} [name=tag-send]`);
    element.client = luz.client;
    sendTag.click();
    await element.more();
    await element.play('a');
    await element.updateComplete;
    expect([rows(element), luz.transport.sent.filter(({ type }) => type !== 'campaigns')]).to.deep.equal([[], []]);
    expect(element.renderRoot.textContent).to.contain('it was cleared, and not sent.');
    luz.answer = () => rowsOf('a');
    await element.search();
    await element.updateComplete;
    find<HTMLButtonElement>(element, `${rowOf('a')} [name=tag-open]`).click();
    await element.updateComplete;
    expect(find(element, `${rowOf('a')} [name=message]`).value).to.equal('');
  });

  it('shows nothing that comes for the one before', async () => {
    const [ana, luz] = [new Agent('Ana@x'), new Agent('Luz@x')];
    let answer = (_: never) => {};
    ana.answer = () => new Promise((resolve) => (answer = resolve));
    const element = await mount<CtiRecordings>(html`<cti-recordings></cti-recordings>`, { client: ana.client });
    const searching = element.search();
    await until(() => ana.of('recordings').length);
    element.client = luz.client;
    await element.updateComplete;
    answer(rowsOf('a'));
    await searching;
    await element.updateComplete;
    expect(rows(element)).to.deep.equal([]);
  });
});
