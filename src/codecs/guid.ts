/** What programs write where they have no id. */
const nothing = /^(?:none|nil|nan|infinity|true|false|ok|success|yes|no|void|[+-]?[0.]+|-\d+)$|null|undefined/i;
/** The words of a failure. */
const failure =
  /err(?:or|no|code)|exception|fail|invalid|denied|reject|refused|unauthori|forbidden|unavailable|unknown|missing|offline|busy|congestion|timeout|paused|expir|exceed|quota|limit|require|ocupad|in[_.-]?use|not?[_.-]?(?:found|logged|allowed|permission|answer|agent|ready|regist|such)|log(?:ged)?[_.-]?(?:in|off|out)/i;

/** Whether a text stands for nothing or for a failure. */
export const saysNothing = (text: string): boolean => nothing.test(text) || failure.test(text);

/** The code of a failure, or a count: `404`, `E404`, `HTTP_500`, `result:-1`; zeros alone; a version or address; a date or time. */
const code =
  /^(?:(?:e|err|http|sip|code|status|cause|result|ret|rc)?[_.:-]{0,2}\d{1,5}|[0_.:@-]+|v?\d{1,3}(?:\.\d{1,3})+(?::\d+)?|\d{4}-\d\d-\d\d(?:t.*)?|\d\d?:\d\d(?::\d\d)?)$/i;

/**
 * Whether a text can be the id of a call (U-23): letters, digits and `_ . : @ -` without blanks, quotes or braces, with a
 * digit at least: one word alone is a state or a failure. It need not be a UUID.
 */
export const isGuid = (text: string): boolean =>
  /^\w[\w.:@-]{0,199}$/.test(text) && /\d/.test(text) && !code.test(text) && !saysNothing(text);
