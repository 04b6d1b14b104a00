// Whoever reads a text from outside takes a time that grows with its length, and no faster, whatever stands in it.
import { readCti } from '../../src/codecs/cti-object.js';
import { readData, writeData } from '../../src/codecs/data-string.js';
import { escapeFormula, unescapeFormula } from '../../src/codecs/formula.js';
import { isGuid } from '../../src/codecs/guid.js';
import { figuresOf, namesFailure, parseJson, textOf, wholeOf } from '../../src/codecs/json.js';
import { bareNumber, readListed, readPhone, readPhones, samePhone } from '../../src/codecs/phone.js';
import { readBarCalls } from '../../src/codecs/motion-bar.js';
import { readUploadRow, writeUploadRow } from '../../src/codecs/upload-row.js';
import { instantsOf, readWallClock } from '../../src/codecs/wall-clock.js';
import { Log } from '../../src/core/log.js';
import { maskSentence } from '../../src/diagnostics/mask-sentence.js';
import { bareUrl, redactText } from '../../src/diagnostics/finding.js';
import { readNumbers } from '../../src/elements/cti-blacklist-form/number-list.js';
import { secondsOf } from '../../src/elements/cti-campaign-board/campaign-data.js';
import { mayHoldNumber, pieces } from '../../src/numbers/pieces.js';
import { recordingUrls } from '../../src/recordings/index.js';
import { joinUrl, type Answer } from '../../src/transports/http/fetch.js';
import { checkStatus, retryAfter, segment } from '../../src/transports/http/http-transport.js';
import * as integra from '../../src/transports/integra/integra-codec.js';
import { contactFieldNames, motionId, writeContact } from '../../src/transports/motion/motion-codec.js';
import * as sinch from '../../src/transports/sinch/sinch-codec.js';
import * as voicenter from '../../src/transports/voicenter/voicenter-codec.js';
import { guessDelimiter, RowReader } from '../../src/uploads/csv/csv-parser.js';
import { guessEncoding } from '../../src/uploads/csv/encoding-guess.js';
import { countLines } from '../../src/uploads/csv/text-decoder.js';

const longest = 1_048_576;
/** Milliseconds under which a time says nothing. */
const least = 300;

/** Begin, and what is repeated, and end. Parts of markup, numbers, keys, dates, addresses and JSON. */
const shapes: Record<string, [begin: string, part: string, end: string]> = {
  blanks: ['', ' ', 'x'],
  'blanks of all kinds': ['', ' \t\u00a0\ufeff', 'x'],
  'line breaks': ['', '\r\n', 'x'],
  slashes: ['', '/', 'x'],
  'slashes at the end': ['https://x', '/', ''],
  digits: ['', '1', 'x'],
  'digits and hyphens': ['', '1-', 'x'],
  'digits and blanks': ['', '1 ', 'x'],
  'digits in pieces': ['', '1.1,', 'x'],
  letters: ['', 'a', '!'],
  hexadecimal: ['', 'aF0', 'g'],
  equals: ['', '=', 'x'],
  pairs: ['', 'a=b:', 'x'],
  colons: ['', ':', 'x'],
  semicolons: ['', ';', 'x'],
  'line of columns': ['', 'a;b,c\t"', 'x'],
  quotes: ['', '"', 'x'],
  'escaped quotes': ['"', '""', ''],
  brackets: ['', '(', ''],
  'nested lists': ['', '[', ''],
  tags: ['', '<input ', ''],
  types: ['<p>', 'type', ''],
  'types and blanks': ['<p>', 'type ', ''],
  'types and signs': ['<p>type', ' ', '="x'],
  'a JSON text': ['"', '<input ', '"'],
  'a JSON list of numbers': ['[', '1,', '1]'],
  'a JSON list of rows': ['[', '{"id":"1","guid":"1","queue":"a","statusCode":201},', '{}]'],
  'a JSON object of digits': ['{"Data":{"x":"', '1', '"}}'],
  'a JSON object of many keys': ['{"ErrorCode":0', ',"a":1', '}'],
  'a path of steps': ['', '../', ''],
  words: ['', 'error ', 'x'],
  minus: ['', '-', 'x'],
  dates: ['', '2026-01-01 ', 'x'],
  formula: ['=', '+', ''],
};

const answer = (text: string): Answer => ({
  status: 200,
  text,
  headers: { get: () => text } as unknown as Headers, // the browser would refuse some of them
});
const row = (text: string) => ({ id: text, guid: text, calldate: text, queue: text, campaign: text, statusCode: text });
const contact = (text: string) => ({ destination: text, data: [[text, text]] as [string, string][] });

const readers: Record<string, (text: string) => unknown> = {
  readCti,
  'readCti of a field': (text) =>
    readCti({ Guid: text, Dialer: text, ParAndValues: text, destination: text, contact: text }),
  readData,
  writeData: (text) => writeData([[text, text]]),
  escapeFormula,
  isGuid,
  parseJson,
  textOf,
  wholeOf,
  figuresOf: (text) => figuresOf({ text }),
  namesFailure: (text) => [namesFailure(parseJson(text)), namesFailure({ [text]: text, error: text })],
  readPhone: (text) => readPhone(text, { pauses: true }),
  readListed: (text) => readListed(text),
  readPhones,
  bareNumber,
  samePhone: (text) => samePhone(text, text),
  readUploadRow,
  writeUploadRow: (text) => writeUploadRow({ campaign: text, destination: '1', agentPhone: text }),
  readWallClock,
  instantsOf: (text) => instantsOf(text, 'Europe/Berlin'),
  'the log': (text) => {
    const log = new Log();
    log.write('received', 'x', { text, path: text, [text]: text });
    return log.lines;
  },
  redactText,
  bareUrl: (text) => bareUrl(new URL(`https://x.example/${text}`)),
  readNumbers,
  secondsOf,
  mayHoldNumber,
  pieces: (text) => Array.from(pieces(text)),
  recordingUrls: (text) => recordingUrls({ guid: text, calldate: text }, { telephony: text, backup: text }),
  joinUrl: (text) => joinUrl(text, 'x'),
  segment: (text) => segment(text, 'x'),
  checkStatus: (text) => checkStatus(answer(text)),
  retryAfter: (text) => retryAfter(answer(text)),
  readGuid: (text) => integra.readGuid(answer(text)),
  readDone: (text) => integra.readDone(answer(text)),
  readTaken: (text) => integra.readTaken(answer(text)),
  readRemoved: (text) => integra.readRemoved(answer(text)),
  recordingFolder: integra.recordingFolder,
  readSummary: (text) => [integra.readSummary(parseJson(text)), integra.readSummary([row(text)])],
  readStatus: (text) => [integra.readStatus(parseJson(text)), integra.readStatus([row(text)])],
  readRecordings: (text) => [integra.readRecordings(parseJson(text), 50), integra.readRecordings([row(text)], 50)],
  motionId: (text) => motionId(text, 'x'),
  'writeContact of Motion': (text) => writeContact(contact(text), 1, '', contactFieldNames()),
  readBarCalls: (text) => [readBarCalls(text), readBarCalls('[' + text)],
  sinchId: (text) => sinch.sinchId(text, 'x'),
  readNewId: (text) => sinch.readNewId(answer(text)),
  readCustomer: (text) => sinch.readCustomer({ ...row(text), numbers: text, date: text, attributes: [row(text)] }),
  'readCampaign of Sinch': (text) => sinch.readCampaign(row(text)),
  readBulk: (text) => sinch.readBulk(answer(text), [{}]),
  readVoicenter: (text) => voicenter.readVoicenter('AddCall', answer(text)),
  readAddResult: (text) => voicenter.readAddResult(answer(text), [contact(text)]),
  readPending: (text) => voicenter.readPending({ Phone: text, OriginateTime: text, CustomData: { [text]: text } }),
  hasDigits: (text) => voicenter.hasDigits(text, text),
  guessDelimiter,
  'the rows of a CSV': (text) => {
    const reader = new RowReader(';');
    return [...reader.read(text), ...reader.readRest(true)];
  },
  guessEncoding: (text) => guessEncoding(new TextEncoder().encode(text)),
  unescapeFormula,
  maskSentence,
  countLines: (text) => countLines(text),
};

/** Milliseconds; what it throws is an answer too. */
function timeOf(read: (text: string) => unknown, text: string): number {
  const start = performance.now();
  try {
    read(text);
  } catch {
    // refused
  }
  return performance.now() - start;
}

/** As little as a pass can do. */
function plainPass(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
  return sum;
}

describe('a reader of texts from outside', () => {
  for (const [name, read] of Object.entries(readers))
    it(`takes a time that grows no faster than the text: ${name}`, function () {
      this.timeout(120_000);
      let slowest = { shape: '', time: 0, plain: 0 };
      for (const [shape, [begin, part, end]] of Object.entries(shapes)) {
        const textOfLength = (length: number) => begin + part.repeat(Math.ceil(length / part.length)) + end;
        let time = 0;
        for (let length = 4_096; length <= longest; length *= 2) {
          const before = time;
          time = timeOf(read, textOfLength(length));
          if (time < least || time < 3 * before) continue;
          // Twice the text takes twice the time, and four times where it is quadratic; what else ran may have taken the rest.
          const [half, whole] = [length / 2, length].map((each) =>
            Math.min(...[1, 2, 3].map(() => timeOf(read, textOfLength(each)))),
          ) as [number, number];
          if (whole > least && whole > 3 * half)
            throw new Error(`${shape}: ${half.toFixed(0)} ms, and ${whole.toFixed(0)} ms for ${length} characters`);
        }
        if (time > slowest.time) slowest = { shape, time, plain: timeOf(plainPass, textOfLength(longest)) };
      }
      console.log(
        `${name}: 1 MB of ${slowest.shape} in ${slowest.time.toFixed(1)} ms, a plain pass ${slowest.plain.toFixed(1)} ms`,
      );
    });
});
