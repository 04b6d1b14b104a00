import type { RespoolEntry } from '../../core/commands.js';
import { writeData } from '../../codecs/data-string.js';
import { writePhones } from '../../codecs/phone.js';
import type { WallClock } from '../../codecs/wall-clock.js';

/** The spool line as uContact spells it: ten keys, four of them numbers (contract 2.1.1, C-019, C-021). */
export function writeRespoolObject(entry: RespoolEntry) {
  return {
    campaign: entry.campaign,
    destination: entry.destination,
    dialerbase: entry.dialerBase,
    status: entry.status,
    data: writeData(entry.data),
    alternatives: writePhones(entry.alternatives),
    contact: entry.contact,
    retries: entry.retries,
    priority: entry.priority,
    agentphone: entry.agentPhone,
  };
}

/** The callback as the REST API spells it: six keys (contract 2.1.2, C-131, C-134). */
export function writeScheduleObject(at: WallClock, entry: RespoolEntry) {
  return {
    calldate: at,
    campaign: entry.campaign,
    destination: entry.destination,
    alternatives: writePhones(entry.alternatives),
    agentphone: entry.agentPhone,
    data: writeData(entry.data),
  };
}
