import { makeGuid } from '../wire-schema.js';
import type { VoicenterFixtures } from './state.js';
import type { VoicenterCause, VoicenterLiveCall } from './live-call.js';

/** The call with this id. Throws when there is none. */
function liveCall({ state }: VoicenterFixtures, ivrid: string): VoicenterLiveCall {
  const found = state.calls.find((each) => each.ivrid === ivrid);
  if (!found) throw new Error(`There is no call ${ivrid}.`);
  return found;
}

/** Twelve digits of the time and ten random ones, as the printed ids begin. */
const newId = (now: number) =>
  new Date(now).toISOString().replace(/\D/g, '').slice(0, 12) + makeGuid().replace(/-/g, '').slice(0, 10);

/** A new call, as far as nothing else is said: an incoming one that rings. */
export function startCall(world: VoicenterFixtures, said: Partial<VoicenterLiveCall>): VoicenterLiveCall {
  const now = world.now();
  const call: VoicenterLiveCall = {
    ivrid: newId(now),
    extension: world.state.extensions[0]?.username ?? '',
    phone: '0722776772',
    name: '',
    direction: 'Incoming',
    status: 'Ringing',
    isClick2Call: false,
    startedAt: now,
    answeredAt: 0,
    did: '',
    isRecorded: false,
    isMuted: false,
    customData: {},
    ...said,
  };
  world.state.calls.push(call);
  return call;
}

/** Which status each step leads from and to; of a click2call the first answer is the agent's. */
const steps = {
  answerLeg1: { from: ['Ringing'], to: 'Dialing' },
  answerCustomer: { from: ['Dialing'], to: 'Talking' },
  answer: { from: ['Ringing'], to: 'Talking' },
  hold: { from: ['Talking'], to: 'Hold' },
  unhold: { from: ['Hold'], to: 'Talking' },
} as const;

/** A step of a call. Throws when the call is at another place: then the test is wrong. */
export function stepCall(world: VoicenterFixtures, ivrid: string, step: keyof typeof steps): VoicenterLiveCall {
  const call = liveCall(world, ivrid);
  const { from, to } = steps[step];
  const isOwn = step !== 'answerLeg1' || call.isClick2Call;
  const isOther = step !== 'answer' || !call.isClick2Call;
  if (!(from as readonly string[]).includes(call.status) || !isOwn || !isOther)
    throw new Error(`${step} does not fit a call that is ${call.status}.`);
  call.status = to;
  if (to === 'Talking' && call.answeredAt === 0) call.answeredAt = world.now();
  return call;
}

/** The call is over: it vanishes from call state (C-326), and its rows come into the call log later (C-346). */
export function finishCall(world: VoicenterFixtures, ivrid: string, cause?: VoicenterCause): void {
  const { state, now, logDelay } = world;
  const call = liveCall(world, ivrid);
  const at = now();
  state.calls = state.calls.filter((each) => each !== call);
  // The first leg that nobody took is told as rejected (C-308).
  const said = cause ?? (call.isClick2Call && call.status === 'Ringing' ? 'Call Rejected' : 'Normal hangup');
  state.ended.push({ ivrid, cause: said, at });
  for (const row of rowsOf(world, call, at)) state.callLog.push({ row, from: at + logDelay });
}

/** How a call went, in the words of the log (C-346). */
function dialStatusOf({ direction, status, answeredAt }: VoicenterLiveCall): string {
  if (answeredAt > 0) return 'ANSWER';
  if (direction === 'Incoming') return 'ABANDONE';
  return status === 'Dialing' ? 'NOANSWER' : 'CANCEL';
}

/** Who called whom: an extension by its SIP code. */
function endsOf({ direction, extension, phone, did }: VoicenterLiveCall) {
  return direction === 'Incoming'
    ? { CallerNumber: phone, TargetNumber: did, TargetExtension: extension, CallerExtension: '' }
    : { CallerNumber: extension, TargetNumber: phone, TargetExtension: '', CallerExtension: extension };
}

/** The rows of a call that has ended, with every name that can be asked for (C-344, C-346). */
function rowsOf({ state }: VoicenterFixtures, call: VoicenterLiveCall, at: number): Record<string, unknown>[] {
  const { name = '', userID = 0 } = state.extensions.find(({ username }) => username === call.extension) ?? {};
  const answeredAt = call.answeredAt || at;
  const row = {
    ...endsOf(call),
    Date: new Date(call.startedAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    DateEpoch: Math.floor(call.startedAt / 1000),
    Duration: Math.round((at - answeredAt) / 1000),
    CallID: call.ivrid,
    ...(call.direction === 'Incoming'
      ? { Type: 'Incoming Call', CdrType: 1 }
      : { Type: 'Extension Outgoing', CdrType: 4 }),
    DialStatus: dialStatusOf(call),
    DID: call.did,
    QueueName: '',
    RecordURL: call.isRecorded ? `https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/${call.ivrid}.mp3` : '',
    RecordExpect: call.isRecorded,
    Price: 0,
    RingTime: Math.round((answeredAt - call.startedAt) / 1000),
    RepresentativeName: name,
    RepresentativeCode: String(userID),
    UserName: name,
    UserId: userID,
    DTMFData: [],
    CustomData: call.customData,
    DepartmentName: '',
    DepartmentId: 0,
    TargetPrefixName: '',
  };
  if (!call.isClick2Call) return [row];
  const leg1 = { ...row, Type: 'Click2Call leg1', CdrType: 9 };
  // The customer was dialled only after the agent had answered.
  return call.status === 'Ringing' ? [leg1] : [leg1, { ...row, Type: 'Click2Call leg2', CdrType: 10 }];
}

/** Lets the call go on by itself, as far as the course says; a step that does not fit any more is left out. */
export function letGoOn(world: VoicenterFixtures, call: VoicenterLiveCall, told: () => void): void {
  const { course, wait } = world;
  const next = (milliseconds: number | undefined, status: VoicenterLiveCall['status'], act: () => void) => {
    if (milliseconds === undefined) return;
    wait(() => {
      if (!world.state.calls.includes(call) || call.status !== status) return;
      act();
      told();
      goOn();
    }, milliseconds);
  };
  const goOn = () => {
    if (!course || !world.state.calls.includes(call)) return;
    if (call.status === 'Ringing' && call.isClick2Call)
      next(course.answerLeg1, 'Ringing', () => stepCall(world, call.ivrid, 'answerLeg1'));
    else if (call.status === 'Dialing')
      next(course.answerCustomer, 'Dialing', () => stepCall(world, call.ivrid, 'answerCustomer'));
    else if (call.status === 'Talking') next(course.talk, 'Talking', () => finishCall(world, call.ivrid));
  };
  goOn();
}
