// Properties are tried with a seed that is known, so that a failure comes again. The soak takes another seed each time,
// and ten times the runs.
import fc from 'fast-check';

declare const TEST_SEED: number;
declare const TEST_TIMES: number;

/** So many runs, or as many times more as the soak wants. */
export const runs = (count: number) => count * TEST_TIMES;

fc.configureGlobal({ seed: TEST_SEED, numRuns: runs(100) });

export { fc };
