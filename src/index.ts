export type { AgentReason, CallCommandType } from './core/call-commands.js';
export type { AgentState, AllCalls, CallNews, CallState, News, ToldState } from './core/call-state.js';
export { CtiClient, type CallEvent, type CtiClientOptions, type CurrentCall, type SendOptions } from './core/client.js';
export type { DataPair } from './codecs/data-string.js';
export type { WallClock } from './codecs/wall-clock.js';
export {
  mayWait,
  type CallbackEntry,
  type Command,
  type CommandInput,
  type CommandOf,
  type CommandType,
  type Cti,
  type Reply,
  type ReplyTo,
  type RespoolEntry,
} from './core/commands.js';
export type { Destinations, DialContext } from './core/destinations.js';
export { CtiError, type CtiErrorCode, type CtiErrorOptions } from './core/errors.js';
export { CtiCallEvent, CtiChangeEvent, CtiErrorEvent, CtiRequestEvent, CtiResultEvent } from './core/events.js';
export type { Log, LogLine } from './core/log.js';
export { Outbox, type OutboxOptions } from './outbox/outbox.js';
export type { CommandOutbox, OutboxEntry, OutboxState, OutboxStorage, WaitingCommand } from './outbox/outbox-entry.js';
export { editEntry, type RespoolEdit } from './core/respool-edit.js';
export type { BlacklistEntry, Contact, RecordingFilter, TaskMode } from './core/supervisor-commands.js';
export type {
  Campaign,
  FoundContact,
  Member,
  PendingCall,
  Recording,
  RefusedContact,
  Statistics,
} from './core/supervisor-commands.js';
export type { Authorization, Bulk, Support, Transport, Witness } from './core/transport.js';
export type { CtiAgentState } from './elements/cti-agent-state/cti-agent-state.js';
export type { CtiBlacklistForm } from './elements/cti-blacklist-form/cti-blacklist-form.js';
export type { CtiCallButton } from './elements/cti-call-button/cti-call-button.js';
export type { CtiCallControls } from './elements/cti-call-controls/cti-call-controls.js';
export type { CtiCallerId } from './elements/cti-caller-id/cti-caller-id.js';
export type { CallerNumber } from './elements/cti-caller-id/caller-numbers.js';
export type { CtiCallbacks } from './elements/cti-callbacks/cti-callbacks.js';
export type { CtiContacts } from './elements/cti-contacts/cti-contacts.js';
export type { CtiCampaignBoard, Threshold } from './elements/cti-campaign-board/cti-campaign-board.js';
export type { CtiDoctor } from './elements/cti-doctor/cti-doctor.js';
export type { CtiDialable } from './elements/cti-dialable/cti-dialable.js';
export type { FoundNumber } from './numbers/found-number.js';
export type { NumberPolicy } from './numbers/number-policy.js';
export type { CtiDispositionForm } from './elements/cti-disposition-form/cti-disposition-form.js';
export type { CtiHangupButton } from './elements/cti-hangup-button/cti-hangup-button.js';
export type { CtiIncoming } from './elements/cti-incoming/cti-incoming.js';
export type { CtiListUpload } from './elements/cti-list-upload/cti-list-upload.js';
export type { CtiOutbox } from './elements/cti-outbox/cti-outbox.js';
export type { CtiPanel } from './elements/cti-panel/cti-panel.js';
export type { CtiRecordings } from './elements/cti-recordings/cti-recordings.js';
export type { CtiRespoolEditor } from './elements/cti-respool-editor/cti-respool-editor.js';
export type { TriedNumber } from './elements/cti-respool-editor/next-view.js';
export type { CtiSchedulePicker } from './elements/cti-schedule-picker/cti-schedule-picker.js';
export type { CtiScreenPop } from './elements/cti-screen-pop/cti-screen-pop.js';
export type { CtiSession } from './elements/cti-session/cti-session.js';
export type { CtiTagRecorder } from './elements/cti-tag-recorder/cti-tag-recorder.js';
