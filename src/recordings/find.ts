import { msg, str } from '@lit/localize';
import { CtiError } from '../core/errors.js';
import { checkAddress } from '../core/address.js';
import { segment } from '../transports/http/http-transport.js';
import { recordingFolder } from '../transports/integra/integra-codec.js';

/** What became of one address: `blocked` means that this page's own security policy does not let it be loaded. */
export type ProbeResult = 'found' | 'missing' | 'blocked';

/** Looks whether an address can be played. Rejects with the signal's reason when that aborts. */
export type Probe = (url: string, signal: AbortSignal) => Promise<ProbeResult>;

/**
 * Tries an address with a media element, which needs no permission of the other host, as `fetch` would (U-74). Nobody
 * says why a media element fails: a file that is not there, one that cannot be played and a dead host look the same.
 */
export const probeMedia: Probe = (url, signal) =>
  new Promise((resolve, reject) => {
    const audio = new Audio();
    const done = new AbortController();
    const on = { signal: done.signal };
    let blocked = false;
    const settle = (say: () => void) => {
      if (done.signal.aborted) return;
      done.abort();
      audio.removeAttribute('src');
      audio.load(); // stops the download
      say();
    };
    const stop = () => settle(() => reject(signal.reason as Error));
    audio.addEventListener('loadedmetadata', () => settle(() => resolve('found')), on);
    // The policy's own event may come a moment after the element's.
    audio.addEventListener('error', () => setTimeout(() => settle(() => resolve(blocked ? 'blocked' : 'missing'))), on);
    document.addEventListener(
      'securitypolicyviolation',
      ({ blockedURI }) => (blocked ||= blockedURI !== '' && audio.src.startsWith(blockedURI)),
      on,
    );
    signal.addEventListener('abort', stop, on);
    if (signal.aborted) return stop();
    audio.preload = 'metadata';
    audio.src = url;
  });

/** What is needed of a row of `recordings`: the rest of it is not documented (U-38, C-116). */
export interface RecordingRow {
  guid: string;
  /** `YYYY-MM-DD HH:mm:ss` on the dialer's clock. */
  calldate: string;
}

/** Where recordings lie: each a host with its port, or a whole address up to `/records/`. */
export interface RecordingHosts {
  /** The telephony server. */
  telephony: string;
  /** The server that old recordings are moved to, where there is one. */
  backup?: string;
}

/** One of the four documented places. */
export type RecordingPlace = 'telephony' | 'telephony-folder' | 'backup-folder' | 'backup';

export interface Candidate {
  url: string;
  where: RecordingPlace;
}

/** Where a recording can be, in the order to try, each address once (U-33, C-118, C-119). Throws `INVALID` for a host with a user or a password, and a guid that no address can have. */
export function candidates(
  { guid, calldate }: RecordingRow,
  { telephony, backup }: RecordingHosts,
  format: 'mp3' | 'gsm',
): Candidate[] {
  const folder = recordingFolder(calldate);
  const places: [RecordingPlace, host: string | undefined, folder: string | undefined][] = [
    ['telephony', telephony, undefined],
    ['telephony-folder', telephony, folder],
    ['backup-folder', backup, folder],
    ['backup', backup, undefined],
  ];
  const known = new Map<string, RecordingPlace>();
  for (const [where, host, folder] of places) {
    if (!host?.trim() || folder === '') continue;
    checkAddress(base(host.trim()), 'hosts');
    const url = `${base(host.trim())}/records/${folder ? `${folder}/` : ''}${segment(guid, 'guid')}.${format}`;
    if (!known.has(url)) known.set(url, where);
  }
  return [...known].map(([url, where]) => ({ url, where }));
}

/** The addresses of a recording in the order to try: of the mp3, or of the gsm that no browser plays (C-118, C-120). */
export function recordingUrls(row: RecordingRow, hosts: RecordingHosts, format: 'mp3' | 'gsm' = 'mp3'): string[] {
  return candidates(row, hosts, format).map(({ url }) => url);
}

const base = (host: string) => (host.includes('/') ? host.replace(/(?<!\/)\/+$/, '') : `https://${host}`);

/** What is needed of a `CtiClient`: it converts. */
export interface Converter {
  send(command: { type: 'convertRecording'; guid: string; calldate: string }): Promise<unknown>;
}

export interface FindRecordingOptions {
  hosts: RecordingHosts;
  /** Has a recording that is only there as gsm converted. Without one such a recording is not found. */
  client?: Converter;
  /** How long to wait for each address, in milliseconds. 10000 when absent. */
  timeout?: number;
  /** Stops the search: it rejects with `CANCELED`. */
  signal?: AbortSignal;
  /** How to look at an address; with a media element when absent. */
  probe?: Probe;
}

/** An address that was tried in vain; `slow` is one that gave no sign in time. */
export interface Tried {
  url: string;
  result: Exclude<ProbeResult, 'found'> | 'slow';
}

export interface FoundRecording {
  /** Ready for a media element. */
  url: string;
  where: RecordingPlace;
  /** Whether it was only there as gsm and had to be converted. */
  converted: boolean;
}

export interface MissingRecording {
  /** What was done and why there is nothing to hear: a sentence for the agent. */
  why: string;
  /** In order; an address comes twice when it was tried again after the conversion. */
  tried: Tried[];
  /** What the dialer answered when it was asked to convert. */
  error?: CtiError;
}

/**
 * Looks for a recording at the four documented addresses, one after the other; when it is at none, has its gsm
 * converted and looks again (U-33, C-118, C-122). Where no address said no, nothing is converted: the mp3 may be there.
 * Rejects only with a `CtiError`: `INVALID` without a guid or a host, `CANCELED`, `UNSUPPORTED` where nothing plays sound.
 */
export async function findRecording(
  row: RecordingRow,
  options: FindRecordingOptions,
): Promise<FoundRecording | MissingRecording> {
  const { hosts, client, signal } = options;
  const { guid, calldate } = checkRow(row);
  const list = candidates({ guid, calldate }, hosts, 'mp3');
  check(list, options);
  const tried: Tried[] = [];

  const first = await firstOf(list, options, tried);
  if (first) return { ...first, converted: false };
  if (!tried.some(({ result }) => result === 'missing')) return { why: unreachable(tried), tried };
  if (!client)
    return {
      why: msg('There is no mp3 of this recording at any of its addresses, and this page cannot have one made.'),
      tried,
    };

  try {
    await client.send({ type: 'convertRecording', guid, calldate });
  } catch (cause) {
    const error = CtiError.from(cause);
    return {
      why: msg(
        str`There is no mp3 of this recording at any of its addresses, and none could be made: ${error.message}`,
      ),
      tried,
      error,
    };
  }
  checkCanceled(signal);
  const second = await firstOf(list, options, tried);
  if (second) return { ...second, converted: true };
  return {
    why: msg('The dialer says that it converted this recording, and it is still at none of its addresses.'),
    tried,
  };
}

/** A page without types may pass anything. */
function checkRow(row: RecordingRow): RecordingRow {
  const { guid, calldate } = Object(row) as Partial<Record<keyof RecordingRow, unknown>>;
  if (typeof guid !== 'string' || !guid.trim())
    throw new CtiError('INVALID', msg('This row has no guid: its recording cannot be found.'), { field: 'guid' });
  return { guid, calldate: typeof calldate === 'string' ? calldate : '' };
}

function check(list: readonly Candidate[], { probe, signal }: FindRecordingOptions): void {
  checkCanceled(signal);
  if (!list.length)
    throw new CtiError('INVALID', msg('Where the recordings lie is not set: name the telephony host.'), {
      field: 'hosts',
    });
  if (!probe && typeof Audio === 'undefined')
    throw new CtiError('UNSUPPORTED', msg('Only a browser can look for a recording: nothing plays sound here.'));
}

async function firstOf(
  list: readonly Candidate[],
  options: FindRecordingOptions,
  tried: Tried[],
): Promise<Candidate | undefined> {
  for (const candidate of list) {
    const result = await tryOne(candidate.url, options);
    if (result === 'found') return candidate;
    tried.push({ url: candidate.url, result });
  }
  return undefined;
}

async function tryOne(
  url: string,
  { probe = probeMedia, timeout = 10_000, signal }: FindRecordingOptions,
): Promise<ProbeResult | 'slow'> {
  const patience = AbortSignal.timeout(timeout);
  try {
    return await probe(url, signal ? AbortSignal.any([signal, patience]) : patience);
  } catch {
    checkCanceled(signal);
    return patience.aborted ? 'slow' : 'missing';
  }
}

function unreachable(tried: readonly Tried[]): string {
  const hosts = [...new Set(tried.map(({ url }) => url.replace(/\/records\/.*$/, '')))].join(', ');
  if (tried.every(({ result }) => result === 'blocked'))
    return msg(
      str`This page may not play sound from ${hosts}: its Content-Security-Policy has to allow it (media-src).`,
    );
  return msg(str`The recording may be there: ${hosts} did not answer in time. Try again later.`);
}

function checkCanceled(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new CtiError('CANCELED', msg('The search for the recording was stopped.'), { cause: signal.reason });
}
