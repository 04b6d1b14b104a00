/** What programs write where they have no id. */
const nothing = /^(?:null|undefined|none|nil|nan|infinity|true|false|ok|yes|no|void|[+-]?[0.]+)$/i;
/** The words of a failure. */
const failure =
  /error|exception|fail|invalid|denied|reject|refused|unauthori|forbidden|unavailable|unknown|missing|offline|busy|timeout|not[_.-]?(?:found|logged|allowed)/i;

/**
 * Whether a text can be the id of a call (U-23): letters, digits and `_ . : @ -` without blanks, quotes or braces, and
 * none of the words that stand for nothing or for a failure. It need not be a UUID.
 */
export const isGuid = (text: string): boolean =>
  /^\w[\w.:@-]{0,199}$/.test(text) && !nothing.test(text) && !failure.test(text);
