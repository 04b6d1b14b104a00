import { folderOf } from './recordings.js';
import type { IntegraFixtures } from './integra-world.js';

/** `records/[YYYYMMDD/]<guid>.mp3` or `.gsm`, lower case (U-33, U-34). */
const pattern = /^(.*)\/records\/(?:(\d{8})\/)?([^/]+)\.(mp3|gsm)$/;

/** Half a second of silence: 14 frames of MPEG-1 layer III, 32 kbit/s, 32 kHz, mono; a frame without data is silent. */
const mp3 = () => {
  const bytes = new Uint8Array(14 * 144);
  for (let at = 0; at < bytes.length; at += 144) bytes.set([0xff, 0xfb, 0x18, 0xc0], at);
  return bytes;
};
/** As much of GSM 06.10: 25 frames of 33 bytes, each with its mark. No browser plays it. */
const gsm = () => Uint8Array.from({ length: 25 * 33 }, (_, at) => (at % 33 ? 0 : 0xd0));

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
export function recordingFile(request: Request, { state, recordHosts }: IntegraFixtures): Response | undefined {
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
  const headers = { 'Content-Type': format === 'mp3' ? 'audio/mpeg' : 'audio/x-gsm', 'Accept-Ranges': 'bytes' };
  return ranged(format === 'mp3' ? mp3() : gsm(), headers, request.headers.get('Range'));
}
