// What the scripts and elements say of `window` and of events, for pages that load them by their file.
import '../src/elements/cti-doctor/report-event.js';
import '../src/script-crm.js';
import '../src/script-supervisor.js';
