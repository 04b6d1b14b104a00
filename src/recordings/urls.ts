import { recordingFolder } from '../transports/integra/recording-folder.js';

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

/** Where a recording can be, in the order to try, each address once (U-33, C-118, C-119). */
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
    const url = `${base(host.trim())}/records/${folder ? `${folder}/` : ''}${encodeURIComponent(guid)}.${format}`;
    if (!known.has(url)) known.set(url, where);
  }
  return Array.from(known, ([url, where]) => ({ url, where }));
}

/** The addresses of a recording in the order to try: of the mp3, or of the gsm that no browser plays (C-118, C-120). */
export function recordingUrls(row: RecordingRow, hosts: RecordingHosts, format: 'mp3' | 'gsm' = 'mp3'): string[] {
  return candidates(row, hosts, format).map(({ url }) => url);
}

const base = (host: string) => (host.includes('/') ? host.replace(/(?<!\/)\/+$/, '') : `https://${host}`);
