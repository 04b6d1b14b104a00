import type { CtiClient, CurrentCall } from '../../core/client.js';
import { isSameCall, type CallIdentity } from '../shared/call-identity.js';

/** The calls that are on, but those that only ring here. */
export const callsOn = ({ calls }: CtiClient): readonly CurrentCall[] =>
  calls.filter(({ state }) => state !== 'incoming');

/** The call that the agent speaks with: a consultation that is not on hold, else the one in hand. */
export function spokenWith(client: CtiClient): CurrentCall | undefined {
  const calls = callsOn(client);
  return (
    calls.find(({ consults, state }) => consults && state !== 'held') ??
    calls.find((call) => isSameCall(call, client.current)) ??
    calls[0]
  );
}

/** Names the call of a command, where it has a name. */
export const namedCall = (call: CurrentCall | undefined): { call?: string } => (call?.guid ? { call: call.guid } : {});

type Flag = 'held' | 'muted' | 'recordingPaused';

/** What is told of a call; nothing of whether it is held where its dialer tells no states. */
function toldOf({ state, muted, recordingPaused }: CurrentCall, flag: Flag): boolean | undefined {
  if (flag === 'held') return state === 'placed' || state === 'unknown' ? undefined : state === 'held';
  return flag === 'muted' ? muted : recordingPaused;
}

/** What is held, muted or paused: as its dialer tells; where that tells nothing of it, as this page did it last. */
export class CallFlags {
  #done: { call: CallIdentity; flag: Flag; isOn: boolean; toldThen: boolean | undefined }[] = [];

  /** It was done by this page, as far as its reply says. */
  note(call: CurrentCall | undefined, flag: Flag, isOn: boolean): void {
    if (!call) return;
    const others = this.#done.filter((each) => each.flag !== flag || !isSameCall(each.call, call));
    this.#done = [...others.slice(-20), { call, flag, isOn, toldThen: toldOf(call, flag) }];
  }

  isOn(call: CurrentCall | undefined, flag: Flag): boolean {
    if (!call) return false;
    const told = toldOf(call, flag);
    const done = this.#done.find((each) => each.flag === flag && isSameCall(each.call, call));
    if (!done || done.toldThen !== told) this.#done = this.#done.filter((each) => each !== done);
    else if (flag !== 'held' || told === undefined) return done.isOn;
    return !!told;
  }
}
