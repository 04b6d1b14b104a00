import { CtiCallButton } from './elements/cti-call-button/cti-call-button.js';
import { CtiCallbacks } from './elements/cti-callbacks/cti-callbacks.js';
import { CtiDispositionForm } from './elements/cti-disposition-form/cti-disposition-form.js';
import { CtiHangupButton } from './elements/cti-hangup-button/cti-hangup-button.js';
import { CtiOutbox } from './elements/cti-outbox/cti-outbox.js';
import { CtiRespoolEditor } from './elements/cti-respool-editor/cti-respool-editor.js';
import { CtiSchedulePicker } from './elements/cti-schedule-picker/cti-schedule-picker.js';
import { CtiSession } from './elements/cti-session/cti-session.js';
import { CtiTagRecorder } from './elements/cti-tag-recorder/cti-tag-recorder.js';
import { register } from './register.js';

register({
  'cti-session': CtiSession,
  'cti-call-button': CtiCallButton,
  'cti-hangup-button': CtiHangupButton,
  'cti-schedule-picker': CtiSchedulePicker,
  'cti-disposition-form': CtiDispositionForm,
  'cti-respool-editor': CtiRespoolEditor,
  'cti-tag-recorder': CtiTagRecorder,
  'cti-outbox': CtiOutbox,
  'cti-callbacks': CtiCallbacks,
});
