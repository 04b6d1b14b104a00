import type { UploadCounts } from './checkpoint.js';

/** What an upload does: reads and sends; sends nothing new until it is told to; waits since the dialer has no time, or cannot be reached; is over. */
export type UploadState = 'running' | 'paused' | 'busy' | 'offline' | 'over';

/** How far an upload is. A few times a second, when its state changes, and at the end. */
export class UploadProgressEvent extends Event implements UploadCounts {
  readonly state: UploadState;
  readonly read: number;
  readonly sent: number;
  readonly accepted: number;
  readonly refused: number;
  readonly unknown: number;
  readonly repeated: number;
  readonly leftOut: number;
  /** Bytes of the file read so far; 0 for objects. */
  readonly bytes: number;
  /** Bytes of the whole file, where that is known. */
  readonly size: number | undefined;
  /** Rows a second that were accepted, refused, left out or lost, since this upload began, without the time in which it was paused. */
  readonly rate: number;
  /** Rows that were sent, and have no answer yet. */
  readonly onTheWay: number;

  constructor(
    state: UploadState,
    counts: UploadCounts & { readonly onTheWay?: number },
    bytes: number,
    size: number | undefined,
    rate: number,
  ) {
    super('progress');
    this.state = state;
    this.read = counts.read;
    this.sent = counts.sent;
    this.accepted = counts.accepted;
    this.refused = counts.refused;
    this.unknown = counts.unknown;
    this.repeated = counts.repeated;
    this.leftOut = counts.leftOut;
    this.bytes = bytes;
    this.size = size;
    this.rate = rate;
    this.onTheWay = counts.onTheWay ?? 0;
  }
}

/** One request has an end. The ids are not kept: take them here. */
export class UploadBatchEvent extends Event {
  /** Line of each contact that was sent. */
  readonly lines: readonly number[];
  /** The dialer's id of each, where it gives one. */
  readonly ids: readonly (string | undefined)[];
  /** Nobody knows what became of them. */
  readonly isUnknown: boolean;

  constructor(lines: readonly number[], ids: readonly (string | undefined)[], isUnknown: boolean) {
    super('batch');
    this.lines = lines;
    this.ids = ids;
    this.isUnknown = isUnknown;
  }
}

export interface UploadEventMap {
  progress: UploadProgressEvent;
  batch: UploadBatchEvent;
}

/** Knows the types of its events. */
export class UploadTarget extends EventTarget {
  override addEventListener<K extends keyof UploadEventMap>(
    type: K,
    listener: (event: UploadEventMap[K]) => void,
    options?: AddEventListenerOptions,
  ): void;
  override addEventListener(...listening: Parameters<EventTarget['addEventListener']>): void;
  override addEventListener(...listening: Parameters<EventTarget['addEventListener']>): void {
    super.addEventListener(...listening);
  }
}
