import { expect } from 'chai';
import type { RecordingFile } from '../../../src/simulator/index.js';
import { isWebKit, press as key } from '../elements.fixture.js';
import { audio, find, press, recording, rowOf, setup, until, words, focused } from './cti-recordings.fixture.js';

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
    'Found on the telephony server, in the folder of its day. It was there as gsm only, and was converted.',
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
      expect(words(element, '.player > .hint')).to.equal(said);
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
      'There is no mp3 of this recording at any of its addresses, and none could be made: The dialer said no.',
    );
    expect(element.shadowRoot?.querySelectorAll('ol li')).to.have.length(4);
    server.state.recordings[0]!.file = at('backup', false);
    await press(element, 'play', 'g0');
    await started(element);
    expect(find(element, '.why')).to.equal(null);
  });

  it('converts nothing where the page says no', async () => {
    const { element, server } = await listed(at('telephony', false, 'gsm'));
    element.addEventListener('cti-request', (event) => event.preventDefault());
    await press(element, 'play', 'g0');
    await until(() => find(element, '.why'), 'the reason');
    expect(words(element, '.why')).to.contain('This page does not have it converted.');
    expect(server.state.recordings[0]?.file?.format).to.equal('gsm');
  });

  it('nothing, and says so, where nobody said where recordings lie', async () => {
    const { element } = await setup({ hosts: false, options: { recordings: [recording('a')] } });
    await press(element, 'search');
    expect(find<HTMLButtonElement>(element, '[name=play]').disabled).to.equal(true);
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
    await until(() => words(element, `${rowOf('g0')} [name=play]`) === 'Pause', 'the pause button');
    await press(element, 'play', 'g0');
    expect([first.paused, words(element, `${rowOf('g0')} [name=play]`)]).to.deep.equal([true, 'Play']);
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
    await until(() => Number.isFinite(audio(element).duration), 'the duration');
    await key('ArrowRight');
    expect(audio(element).currentTime).to.be.closeTo(audio(element).duration, 0.01); // half a second long
    await key('ArrowLeft');
    expect(audio(element).currentTime).to.equal(0);
    await key('>');
    await element.updateComplete;
    expect([audio(element).playbackRate, find(element, '#speed').value]).to.deep.equal([1.25, '1.25']);
    for (let times = 0; times < 9; times++) await key('<');
    await element.updateComplete;
    expect(audio(element).playbackRate).to.equal(0.5);
    expect(words(element, '.keys')).to.equal(
      'Space play or pause · ← → 5 s back or on · < > slower or faster · Home from the start',
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
