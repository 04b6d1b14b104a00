// The other end, for tests, the demo and integrators' own tests. Importing it does nothing; safe in Node.
export type { HttpFaults, HttpOptions } from './http-simulator.js';
export { Dropped, type IntegraFaults } from './integra-faults.js';
export type {
  BlackWire,
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
} from './integra-state.js';
export type { DispositionNode, IntegraOptions } from './integra-world.js';
export { IntegraSimulator, type Exchange } from './integra.js';
export type { MotionCampaignWire } from './motion-campaign.js';
export type {
  MotionCampaign,
  MotionContact,
  MotionFile,
  MotionList,
  MotionOptions,
  MotionState,
} from './motion-world.js';
export { MotionSimulator } from './motion.js';
export type { PortalDial, PortalSchedule, PortalTag } from './portal-actions.js';
export type { CtiShape, DialerCall, PortalCall } from './portal-cti.js';
export type { PortalFaults } from './portal-faults.js';
export { PortalSimulator, type PortalSimulatorOptions } from './portal.js';
export type {
  SinchAttribute,
  SinchCampaign,
  SinchCustomer,
  SinchDay,
  SinchOptions,
  SinchSettings,
  SinchState,
} from './sinch-world.js';
export { SinchSimulator } from './sinch.js';
export { UphoneSimulator, type UphoneDialect, type UphoneFaults, type UphoneSimulatorOptions } from './uphone.js';
export { VoicenterSimulator } from './voicenter.js';
export type {
  VoicenterCall,
  VoicenterCampaign,
  VoicenterFaults,
  VoicenterOptions,
  VoicenterState,
  VoicenterStatus,
} from './voicenter-world.js';
export type { WireLine } from './wire-log.js';
export type { RespoolWire } from './wire-shape.js';
