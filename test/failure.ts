import type { CtiError } from '../src/core/errors.js';

/** What a promise that must fail fails with; from a frame of its own, the same words of another page's class. */
export const failure = (promise: Promise<unknown>): Promise<CtiError> =>
  promise.then(
    (value) => Promise.reject(new Error(`expected a failure, got ${JSON.stringify(value)}`)),
    (cause: CtiError) => cause,
  );
