import { CodedRefusal, shown } from '../wire-schema.js';
import type { VoicenterExtension, VoicenterLiveCall } from './live-call.js';
import { checkNames, textOf, type ServiceCall, type VoicenterService } from './service.js';
import type { VoicenterFixtures } from './state.js';

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);

/** The row of a call, by the printed names (C-325). */
const callRow = (call: VoicenterLiveCall) => ({
  callStarted: seconds(call.startedAt),
  callAnswered: seconds(call.answeredAt),
  answered: call.answeredAt > 0 ? 1 : 0,
  callername: call.name,
  callerphone: call.phone,
  callstatus: call.status,
  customdata: call.customData,
  direction: call.direction,
  ivrid: call.ivrid,
  recording: { Filename: call.isRecorded ? `${call.ivrid}.mp3` : '', IsMuted: call.isMuted ? 1 : 0 },
  did: call.did,
});

/** The row of an extension, by the printed names (C-324). */
const extensionRow = (extension: VoicenterExtension, { state }: VoicenterFixtures) => ({
  name: extension.name,
  representative: extension.name,
  username: extension.username,
  extensionID: extension.extensionID,
  userID: extension.userID,
  onlineUserID: extension.onlineUserID,
  onlineUserStatus: extension.onlineUserStatus,
  calls: state.calls.filter((call) => call.extension === extension.username).map(callRow),
});

/** The rows now, or those of before where the vendor tells stale ones (C-327). */
function snapshotOf(key: string, { snapshots, stale, now }: VoicenterFixtures, make: () => unknown[]): unknown[] {
  const known = snapshots.get(key);
  if (known && now() - known.at < stale) return known.rows;
  const rows = structuredClone(make());
  snapshots.set(key, { at: now(), rows });
  return rows;
}

const err = (code: number, desc: string, { textErrorCode }: ServiceCall['faults']) => ({
  ERR: textErrorCode ? String(code) : code,
  DESC: desc,
});

const refuse: VoicenterService['refuse'] = (code = 1, { faults }) =>
  err(code, code === 1 ? 'Authorization failed.' : 'Invalid parameters.', faults);

function checkErr({ faults }: ServiceCall): void {
  if (faults.err) throw new CodedRefusal(faults.err, 'A fault is set.');
}

/** Calls of all extensions, or of one; nothing of one that is not there (C-323 to C-326). */
export const extensionsCalls: VoicenterService = {
  path: /\/comet\/API\/GetExtensionsCalls$/,
  host: /^monapisec\./,
  secret: 'code',
  wrongCode: 1,
  run: (asked) => {
    const { given, world, faults } = asked;
    checkErr(asked);
    checkNames(given, ['code', 'extension'], 2);
    const sip = given['extension'] === undefined ? undefined : textOf(given, 'extension', 2, world.reading);
    const rows = snapshotOf(`extension ${sip ?? ''}`, world, () =>
      world.state.extensions
        .filter(({ username }) => sip === undefined || username === sip)
        .map((extension) => extensionRow(extension, world)),
    );
    return { ...err(0, 'OK', faults), EXTENSIONS: rows };
  },
  refuse,
};

/** Who waits in which queue (C-328). */
export const queuesCallers: VoicenterService = {
  path: /\/comet\/API\/GetQueuesCallers$/,
  host: /^monapisec\./,
  secret: 'code',
  wrongCode: 1,
  run: (asked) => {
    const { given, world, faults } = asked;
    checkErr(asked);
    checkNames(given, ['code', 'queue'], 2);
    const queue = given['queue'] === undefined ? undefined : textOf(given, 'queue', 2, world.reading);
    const now = seconds(world.now());
    const rows = snapshotOf(`queue ${queue ?? ''}`, world, () =>
      world.state.queues
        .filter(({ ID }) => queue === undefined || String(ID) === queue)
        .map(({ Callers, ...each }) => ({
          ...each,
          Callers: Callers.map((caller) => ({ ...caller, Duration: now - caller.JoinTime })),
        })),
    );
    return { ...err(0, 'OK', faults), QUEUES: rows };
  },
  refuse,
};

/** The account's extensions. A wrong code is no refusal: it has none (C-329). */
export const extensionList: VoicenterService = {
  path: /\/Comet\/api\/GetExtensions$/,
  host: /^monitor\./,
  secret: 'code',
  checksSecret: true,
  wrongCode: 1,
  run: (asked) => {
    const { given, world, faults } = asked;
    checkErr(asked);
    checkNames(given, ['code', 'showAll'], 2);
    const { code, showAll = '0' } = given;
    if (typeof code !== 'string' || !/^\w+$/.test(code)) throw new CodedRefusal(1, 'The code is badly formed.');
    if (!/^[01]$/.test(shown(showAll))) throw new CodedRefusal(2, 'showAll is neither 1 nor 0.');
    const isOurs = code === world.account;
    // What `showAll` adds no page says; here those whom nobody has.
    const rows = isOurs ? world.state.extensions.filter(({ userID }) => userID > 0 || shown(showAll) === '1') : [];
    return {
      ...err(0, 'OK', faults),
      EXTENSIONS: rows.map(({ username, name }, index) => ({
        SIP: username,
        Name: name,
        SpeedDial: String(101 + index),
        AccountID: 1,
        AccountName: 'Made up',
        UserName: name,
        UserEmail: `${username.toLowerCase()}@example.com`,
      })),
    };
  },
  refuse,
};
