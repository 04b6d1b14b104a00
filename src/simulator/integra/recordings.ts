import {
  checkShape,
  dateOnly,
  oneOf,
  anyText,
  wallClockTime,
  WireRefusal,
  type Check,
  type Shape,
} from '../wire-schema.js';
import { operation, parseField, type Operations } from './operation.js';
import type { IntegraFixtures, IntegraRecording } from './state.js';

const keys = [
  'agent',
  'campaign',
  'source',
  'destination',
  'data',
  'range',
  'rating',
  'mindur',
  'exclude',
  'cont',
] as const;
type Filter = Record<(typeof keys)[number] | 'calldatei' | 'calldatef' | 'type', string>;

const orEmpty =
  (check: Check): Check =>
  (value, name) => {
    if (value !== '') check(value, name);
  };

/** 13 keys, all of them text, and always the same type (C-112 to C-114). */
const filterShape = {
  calldatei: orEmpty(wallClockTime),
  calldatef: orEmpty(wallClockTime),
  ...Object.fromEntries(keys.map((key) => [key, anyText])),
  type: oneOf('record'),
} as unknown as Shape<Filter>;

/** Whether a row is looked for. Of `range`, `rating`, `mindur`, `exclude` and `cont` nobody knows the meaning (U-37). */
function isWanted({ row }: IntegraRecording, filter: Filter): boolean {
  const { calldatei, calldatef } = filter;
  if ((calldatei && row.calldate < calldatei) || (calldatef && row.calldate > calldatef)) return false;
  const { data } = row;
  if (filter.data && !(typeof data === 'string' && data.includes(filter.data))) return false;
  return (['agent', 'campaign', 'source', 'destination'] as const).every(
    (key) => !filter[key] || filter[key] === row[key],
  );
}

function readCount(value: string, name: string, least: number): number {
  if (!/^\d{1,9}$/.test(value) || Number(value) < least)
    throw new WireRefusal(`${name} is no number of ${String(least)} or more: “${value}”.`);
  return Number(value);
}

/** UC-14: a page of rows, from as many on as are held already (C-109 to C-111, U-36). */
const getRecords = operation(
  ['lastrow', 'searchLimit', 'filter', 'Random'],
  ({ lastrow, searchLimit, filter, Random }, world) => {
    if (Random !== '1') throw new WireRefusal(`Random is “${Random}” and always 1.`);
    const wanted = checkShape(parseField(filter, 'filter'), filterShape, 'filter', { reading: world.reading });
    const first = readCount(lastrow, 'lastrow', 0);
    const limit = readCount(searchLimit, 'searchLimit', 1);
    const rows = world.state.recordings.filter((each) => isWanted(each, wanted)).map(({ row }) => row);
    const page = rows.slice(first, first + limit);
    return JSON.stringify(world.recordsReply === 'list' ? page : { total: rows.length, records: page });
  },
);

/** The folder of a recording's day: `20160118` (C-117). */
export const folderOf = ({ row }: IntegraRecording) => row.calldate.slice(0, 10).replaceAll('-', '');

/** UC-15: afterwards there is an mp3 where the gsm was. The folder is needed only where the file lies in one (U-35). */
const convert = operation(['guid', 'folder'], ({ guid, folder }, { state }) => {
  const recording = state.recordings.find(({ row }) => row.guid === guid);
  if (folder) dateOnly(folder.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'), 'folder');
  if (!recording?.file) throw new WireRefusal(`There is no recording “${guid}”.`);
  if (folder !== folderOf(recording) && (folder || recording.file.dated))
    throw new WireRefusal(`The recording “${guid}” is not in the folder “${folder}”.`);
  recording.file.format = 'mp3';
  return '1';
});

export const recordingOperations: Operations = { 'Cdr/getrecords': getRecords, 'Supervisor/convert': convert };

/** `records/[YYYYMMDD/]<guid>.mp3` or `.gsm`, lower case (U-33, U-34). */
const pattern = /^(.*)\/records\/(?:(\d{8})\/)?([^/]+)\.(mp3|gsm)$/;

/** Half a second of silence: 14 frames of MPEG-1 layer III, 32 kbit/s, 32 kHz, mono; a frame without data is silent. */
const mp3 = () => {
  const bytes = new Uint8Array(14 * 144);
  for (let at = 0; at < bytes.length; at += 144) bytes.set([0xff, 0xfb, 0x18, 0xc0], at);
  return { type: 'audio/mpeg', bytes };
};
/** As much of GSM 06.10: 25 frames of 33 bytes, each with its mark. No browser plays it. */
const gsm = () => ({
  type: 'audio/x-gsm',
  bytes: Uint8Array.from({ length: 25 * 33 }, (_, at) => (at % 33 ? 0 : 0xd0)),
});

/** The part that a media element asks for, `bytes=0-`; the whole file when it asks for none. */
function ranged(bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string>, range: string | null): Response {
  const [, from = '', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  const first = Number(from);
  const last = Math.min(to ? Number(to) : Infinity, bytes.length - 1);
  if (!from || first > last) return new Response(bytes, { headers });
  const part = { 'Content-Range': `bytes ${String(first)}-${String(last)}/${String(bytes.length)}` };
  return new Response(bytes.slice(first, last + 1), { status: 206, headers: { ...headers, ...part } });
}

/** The file of a recording where it lies, and 404 everywhere else; nothing when the address is none of a recording (UC-16). */
export function recordingFile(
  request: Request,
  { state, recordHosts, sound = mp3 }: IntegraFixtures,
): Response | undefined {
  const { host, hostname, pathname } = new URL(request.url);
  const [, prefix = '', folder, guid, format] = pattern.exec(pathname) ?? [];
  if (!guid) return undefined;
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return new Response('', { status: 405, headers: { Allow: 'GET, HEAD' } });
  const recording = state.recordings.find(({ row }) => row.guid === guid);
  const { file } = recording ?? {};
  const asked = [host + prefix, hostname + prefix];
  if (
    !recording ||
    !file ||
    file.format !== format ||
    !asked.includes(recordHosts[file.host]) ||
    folder !== (file.dated ? folderOf(recording) : undefined)
  )
    return new Response('', { status: 404 });
  const { type, bytes } = format === 'mp3' ? sound(recording.row) : gsm();
  return ranged(bytes, { 'Content-Type': type, 'Accept-Ranges': 'bytes' }, request.headers.get('Range'));
}
