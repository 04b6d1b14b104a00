import { CodedRefusal, shown } from '../wire-schema.js';
import { checkNames, type Given, type ServiceCall, type VoicenterService } from './service.js';
import type { VoicenterExtension } from './live-call.js';

/** How a status is refused: both numbers and the text (C-315). Which `StatusError` goes with a `Status` no page says. */
const refusals: Readonly<Record<number, [status: number, error: number, message: string]>> = {
  0: [4, 0, 'Error on update'],
  2: [2, 4, 'Authorization Failed'],
  3: [3, 4, 'No extension found'],
  4: [4, 4, 'Status not support'],
  6: [4, 6, 'Error on update'],
  7: [3, 4, 'Extension is already in use'],
};

/** The third name is misspelt by the vendor, and kept so (C-315). */
const answer = (status: number, error: number, message: string, { textErrorCode }: ServiceCall['faults']) => ({
  Status: textErrorCode ? String(status) : status,
  StatusError: textErrorCode ? String(error) : error,
  StatusErroMessage: message,
});

const names = { Code: 'code', UserId: 'userid', ExtensionUser: 'sipid', Status: 'status' };

/** The four fields by the vendor's names; the older small ones of a public client may be overlooked (C-317). */
function fieldsOf({ given, world }: ServiceCall): Given {
  const spelled = Object.keys(names).map((name) => {
    const older = names[name as keyof typeof names];
    if (given[older] === undefined) return [name, given[name]];
    world.reading.overlook(new CodedRefusal(6, `${older} is spelled ${name} here.`));
    return [name, given[name] ?? given[older]];
  });
  return Object.fromEntries(spelled) as Given;
}

/** A number of JSON, or the digits of a query; digits in JSON may be overlooked (C-313). */
function numberOf(value: unknown, name: string, isQuery: boolean, { world }: ServiceCall, code: number): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  const refusal = new CodedRefusal(code, `${name} is no whole number: ${shown(value)}.`);
  if (typeof value !== 'string' || !/^\d{1,10}$/.test(value)) throw refusal;
  if (!isQuery) world.reading.overlook(refusal);
  return Number(value);
}

function setStatus(extension: VoicenterExtension, userId: number, status: number) {
  extension.onlineUserID = status === 2 ? 0 : userId;
  extension.onlineUserStatus = status;
}

/** `SetStatusFromAPI`: 1 is success here, 0 is none (C-313 to C-316). */
export const agentStatus: VoicenterService = {
  path: /\/UserLogin\/SetStatusFromAPI$/,
  host: /^(api|loginapi)\./,
  secret: 'Code',
  checksSecret: true,
  wrongCode: 2,
  run: (asked) => {
    const { given, isQuery, world, faults } = asked;
    if (faults.statusAnswer) return faults.statusAnswer;
    const { state, statuses, now } = world;
    checkNames(given, [...Object.keys(names), ...Object.values(names)], 0);
    const fields = fieldsOf(asked);
    const missing = Object.keys(names).filter((name) => fields[name] === undefined || fields[name] === '');
    if (missing.length) throw new CodedRefusal(6, `Missing: ${missing.join(', ')}.`);
    if (fields['Code'] !== world.account) throw new CodedRefusal(2, 'This Code is not the account’s.');
    // The id may be digits in JSON too: only of `Status` the page says that it is a number.
    const userId = numberOf(fields['UserId'], 'UserId', true, asked, 2);
    const status = numberOf(fields['Status'], 'Status', isQuery, asked, 4);
    if (!state.extensions.some(({ userID }) => userID === userId))
      throw new CodedRefusal(2, `There is no user ${userId}.`);
    const extension = state.extensions.find(({ username }) => username === fields['ExtensionUser']);
    if (!extension) throw new CodedRefusal(3, `There is no extension ${shown(fields['ExtensionUser'])}.`);
    if (!statuses.some(({ ID }) => ID === status)) throw new CodedRefusal(4, `There is no status ${status}.`);
    const isTaken = extension.onlineUserID !== 0 && extension.onlineUserID !== userId;
    if (isTaken) throw new CodedRefusal(7, `Another user is signed in at ${extension.username}.`);
    setStatus(extension, userId, status);
    state.statusChanges.push({ userId, extension: extension.username, status, at: now() });
    return answer(1, 1, 'OK', faults);
  },
  refuse: (code = 0, { faults }) => {
    const [status, error, message] = refusals[code] ?? [4, 0, 'Error on update'];
    return answer(status, error, message, faults);
  },
};

/** `GetStatusesList`: the account's own names, by GET alone, as one public client asks (C-317). */
export const statusList: VoicenterService = {
  path: /\/UserLogin\/GetStatusesList$/,
  host: /^loginapi\./,
  secret: 'code',
  method: 'GET',
  wrongCode: 2,
  run: ({ given, world }) => {
    checkNames(given, ['code'], 0);
    return { Statuses: world.statuses };
  },
  refuse: () => ({ Statuses: [] }),
};
