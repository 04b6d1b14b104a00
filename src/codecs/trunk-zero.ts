/** Country codes: of one digit, two, and three. */
const codes =
  '1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-689]|3[578]|42|5[09]|6[7-9]|8[058]|9[679])\\d';
/** What is dialled to reach another country; `00` before `002` and the like, so that no code is cut. */
const abroad = new RegExp(`^(?:[09]?(?:\\+|0011|011|00)|010|810|00(?:700|\\d))(${codes})$`);
const bare = new RegExp(`^(${codes})$`);
const behindCode = new RegExp(`^(\\+(?:${codes}))0(?=\\d)`);

/** Countries whose numbers begin with a zero that is dialled from abroad, too. */
const keepsZero = /^\+?(?:39|378|379|225|229|241|242)$/;
/** What is dialled before a number inside these countries, where it is no zero alone; an area may begin with an 8. */
const prefixes: Readonly<Record<string, string>> = { 36: '06', 52: '01', 370: '8', 375: '8', 7: '8' };

/**
 * What nobody dials of a group in brackets, the whole or its beginning, behind what stands before it. Where one bracket is
 * missing it must be a country code for sure: `310)` is an area.
 */
function trunkOf(before: string, digits: string, isHalf: boolean): string | undefined {
  const written = before.replace(/[\s.()[\]-]/g, '').replace(/^[*#\d]*[*#]/, '');
  if (isHalf && !/^(?:\+|00)/.test(written)) return undefined;
  const country = abroad.exec(written)?.[1];
  const prefix = country && prefixes[country];
  if (prefix && (digits === prefix || (prefix !== '8' && digits.startsWith(prefix)))) return prefix;
  if (country && !keepsZero.test(country)) return digits === '0' || /^0[1-9]/.test(digits) ? '0' : undefined;
  const [, plain = ''] = bare.exec(written) ?? [];
  return digits === '0' && plain.length > 1 && !keepsZero.test(plain) ? '0' : undefined;
}

/** A group in brackets, or the beginning of one of which a bracket is missing, or the end. */
const groups = /\s?[([]\s*(\d[\d\s.-]*)[)\]]|[\s.-]?(0\d?)\s*[)\]]|\s?[([]\s*(0\d?)/g;

/**
 * Without what is in brackets and nobody dials behind a country code: `+44 (0)20`, `0044 [0]20`, `+49 (030)`, `+36 (06)`;
 * also `+44 0)20` and `+44 (0 20`.
 */
export function withoutTrunkZero(text: string): string {
  for (const group of text.matchAll(groups)) {
    const [whole, inner, end = '', beginning = ''] = group;
    const [head, tail] = [text.slice(0, group.index), text.slice(group.index + whole.length)];
    const digits = inner?.replace(/\D/g, '') ?? (end || beginning);
    const trunk = trunkOf(head, digits, inner === undefined);
    if (!trunk) continue;
    const blank = /^\s/.test(whole) ? ' ' : '';
    const written = new RegExp(`${trunk.split('').join('[\\s.-]*')}[\\s.-]*`);
    const left = digits === trunk ? blank : whole.replace(written, '');
    return withoutTrunkZero(`${head}${left}${left.trim() ? tail : tail.trimStart()}`.trim());
  }
  return text;
}

/** The same of digits with `+`, also without brackets: for comparing alone. */
export const withoutZeroBehindCode = (number: string): string => {
  const [, code = '+39'] = behindCode.exec(number) ?? [];
  return keepsZero.test(code) ? number : number.replace(`${code}0`, code);
};
