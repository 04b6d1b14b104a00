import { httpFaults, type State } from './dialer-panel.js';
import type { FaultSwitch } from './panel.js';

/** The faults of the simulated Integra. */
export const integraFaults: FaultSwitch[] = [['answer0', true, 'Says no (0)'], ...httpFaults];

/** What of its state is worth a look. */
export const integraState = ({
  calls = [],
  spool = [],
  schedules = [],
  dispositions = [],
  effects = [],
  tags = [],
  agentStates = [],
}: State) => ({
  'Calls that Integra knows': calls,
  'Spool, over REST': spool,
  'Callbacks, over REST': schedules,
  Results: dispositions,
  'What results did': effects,
  'Tags, over REST': tags,
  'What agents are': agentStates,
});
