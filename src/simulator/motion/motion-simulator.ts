import { HttpSimulator, type HttpAnswer, type HttpCall } from '../http-simulator.js';
import { checkType } from '../leniency.js';
import { motionOperations } from './operations.js';
import { freshMotion, makeMotion, type MotionOptions, type MotionState } from './state.js';
import { CodedRefusal, type WireRefusal } from '../wire-schema.js';

/** What stands after `/api/`, whatever the base. */
const apiPath = /^(?:.*[^/])?\/api\/((?:cm|voice)\/.+)$/;

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new CodedRefusal(400, `${part} is not UTF-8.`);
  }
}

/** Name and password of `Authorization: Basic …`, UTF-8. */
function isBasic(header: string | null, users: Record<string, string>): boolean {
  const all = Object.entries(users).map(([name, password]) => new TextEncoder().encode(`${name}:${password}`));
  return all.some((bytes) => header === `Basic ${btoa(String.fromCharCode(...bytes))}`);
}

/** The key of `?apikey=`, public code: seen on two other paths of the API, and by no other name (C-416). */
function hasKey({ searchParams }: URL, keys: readonly string[]): boolean {
  const given = searchParams.getAll('apikey');
  return given.length === 1 && keys.includes(given[0] ?? '');
}

/**
 * Plays xCALLY Motion (contract 1.4): nine operations, all POST with HTTP Basic, or
 * with an API key in the address. The documents say nothing of failures:
 * here they are a status without a body, 400 for what is not as documented, 401, 404, 405, 415. A success is 201 where
 * something is created, else an empty 200.
 */
export class MotionSimulator extends HttpSimulator {
  readonly #world;

  constructor(options: MotionOptions = {}) {
    super(options);
    this.#world = makeMotion(options, this.reading);
  }

  /** What the server knows. */
  get state(): MotionState {
    return this.#world.state;
  }

  /** The bytes of the newest upload, or of the newest that has this name; nothing when there is none. */
  uploaded(name?: string): Uint8Array | undefined {
    const file = this.state.files.findLast((each) => name === undefined || each.name === name);
    return file && this.#world.contents.get(file);
  }

  protected override answer(call: HttpCall): HttpAnswer {
    const path = apiPath.exec(call.url.pathname)?.[1] ?? '';
    const operation = motionOperations.find((each) => each.path.test(path));
    if (!operation) throw new CodedRefusal(404, 'There is nothing at this path.');
    if (call.method !== 'POST') throw new CodedRefusal(405, 'Only POST (C-248).');
    const { users, apiKeys } = this.#world;
    if (!isBasic(call.headers.get('Authorization'), users) && !hasKey(call.url, apiKeys))
      throw new CodedRefusal(401, 'Neither this name and password (C-249) nor this key (C-416).');
    checkType(call, operation.types, this.reading);
    if ([...call.url.searchParams.keys()].some((name) => name !== 'apikey'))
      throw new CodedRefusal(400, 'There are no parameters in the address but the key.');
    return operation.run(call, decoded(operation.path.exec(path)?.[1] ?? ''), this.#world);
  }

  protected override refusal(cause: WireRefusal): HttpAnswer {
    return { status: cause instanceof CodedRefusal ? cause.code : 400, body: '' };
  }

  protected override reset() {
    this.#world.state = freshMotion(this.#world);
    this.#world.contents.clear();
  }
}
