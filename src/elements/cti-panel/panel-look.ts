import type { CtiClient } from '../../core/client.js';
import type { CtiDispositionForm } from '../cti-disposition-form/cti-disposition-form.js';
import type { Disposition } from '../cti-disposition-form/disposition-tree.js';
import type { CallPhaseTracker } from './call-phase.js';
import type { PanelAction } from './panel-actions.js';
import type { PanelController, PanelHost } from './panel-controller.js';
import type { Shortcuts } from './shortcuts.js';

/** All that a panel is drawn from, as things are now. */
export interface PanelLook {
  /** Its settings, and what its buttons do. */
  panel: PanelHost;
  controller: PanelController;
  client: CtiClient;
  form: CtiDispositionForm | null;
  progress: CallPhaseTracker;
  keys: Shortcuts;
  isThere: (action: PanelAction) => boolean;
  /** Goes to a control, or presses it. */
  act: (action: PanelAction) => void;
  /** The tree of results, or the text of one. */
  dispositions: readonly Disposition[];
  /** The customer's name; empty where nobody knows it. */
  name: string;
  /** Epoch milliseconds. */
  now: number;
  /** The time for the work after a call in milliseconds, 0 for none. */
  limit: number;
  /** A result can be saved here at all. */
  canDispose: boolean;
  /** The result that is written is another call's. */
  isDraft: boolean;
  /** There is no call, and no draft. */
  isReady: boolean;
}
