import type { Report } from '../../diagnostics/index.js';
import type { AnyFinding } from './diagnosis-controller.js';

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
