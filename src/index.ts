export { CtiClient, type CtiClientOptions, type CurrentCall } from './client.js';
export type { DataPair } from './codecs/data-string.js';
export type { WallClock } from './codecs/wall-clock.js';
export {
  mayWait,
  type Command,
  type CommandInput,
  type CommandOf,
  type CommandType,
  type Cti,
  type Reply,
  type ReplyTo,
  type RespoolEntry,
} from './commands.js';
export { CtiError, type CtiErrorCode, type CtiErrorOptions } from './errors.js';
export { CtiChangeEvent, CtiErrorEvent, CtiRequestEvent, CtiResultEvent } from './events.js';
export type { Log, LogLine } from './log.js';
export { Outbox, type OutboxOptions } from './outbox.js';
export type { CommandOutbox, OutboxEntry, OutboxState, OutboxStorage, WaitingCommand } from './outbox-entry.js';
export { editEntry, type RespoolEdit } from './respool-edit.js';
export type { BlacklistEntry, Contact, RecordingFilter, TaskMode } from './supervisor-commands.js';
export type {
  Campaign,
  FoundContact,
  Member,
  PendingCall,
  Recording,
  RefusedContact,
  Statistics,
} from './supervisor-replies.js';
export type { Authorization, Bulk, Support, Transport, Witness } from './transport.js';
export type { CtiBlacklistForm } from './elements/cti-blacklist-form.js';
export type { CtiCallButton } from './elements/cti-call-button.js';
export type { CtiCallbacks } from './elements/cti-callbacks.js';
export type { CtiContacts } from './elements/cti-contacts.js';
export type { CtiCampaignBoard, Threshold } from './elements/cti-campaign-board.js';
export type { CtiDoctor } from './elements/cti-doctor.js';
export type { CtiDialable } from './elements/cti-dialable.js';
export type { FoundNumber } from './numbers/found-number.js';
export type { NumberPolicy } from './numbers/number-policy.js';
export type { CtiDispositionForm } from './elements/cti-disposition-form.js';
export type { CtiHangupButton } from './elements/cti-hangup-button.js';
export type { CtiListUpload } from './elements/cti-list-upload.js';
export type { CtiOutbox } from './elements/cti-outbox.js';
export type { CtiPanel } from './elements/cti-panel.js';
export type { CtiRecordings } from './elements/cti-recordings.js';
export type { CtiRespoolEditor } from './elements/cti-respool-editor.js';
export type { CtiSchedulePicker } from './elements/cti-schedule-picker.js';
export type { CtiScreenPop } from './elements/cti-screen-pop.js';
export type { CtiSession } from './elements/cti-session.js';
export type { CtiTagRecorder } from './elements/cti-tag-recorder.js';
