import type { HttpAnswer } from '../http-simulator.js';
import { CodedRefusal, shown, type Reading } from '../wire-schema.js';
import { finishCall, startCall } from './call-steps.js';
import type { VoicenterExtension, VoicenterLiveCall } from './live-call.js';
import { checkNames, textOf, wholeOf, type Given, type ServiceCall, type VoicenterService } from './service.js';
import type { VoicenterFixtures } from './state.js';

const names = [
  ...['code', 'phone', 'phonelogincode', 'target', 'action', 'format', 'record', 'phonecallerid', 'targetcallerid'],
  ...['phonemaxdialtime', 'targetmaxdialtime', 'maxduration', 'phoneautoanswer', 'checkphonedevicestate'],
  ...['checktargetdevicestate', 'language', 'ignoredncstatus'],
];
/** E.164 without plus, or the Israeli form with a 0 (C-304, V-26). */
const isNumber = (value: string) => /^\d{3,15}$/.test(value);

const wrong = (why: string) => new CodedRefusal(1, why);

/** The texts of the codes; only `OK` is printed. */
const messages: Readonly<Record<number, string>> = {
  0: 'OK',
  1: 'Invalid parameters',
  2: 'Application error',
  3: 'Extension is offline',
  4: 'Extension is blocked',
};

/** The texts `true` and `false` as the vendor's own JSON has them; clients also send other writings (C-305). */
function isTrue(given: Given, name: string, reading: Reading): boolean {
  const value = given[name];
  if (value === undefined) return false;
  const isOne = name === 'phoneautoanswer' && value === '1'; // the one that may be 1 (C-304)
  if (value === 'true' || value === 'false' || isOne) return value !== 'false';
  const text = shown(value).toLowerCase();
  if (!/^(true|false|1|0)$/.test(text)) throw wrong(`${name} is neither true nor false.`);
  reading.overlook(wrong(`${name} is ${shown(value)}, not the text true or false.`));
  return text === 'true' || text === '1';
}

/** What is called by `call` or `terminate`: an extension, or where the first leg goes to. */
function firstLeg(given: Given, { state, reading }: VoicenterFixtures): VoicenterExtension | string {
  const phone = textOf(given, 'phone', 1, reading);
  // Behind an extension that depends on a sign-in, the code of the sign-in names it: here the user's number (C-304).
  const login = phone === 'logincode' ? textOf(given, 'phonelogincode', 1, reading) : undefined;
  if (login === undefined && given['phonelogincode'] !== undefined)
    throw wrong('phonelogincode comes without logincode.');
  const extension = state.extensions.find(({ username, userID }) =>
    login === undefined ? username === phone : String(userID) === login,
  );
  if (extension) return extension;
  if (phone !== 'SIPTRUNK' && !isNumber(phone)) throw wrong(`There is no extension ${phone}.`);
  return phone;
}

/** The fields that do not change what the simulator does: their kinds, and that they come at all. */
function checkOthers(given: Given, reading: Reading): void {
  for (const name of ['phonemaxdialtime', 'targetmaxdialtime', 'maxduration'])
    if (given[name] !== undefined && wholeOf(given[name], name, 1) < 1) throw wrong(`${name} is no time.`);
  for (const name of ['phonecallerid', 'targetcallerid'])
    if (given[name] !== undefined && !isNumber(textOf(given, name, 1, reading))) throw wrong(`${name} is no number.`);
  if (given['language'] !== undefined && !/^[a-z]{2}$/.test(textOf(given, 'language', 1, reading)))
    throw wrong('language is none.');
  if (!/^[1-3]$/.test(shown(given['ignoredncstatus'] ?? '1'))) throw wrong('ignoredncstatus is none of 1, 2, 3.');
}

function varsOf(given: Given): Record<string, string> {
  const all = Object.keys(given).filter((name) => name.startsWith('var_'));
  if (all.length > 10) throw wrong('More than ten var_ fields (C-304).');
  return Object.fromEntries(
    all.map((name) => {
      const value = given[name];
      if (typeof value !== 'string' && typeof value !== 'number') throw wrong(`${name} is neither text nor number.`);
      return [name, String(value)];
    }),
  );
}

/** Refuses a number of the do-not-call list, as far as it is not ignored. The code is made up: no page says it. */
function checkBlacklist({ state }: VoicenterFixtures, phone: string, target: string, ignored: unknown): void {
  const bits = Number(ignored ?? 0);
  const isListed = (number: string) => state.blacklist.some(({ Phone }) => Phone === number);
  if ((isListed(target) && !(bits & 2)) || (isListed(phone) && !(bits & 1)))
    throw new CodedRefusal(2, 'The number is on the do-not-call list.');
}

/** Calls the extension, later the customer (C-308): what comes back tells of the first leg alone. */
function call(given: Given, world: VoicenterFixtures): VoicenterLiveCall {
  const { reading, state } = world;
  const leg = firstLeg(given, world);
  const target = textOf(given, 'target', 1, reading);
  const other = state.extensions.find(({ username }) => username === target);
  if (!other && !isNumber(target)) throw wrong(`${target} is neither a number nor an extension.`);
  checkOthers(given, reading);
  const isRecorded = isTrue(given, 'record', reading);
  const isAnswered = isTrue(given, 'phoneautoanswer', reading);
  const customData = varsOf(given);
  const extension = typeof leg === 'string' ? undefined : leg;
  if (isTrue(given, 'checkphonedevicestate', reading) && extension?.isOnline === false)
    throw new CodedRefusal(3, `The extension ${extension.username} is offline.`);
  if (isTrue(given, 'checktargetdevicestate', reading) && other?.isOnline === false)
    throw new CodedRefusal(3, `The extension ${other.username} is offline.`);
  if (extension?.isBlocked) throw new CodedRefusal(4, `The extension ${extension.username} is blocked.`);
  checkBlacklist(world, typeof leg === 'string' ? leg : '', target, given['ignoredncstatus']);
  state.dialed.push(Object.fromEntries(Object.entries(given).filter(([name]) => name !== 'code')));
  const made = startCall(world, {
    extension: extension?.username ?? shown(leg),
    phone: target,
    direction: 'Outgoing',
    isClick2Call: true,
    isRecorded,
    customData,
    ...(isAnswered && extension?.isOnline && { status: 'Dialing' as const }),
  });
  // A telephone that is not there never rings: the first leg is over at once (C-308).
  if (extension?.isOnline === false) finishCall(world, made.ivrid);
  return made;
}

/** Ends whatever is on the extension (C-310). With nothing there it answers 2, which is made up. */
function terminate(given: Given, world: VoicenterFixtures): void {
  checkNames(given, ['code', 'phone', 'phonelogincode', 'action', 'format'], 1);
  const leg = firstLeg(given, world);
  const phone = typeof leg === 'string' ? leg : leg.username;
  const calls = world.state.calls.filter(({ extension }) => extension === phone).map(({ ivrid }) => ivrid);
  if (!calls.length) throw new CodedRefusal(2, `There is no call on ${phone}.`);
  for (const ivrid of calls) finishCall(world, ivrid);
  world.state.terminated.push({ phone, calls });
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const xmlMember = ([name, value]: [string, string | number]) =>
  `<member><name>${name}</name><value>${
    typeof value === 'number' ? `<int>${value}</int>` : `<string>${escaped(value)}</string>`
  }</value></member>`;

/** JSON where it is asked for, else XML (C-303): a struct with a member for each name, as a public client reads it. */
function written(code: number, id: string, { given, world, faults }: ServiceCall): HttpAnswer {
  const isText = faults.textErrorCode === true;
  const answer = {
    ERRORCODE: isText ? String(code) : code,
    ERRORMESSAGE: messages[code] ?? 'Error',
    CALLID: id,
  };
  const status = code === 0 ? 200 : world.refusalStatus;
  if (/^json$/i.test(shown(given['format'] ?? '')) && !faults.xml) return { status, body: JSON.stringify(answer) };
  const members = Object.entries(answer).map(xmlMember).join('');
  const struct = `<params><param><value><struct>${members}</struct></value></param></params>`;
  return { status, type: 'text/xml', body: `<?xml version="1.0"?><methodResponse>${struct}</methodResponse>` };
}

function checkFormat({ format }: Given, reading: Reading): void {
  if (format === undefined || format === 'json') return;
  const refusal = wrong(`format is ${shown(format)}.`);
  if (typeof format !== 'string' || !/^(json|xml)$/i.test(format)) throw refusal;
  reading.overlook(refusal);
}

/** `click2call.aspx`: dials, and ends what is on an extension (C-303 to C-311). */
export const click2call: VoicenterService = {
  path: /\/ForwardDialer\/click2call\.aspx$/,
  host: /^api\./,
  secret: 'code',
  form: true,
  wrongCode: 1,
  run: (asked) => {
    const { given, world, faults } = asked;
    if (faults.callCode) throw new CodedRefusal(faults.callCode, 'A fault is set.');
    checkNames(given, names, 1, { vars: true });
    checkFormat(given, world.reading);
    const { action } = given;
    // Who sends none dials (C-311): so a `terminate` that loses its action is a call where it has a target.
    if (action === undefined) world.reading.overlook(wrong('There is no action.'));
    else if (action !== 'call' && action !== 'terminate') throw wrong(`There is no action ${shown(action)}.`);
    if (action === 'terminate') terminate(given, world);
    else return written(0, call(given, world).ivrid, asked);
    return written(0, '', asked);
  },
  refuse: (code = 1, asked) => written(code, '', asked),
};
