// The other end, for tests, the demo and integrators' own tests. Importing it does nothing; safe in Node.
export type { CorsFaults, CorsOptions } from './cors.js';
export type { HttpFaults, HttpOptions } from './http-simulator.js';
export { Dropped, type IntegraFaults } from './integra/integra-simulator.js';
export type {
  AgentStateWire,
  BlackWire,
  CampaignLoad,
  ContactWire,
  DispositionAction,
  DispositionWire,
  IntegraCall,
  IntegraRecording,
  IntegraState,
  RecordingFile,
  ScheduleWire,
  TaskMode,
  TaskWire,
  UploadWire,
} from './integra/state.js';
export type { DispositionNode, IntegraOptions } from './integra/state.js';
export { IntegraSimulator, type Exchange } from './integra/integra-simulator.js';
export type { MotionCampaignWire } from './motion/state.js';
export type {
  MotionCampaign,
  MotionContact,
  MotionFile,
  MotionList,
  MotionOptions,
  MotionState,
} from './motion/state.js';
export {
  PhoneBarSimulator,
  type PhoneBarCall,
  type PhoneBarFaults,
  type PhoneBarOptions,
  type PhoneBarState,
  type PhoneBarStatus,
} from './motion/phone-bar-simulator.js';
export { MotionSimulator } from './motion/motion-simulator.js';
export type { PortalDial, PortalSchedule, PortalTag } from './portal/actions.js';
export type { CtiShape, DialerCall, PortalCall } from './portal/actions.js';
export {
  PortalFormSimulator,
  type FormDial,
  type FormDisposition,
  type FormFunction,
  type FormFunctionFault,
  type FormFunctionLine,
  type FormProxyRequest,
  type FormTones,
  type PortalFormOptions,
  type SqlFunction,
} from './portal/form-functions.js';
export type { PortalFaults } from './portal/portal-simulator.js';
export { PortalSimulator, type PortalSimulatorOptions } from './portal/portal-simulator.js';
export type {
  SinchAgent,
  SinchAttribute,
  SinchCampaign,
  SinchCustomer,
  SinchDay,
  SinchOptions,
  SinchPresence,
  SinchSettings,
  SinchState,
} from './sinch/state.js';
export { SinchSimulator } from './sinch/sinch-simulator.js';
export type { PanelDone, SinchProfile, SinchQueue, SinchUser, WaitingContact } from './sinch/panel-actions.js';
export type {
  Caller,
  PanelCall,
  PanelCourse,
  PanelPress,
  SinchChannelStatus,
  SinchInteraction,
  SinchInteractionStatus,
} from './sinch/panel-calls.js';
export {
  SinchPanelSimulator,
  type PanelTimers,
  type SinchPanelFaults,
  type SinchPanelOptions,
} from './sinch/panel-simulator.js';
export {
  UphoneSimulator,
  type UphoneDialect,
  type UphoneFaults,
  type UphoneSimulatorOptions,
} from './portal/uphone-simulator.js';
export {
  UcontactXPageSimulator,
  type XInteraction,
  type XPageFaults,
  type XPageOptions,
} from './ucontact-x/page-simulator.js';
export {
  UcontactXSimulator,
  type UcontactXOptions,
  type XState,
  type XTransfer,
  type XUpload,
} from './ucontact-x/ucontact-x-simulator.js';
export { VoicenterSimulator } from './voicenter/voicenter-simulator.js';
export type {
  VoicenterCall,
  VoicenterCampaign,
  VoicenterDialect,
  VoicenterFaults,
  VoicenterOptions,
  VoicenterState,
  VoicenterStatus,
} from './voicenter/state.js';
export type {
  VoicenterCause,
  VoicenterCourse,
  VoicenterExtension,
  VoicenterLiveCall,
  VoicenterQueue,
} from './voicenter/live-call.js';
export type { WireLine } from './http-simulator.js';
export type { RespoolWire } from './wire-schema.js';
