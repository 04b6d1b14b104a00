import type { RecordingFilter } from '../../core/supervisor-commands.js';

/** The filter of recordings as uContact spells it: 13 keys, all text, unused ones empty (contract 2.1.8, C-112 to C-114). */
export function writeRecordingFilter(filter: RecordingFilter = {}) {
  const { from = '', to = '', agent = '', campaign = '', source = '', destination = '', tag = '' } = filter;
  const { range = '', rating = '', minDuration = '', exclude = '', minCount = '' } = filter;
  return {
    ...{ calldatei: from, calldatef: to, agent, campaign, source, destination, data: tag },
    ...{ range, rating, mindur: minDuration, exclude, type: 'record', cont: minCount },
  };
}
