// Recordings: where they can be, whether they are there, and page after page of them. Importing it does nothing.
export {
  findRecording,
  type Converter,
  type FindRecordingOptions,
  type FoundRecording,
  type MissingRecording,
  type Tried,
} from './find.js';
export { eachRecording, type EachRecordingOptions, type RecordingLister } from './pages.js';
export type { Probe, ProbeResult } from './probe.js';
export { recordingUrls, type RecordingHosts, type RecordingPlace, type RecordingRow } from './urls.js';
