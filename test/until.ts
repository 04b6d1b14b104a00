// The test's own clock: some tests hold the page's.
const setTimer = globalThis.setTimeout.bind(globalThis);

/** Waits until something holds, however slow the machine is. */
export async function until(holds: () => unknown, what = 'it holds', milliseconds = 8_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited in vain until ${what}.`);
    await new Promise((resolve) => setTimer(resolve, 10));
  }
}
