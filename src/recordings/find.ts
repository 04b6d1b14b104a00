import { msg, str } from '@lit/localize';
import { CtiError } from '../core/errors.js';
import { probeMedia, type Probe, type ProbeResult } from './probe.js';
import { candidates, type Candidate, type RecordingHosts, type RecordingPlace, type RecordingRow } from './urls.js';

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
