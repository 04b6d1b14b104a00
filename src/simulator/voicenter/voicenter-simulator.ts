import { HttpSimulator, type HttpAnswer, type HttpCall } from '../http-simulator.js';
import { CodedRefusal, makeGuid, WireRefusal } from '../wire-schema.js';
import { agentStatus, statusList } from './agent-status.js';
import { addBlackList, removeFromBlacklist } from './blacklist.js';
import { callLog } from './call-log.js';
import { extensionList, extensionsCalls, queuesCallers } from './call-state.js';
import { click2call } from './click2call.js';
import { finishCall, letGoOn, startCall, stepCall } from './call-steps.js';
import type { VoicenterCause, VoicenterExtension, VoicenterLiveCall } from './live-call.js';
import { readFields, voicenterOperations } from './operations.js';
import { recordingMute } from './recording-mute.js';
import { givenOf, isAnswer, type ServiceCall, type VoicenterService } from './service.js';
import {
  descriptions,
  freshVoicenter,
  makeVoicenter,
  type VoicenterFaults,
  type VoicenterFixtures,
  type VoicenterOptions,
  type VoicenterState,
} from './state.js';

/** What stands after `ForwardDialer/Dialer/`, whatever the base, with one slash at the joint. */
const operationPath = /^(?:.*[^/])?\/ForwardDialer\/Dialer\/(\w+)$/;

const services: readonly VoicenterService[] = [
  click2call,
  agentStatus,
  statusList,
  recordingMute,
  extensionsCalls,
  queuesCallers,
  extensionList,
  addBlackList,
  removeFromBlacklist,
  callLog,
];
/** The vendor's own hosts: there each service is on its own (C-300). */
const vendorHost = /\.voicenter\.(com|co|co\.il)$/;

/** The service at this address, under any base or under its own host of the vendor's. */
const serviceAt = ({ hostname, pathname }: URL) =>
  services.find(
    ({ path, host }) =>
      path.test(pathname) && !pathname.includes('//') && (!vendorHost.test(hostname) || host.test(hostname)),
  );

/**
 * Plays Voicenter's dialer API (contract 1.3), 15 operations, answered with 200 and an `ErrorCode`; and what its other
 * services do (contract-calls 1.2 to 1.10, vendor pages and vendor code): click2call, the agent's state, the mute of the
 * recording, call state, the do-not-call list, the call log. What is no known path, method or content type gets 404, 405
 * or 415. Of the dialer's codes, 1 also stands for a wrong account, 2 for a call that does not wait, and 3 for everything
 * else that is not as documented. The log shows codes as they came. Calls go on by the methods, or by `course`.
 */
export class VoicenterSimulator extends HttpSimulator {
  override faults: VoicenterFaults = {};
  readonly #world;

  constructor(options: VoicenterOptions = {}) {
    super(options);
    this.#world = makeVoicenter(options, this.reading);
  }

  /** What the server knows. */
  get state(): VoicenterState {
    return this.#world.state;
  }

  /** The calls that are on at an extension, in the order they came; of all when it is absent. */
  calls(extension?: string): readonly VoicenterLiveCall[] {
    return this.state.calls.filter((call) => extension === undefined || call.extension === extension);
  }

  /** The extension with this SIP code, to be read and changed. Throws when there is none. */
  extension(username: string): VoicenterExtension {
    const found = this.state.extensions.find((each) => each.username === username);
    if (!found) throw new Error(`There is no extension ${username}.`);
    return found;
  }

  /** A customer calls, and the agent's extension rings: the first one when nothing else is said. */
  ring(incoming: Partial<VoicenterLiveCall> = {}): VoicenterLiveCall {
    return this.#told(startCall(this.#world, { ...incoming, direction: 'Incoming', status: 'Ringing' }));
  }

  /** The agent dials on the telephone itself: a call that no click2call knows. */
  dial(outgoing: Partial<VoicenterLiveCall> = {}): VoicenterLiveCall {
    return this.#told(startCall(this.#world, { ...outgoing, direction: 'Outgoing', status: 'Dialing' }));
  }

  /** The agent takes the first leg, so that the customer is dialled (C-308). */
  answerLeg1(ivrid: string): VoicenterLiveCall {
    return this.#told(stepCall(this.#world, ivrid, 'answerLeg1'));
  }

  /** The customer takes the call: the two speak. */
  answerCustomer(ivrid: string): VoicenterLiveCall {
    return this.#told(stepCall(this.#world, ivrid, 'answerCustomer'));
  }

  /** The agent takes a call that came in. */
  answerIncoming(ivrid: string): VoicenterLiveCall {
    return this.#told(stepCall(this.#world, ivrid, 'answer'));
  }

  /** The agent's telephone holds the call: no REST does (C-312). */
  hold(ivrid: string): VoicenterLiveCall {
    return this.#told(stepCall(this.#world, ivrid, 'hold'));
  }

  unhold(ivrid: string): VoicenterLiveCall {
    return this.#told(stepCall(this.#world, ivrid, 'unhold'));
  }

  /** The call ends, whoever hangs up: it simply vanishes (C-326). A first leg that rings ends as rejected. */
  end(ivrid: string, cause?: VoicenterCause): void {
    finishCall(this.#world, ivrid, cause);
    this.changed();
  }

  /** Somebody comes to wait in a queue; the first one when nothing else is said. Gives the `CallID`. */
  queueCaller(phone: string, queue?: number): string {
    const found = this.state.queues.find(({ ID }) => queue === undefined || ID === queue);
    if (!found) throw new Error(`There is no queue ${String(queue)}.`);
    const CallID = `${String(found.ID)}${String(this.#world.now())}`;
    found.Callers.push({ Phone: phone, CallID, JoinTime: Math.floor(this.#world.now() / 1000) });
    this.changed();
    return CallID;
  }

  /** Sets an agent's state as the agent does at the telephone itself (C-314). */
  setStatus(username: string, status: number): void {
    const extension = this.extension(username);
    extension.onlineUserStatus = status;
    extension.onlineUserID = status === 2 ? 0 : extension.userID;
    this.changed();
  }

  #told(call: VoicenterLiveCall): VoicenterLiveCall {
    letGoOn(this.#world, call, () => this.changed());
    this.changed();
    return call;
  }

  protected override answer(call: HttpCall): HttpAnswer {
    const faults = this.faultsAt(call.url);
    const service = serviceAt(call.url);
    if (service) return this.#serve(service, call, faults);
    try {
      return this.#operate(call, faults);
    } catch (cause) {
      if (!(cause instanceof WireRefusal)) throw cause;
      const code = cause instanceof CodedRefusal ? cause.code : 3;
      const said = code < 100 ? this.#says(code, faults) : { status: code, body: '' };
      return { ...said, refused: cause.message };
    }
  }

  protected override refusal(): HttpAnswer {
    return { status: 404, body: '' }; // each service refuses in its own way
  }

  protected override reset() {
    this.#world.state = freshVoicenter(this.#world);
    this.#world.logAsked.length = 0;
    this.#world.snapshots.clear();
  }

  #operate(call: HttpCall, faults: VoicenterFaults): HttpAnswer {
    const { hostname, pathname } = call.url;
    const path = operationPath.exec(pathname)?.[1] ?? '';
    const isHere = !vendorHost.test(hostname) || hostname.startsWith('api.');
    const operation = isHere && Object.hasOwn(voicenterOperations, path) ? voicenterOperations[path] : undefined;
    if (!operation) throw new CodedRefusal(404, 'There is nothing at this path.');
    if (call.method !== 'GET' && call.method !== 'POST') throw new CodedRefusal(405, `There is no ${call.method}.`);
    if (faults.foreignAddress) throw new CodedRefusal(403, 'A fault is set.');
    if (faults.errorCode) throw new CodedRefusal(faults.errorCode, 'A fault is set.');
    const fields = readFields(call, operation, this.#world);
    const said = operation.run(fields as never, this.#judging(faults));
    if (!operation.beside) return this.#says(0, faults, { Data: said });
    const { AddResult = [] } = (said ?? {}) as { AddResult?: { ErrorCode: number }[] };
    const wrong = AddResult.filter(({ ErrorCode }) => ErrorCode !== 0).length;
    const refused = wrong > 0 && { refused: `${wrong} of ${AddResult.length} rows are not as documented.` };
    return { ...this.#says(0, faults, { ...(said as object | undefined) }), ...refused };
  }

  #serve(service: VoicenterService, call: HttpCall, faults: VoicenterFaults): HttpAnswer {
    const asked: ServiceCall = { given: {}, isQuery: call.method === 'GET', world: this.#judging(faults), faults };
    const written = (said: object): HttpAnswer => (isAnswer(said) ? said : { status: 200, body: JSON.stringify(said) });
    try {
      // The log alone answers an address that is not entered with its own number (C-345).
      if (faults.foreignAddress) throw new CodedRefusal(service === callLog ? 4 : 403, 'A fault is set.');
      asked.given = givenOf(call, service, this.#world);
      const { secret, checksSecret, wrongCode } = service;
      if (secret && !checksSecret && asked.given[secret] !== asked.world.account)
        throw new CodedRefusal(wrongCode, 'This code is not the account’s.');
      const before = new Set(this.state.calls);
      const answer = written(service.run(asked));
      for (const made of this.state.calls) if (!before.has(made)) this.#told(made);
      return answer;
    } catch (cause) {
      if (!(cause instanceof WireRefusal)) throw cause;
      const code = cause instanceof CodedRefusal ? cause.code : undefined;
      // 400 and 404 are also the recording's own codes: these three are what is no request of a service at all.
      if (code === 403 || code === 405 || code === 415) return { status: code, body: '', refused: cause.message };
      return { ...written(service.refuse(code, asked)), refused: cause.message };
    }
  }

  /** The server as it judges a request: with another account's code where that fault is set. */
  #judging({ wrongCode }: VoicenterFaults): VoicenterFixtures {
    return wrongCode ? { ...this.#world, account: makeGuid() } : this.#world;
  }

  #says(code: number, faults: VoicenterFaults, data: object = {}): HttpAnswer {
    const Description = descriptions[this.#world.dialect][code];
    const ErrorCode = faults.textErrorCode ? String(code) : code;
    const json = JSON.stringify({ Data: undefined, ...data, ErrorCode, Description });
    return { status: 200, body: faults.unquoted ? json.replace(/"(\w+)":/g, '$1: ') : json };
  }
}
