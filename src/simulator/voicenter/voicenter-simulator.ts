import { HttpSimulator, type HttpAnswer, type HttpCall } from '../http-simulator.js';
import { readFields, voicenterOperations } from './operations.js';
import {
  descriptions,
  freshVoicenter,
  makeVoicenter,
  type VoicenterFaults,
  type VoicenterOptions,
  type VoicenterState,
} from './state.js';
import { CodedRefusal, type WireRefusal } from '../wire-schema.js';

/** What stands after `ForwardDialer/Dialer/`, whatever the base, with one slash at the joint. */
const operationPath = /^(?:.*[^/])?\/ForwardDialer\/Dialer\/(\w+)$/;

/**
 * Plays Voicenter's dialer API (contract 1.3): 15 operations, answered with 200 and an `ErrorCode`. What is no known path,
 * method or content type gets 404, 405 or 415. Of the codes, 1 also stands for a wrong account, 2 for a call that does
 * not wait, and 3 for everything else that is not as documented. The log shows campaign codes as they came.
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

  protected override answer(call: HttpCall): HttpAnswer {
    const path = operationPath.exec(call.url.pathname)?.[1] ?? '';
    const operation = Object.hasOwn(voicenterOperations, path) ? voicenterOperations[path] : undefined;
    if (!operation) throw new CodedRefusal(404, 'There is nothing at this path.');
    if (call.method !== 'GET' && call.method !== 'POST') throw new CodedRefusal(405, `There is no ${call.method}.`);
    if (this.faults.errorCode) throw new CodedRefusal(this.faults.errorCode, 'A fault is set.');
    return this.#says(0, operation.run(readFields(call, operation, this.reading) as never, this.#world));
  }

  protected override refusal(cause: WireRefusal): HttpAnswer {
    const code = cause instanceof CodedRefusal ? cause.code : 3;
    return code < 100 ? this.#says(code) : { status: code, body: '' };
  }

  protected override reset() {
    this.#world.state = freshVoicenter(this.#world.campaigns);
  }

  #says(code: number, data?: unknown): HttpAnswer {
    const { textErrorCode, unquoted } = this.faults;
    const answer = { Data: data, ErrorCode: textErrorCode ? String(code) : code, Description: descriptions[code] };
    const json = JSON.stringify(answer);
    return { status: 200, body: unquoted ? json.replace(/"(\w+)":/g, '$1: ') : json };
  }
}
