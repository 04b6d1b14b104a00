import type { RespoolWire } from '../wire-shape.js';

/** What a disposition does to the contact; it is set up at the server, never sent (U-46). */
export type DispositionAction = 'respool' | 'respool-alternative' | 'blacklist' | 'schedule';

/** A call that the server knows. */
export interface IntegraCall {
  guid: string;
  agent: string;
  /** The agent's extension. */
  phone: string;
  campaign: string;
  /** The customer's number. */
  destination: string;
  /** The number shown to the customer. */
  callerid: string;
  tech: string;
  context: string;
  /** Epoch milliseconds. */
  startedAt: number;
  ended: boolean;
}
/** The six keys of `callschedule` (contract 2.1.2, C-131). */
export interface ScheduleWire {
  /** Wall clock of the dialer, `YYYY-MM-DD HH:mm:ss`. */
  calldate: string;
  campaign: string;
  destination: string;
  alternatives: string;
  agentphone: string;
  data: string;
}
/** A disposition as it came, by its documented names; `schedule` and `tag` may be empty (UC-8). */
export interface DispositionWire {
  campaign: string;
  agent: string;
  /** The customer's number (C-085). */
  callerid: string;
  guid: string;
  l1: string;
  l2: string;
  l3: string;
  d1: string;
  d2: string;
  comment: string;
  schedule: string;
  /** Only in the `new` dialect, as `tag`. */
  camptoreschedule?: string;
  tag?: string;
}

/** An entry of the do-not-call list; `v8` knows the first six keys (contract 2.1.5, 2.1.6). Only two are mandatory. */
export interface BlackWire {
  phone: string;
  /** One campaign with its suffix, or `*` for all (C-100). */
  campaign: string;
  username?: string;
  company?: string;
  job_title?: string;
  name?: string;
  /** `YYYY-MM-DD` (C-101). */
  expire_date?: string;
  /** `I`, `O` or `I/O` (U-42). */
  direction?: string;
}

/** Where a recording's file lies. */
export interface RecordingFile {
  host: 'telephony' | 'backup';
  /** In the folder of its day, `YYYYMMDD`. */
  dated: boolean;
  format: 'mp3' | 'gsm';
}
/** A call that was recorded. Of the row only `guid` and `calldate` are documented (U-38). */
export interface IntegraRecording {
  row: { guid: string; calldate: string; [name: string]: unknown };
  /** `null` when the file is nowhere. */
  file: RecordingFile | null;
}

/** The nine keys of `call` (contract 2.1.3, C-136). */
export interface TaskWire {
  /** Wall clock of the dialer, or `null` (C-138). */
  calldate: string | null;
  campaign: string;
  destination: string;
  alternatives: string;
  /** Name or phone of the agent who owns it; empty when none (C-146). */
  agent: string;
  data: string;
  source: string;
  bulk: boolean;
  automatic: boolean;
}
export type TaskMode = 'priority' | 'now' | 'schedule' | 'owned' | 'normal';

/** A contact that a dialer will call: of an uploaded row, or of a task. */
export interface ContactWire {
  campaign: string;
  number: string;
  data: string;
  alternatives: string;
  /** 1 is the dialer's own; no number when the row said none. */
  priority?: number;
  agentphone: string;
}
/** An uploaded file (UC-20, UC-21). */
export interface UploadWire {
  filename: string;
  campaign: string;
  username: string;
  /** Only of an upload with a time zone. */
  timezone?: string;
  /** Number of rows. */
  rows: number;
  /** Size of the file. */
  bytes: number;
}

/** What the server knows, as plain data. */
export interface IntegraState {
  /** Whoever is signed in; times in epoch milliseconds. */
  sessions: { user: string; token: string; startedAt: number }[];
  calls: IntegraCall[];
  /** Calls hung up over REST, in order. */
  ended: { at: number; guid: string; phone: string }[];
  spool: RespoolWire[];
  schedules: ScheduleWire[];
  dispositions: DispositionWire[];
  /** What the configured action of a disposition did. */
  effects: { guid: string; action: DispositionAction; campaign: string; destination: string }[];
  tags: { guid: string; phone: string; data: string }[];
  blacklist: BlackWire[];
  recordings: IntegraRecording[];
  /** With the mode that the flags mean (U-24). */
  tasks: (TaskWire & { mode: TaskMode })[];
  contacts: ContactWire[];
  uploads: UploadWire[];
  workflows: { context: string; extension: string; jsonparams: Record<string, unknown> }[];
}

export const freshState = (recordings: readonly IntegraRecording[]): IntegraState => ({
  sessions: [],
  calls: [],
  ended: [],
  spool: [],
  schedules: [],
  dispositions: [],
  effects: [],
  tags: [],
  blacklist: [],
  recordings: structuredClone([...recordings]),
  tasks: [],
  contacts: [],
  uploads: [],
  workflows: [],
});
