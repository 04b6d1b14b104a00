import type { BlacklistEntry } from '../../core/supervisor-commands.js';

/**
 * A do-not-call entry as uContact spells it: a number and a campaign or `*`, and of all else only what is said
 * (contract 2.1.6, C-099 to C-102): an older server may not know the rest (U-43).
 */
export function writeBlackEntry({
  phone,
  campaign,
  username,
  company,
  jobTitle,
  name,
  expireDate,
  direction,
}: BlacklistEntry) {
  return {
    phone,
    campaign,
    ...(username && { username }),
    ...(company && { company }),
    ...(jobTitle && { job_title: jobTitle }),
    ...(name && { name }),
    ...(expireDate && { expire_date: expireDate }),
    ...(direction && { direction }),
  };
}
