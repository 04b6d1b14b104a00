// What the lanes set in the code that they run.

/** Where the properties begin, and how many times more runs they make: the soak changes both. */
export const seed = Number(process.env.SEED ?? 20261129);
export const times = Number(process.env.TIMES ?? 1);

export const defined = { PORTSIDE_VERSION: '""', TEST_SEED: String(seed), TEST_TIMES: String(times) };
