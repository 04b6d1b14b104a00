// Entry `portside/doctor`. Safe to import in Node; it looks at a page when it is asked.
export { diagnose, findingIds, sendings } from './diagnose.js';
export { diagnoseFrame, type FrameOptions } from './diagnose-frame.js';
export type { Ask, Facts, Finding, FindingId, FindingState, Report } from './finding.js';
export type { PhoneBar } from './phone-bar-check.js';
export type { DoctorOptions } from './page-context.js';
