// The test's own clock: some tests hold the page's.
const setTimer = globalThis.setTimeout.bind(globalThis);
const now = performance.now.bind(performance);

/** Waits until something holds, however slow the machine is: the limit stands just below that of a test, to say what failed. */
export async function until(holds: () => unknown, what = 'it holds', milliseconds = 50_000): Promise<void> {
  const end = now() + milliseconds;
  while (!(await holds())) {
    if (now() > end) throw new Error(`Waited in vain until ${what}.`);
    await new Promise((resolve) => setTimer(resolve, 10));
  }
}
