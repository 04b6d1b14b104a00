import { CodedRefusal, isObject, shown } from '../wire-schema.js';
import { checkNames, type ServiceCall, type VoicenterService } from './service.js';

/** The texts of the codes; only that of 0 is printed (C-341). */
const texts: Readonly<Record<number, string>> = { 0: 'OK', 1: 'Invalid format', 2: 'Internal error' };

const coded = (code: number, { faults }: Pick<ServiceCall, 'faults'>) => ({
  ErrorCode: faults.textErrorCode ? String(code) : code,
  ErrorMessage: texts[code] ?? 'Error',
});

/** The numbers of a JSON body, or of a query: `phones=…&phones=…` (C-340). Throws 2. */
function entriesOf({ given, isQuery }: ServiceCall, mayName: boolean): { Phone: unknown; Name?: string }[] {
  const { Phones, phones = [] } = given;
  const list: unknown = isQuery ? (Array.isArray(phones) ? phones : [phones]) : Phones;
  if (!Array.isArray(list) || list.length === 0) throw new CodedRefusal(2, 'There is no number.');
  return (list as unknown[]).map((each) => {
    if (isQuery) return { Phone: each };
    if (!isObject(each)) throw new CodedRefusal(2, 'A number is no JSON object.');
    checkNames(each, mayName ? ['Phone', 'Name'] : ['Phone'], 2);
    const { Phone, Name } = each;
    if (Phone === undefined || Phone === '') throw new CodedRefusal(2, 'An entry has no Phone.');
    if (Name !== undefined && typeof Name !== 'string') throw new CodedRefusal(2, 'Name is no text.');
    return { Phone, ...(Name !== undefined && { Name }) };
  });
}

/** E.164 without the plus, and no 0 in front (C-341). */
const isE164 = (phone: unknown): phone is string => typeof phone === 'string' && /^[1-9]\d{6,14}$/.test(phone);

function service(path: RegExp, mayName: boolean, change: (list: Listed, entry: Entry) => Listed): VoicenterService {
  return {
    path,
    host: /^api\./,
    secret: 'Code',
    isSmallInQuery: true,
    checksSecret: true,
    wrongCode: 1,
    run: (asked) => {
      const { given, isQuery, world, faults } = asked;
      if (faults.blacklistCode) throw new CodedRefusal(faults.blacklistCode, 'A fault is set.');
      const { account, state } = world;
      checkNames(given, isQuery ? ['code', 'phones'] : ['Code', 'Phones'], 2);
      if (given[isQuery ? 'code' : 'Code'] !== account) throw new CodedRefusal(1, 'This Code is not the account’s.');
      const rows = entriesOf(asked, mayName).map(({ Phone, ...entry }) => {
        const fault = Object.hasOwn(faults.blacklistRows ?? {}, shown(Phone)) && faults.blacklistRows?.[shown(Phone)];
        const code = fault || (isE164(Phone) ? 0 : 1);
        if (code === 0) state.blacklist = change(state.blacklist, { Phone: Phone as string, ...entry });
        return { ...coded(code, asked), Phone };
      });
      return { ...coded(0, asked), Phones: rows };
    },
    refuse: (code = 2, asked) => ({ ...coded(code, asked), Phones: [] }),
  };
}

interface Entry {
  Phone: string;
  Name?: string;
}
type Listed = Entry[];
const without = (list: Listed, { Phone }: Entry) => list.filter((each) => each.Phone !== Phone);

/** Puts numbers on the do-not-call list; one refused number does not stop the others (C-341). */
export const addBlackList = service(/\/Blacklist\/AddBlackList$/, true, (list, entry) => [
  ...without(list, entry),
  entry,
]);
/** Takes numbers off it; one that is not there is no mistake, which no page says. */
export const removeFromBlacklist = service(/\/Blacklist\/RemoveBulkFromBlacklist$/, false, without);
