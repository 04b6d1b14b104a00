// What is asked for, or pressed, once the number has answered: `ext. 12`, `Local 212`, `,,1234567#`.

const words = [
  'e?xt(?:ensi[oó]n|ens[aã]o|n)?|x|int(?:erno)?|anexo|ramal|rml?|local|loc|poste|interne|r',
  'durchwahl|dw|nebenstelle|nst|apparat|app|klappe|kl|centralino|derivazione|toestel|tst',
  'доб(?:авочный)?|вн(?:утр)?|שלוחה|내선|内線|分机|分機|轉|转|تحويلة|داخلي',
].join('|');

/** With a word, which may be in brackets; or behind `#`, `,`, `;` and pauses. The digits are the last group that is there. */
const extension = new RegExp(
  `^(?:(?<open>\\s?[-,;/]?\\s?\\(\\s?)|\\s?[-,;/]?\\s?)(?:${words})(?!\\p{L})\\.?\\s?(?:n[or]\\.?|nr\\.?|n?[º°]|num(?:ber|ero)?\\.?|número)?\\s?[:#.-]?\\s?(?<told>\\d{1,7})(?!\\d)#?(?:\\))?` +
    '|^\\s?(?:#\\s?|,{2,4}\\s?|,|;(?:ext=)?)(?<keys>\\d{1,15})(?!\\d)#?',
  'iu',
);

export interface Extension {
  digits: string;
  /** How many signs it takes behind the number. */
  length: number;
}

/** What stands behind a number's last digit; nothing when that is no extension, but perhaps another number. */
export function extensionIn(behind: string): Extension | undefined {
  const match = extension.exec(behind);
  const { told, keys = '', open } = match?.groups ?? {};
  if (!match) return undefined;
  let [text] = match;
  if (open === undefined && text.endsWith(')')) text = text.slice(0, -1);
  if (told) return { digits: told, length: text.length };
  const isPause = /^\s?(?:#|,,|;ext=)/.test(text);
  const isMore = /^\s?[-.]?\d/.test(behind.slice(text.length));
  return (isPause || keys.length < 5) && !isMore ? { digits: keys, length: text.length } : undefined;
}
