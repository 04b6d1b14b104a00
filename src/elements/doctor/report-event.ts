import type { Report } from '../../doctor/index.js';
import type { AnyFinding } from './doctor-desk.js';

/** A check has ended. */
export class CtiReportEvent extends Event {
  constructor(readonly report: Report<AnyFinding['id']>) {
    super('cti-report', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'cti-report': CtiReportEvent;
  }
}
