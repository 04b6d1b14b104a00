// The page's own tasks in a trace: by the processor's time, which other programs on the machine do not lengthen.

/** What a trace has to hold. */
export const categories = ['toplevel', 'v8'];

/**
 * Processor time of each task of the page's main thread, in milliseconds; without those that collect garbage because the
 * measuring asked for it. Where the system counts in steps of 10 ms and more, a short task may be given a whole step: none takes
 * longer than by the clock.
 */
export function tasksOf(trace) {
  const { traceEvents } = JSON.parse(String(trace));
  const isMain = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const all = traceEvents.filter(({ tdur, pid, tid }) => tdur && isMain.has(`${pid} ${tid}`));
  const asked = all.filter(({ name }) => name === 'V8.GCLowMemoryNotification');
  const holds = (task) =>
    asked.some(({ pid, tid, ts }) => pid === task.pid && tid === task.tid && ts >= task.ts && ts <= task.ts + task.dur);
  return all
    .filter((task) => /RunTask$/.test(task.name) && !holds(task))
    .map(({ tdur, dur }) => Math.min(tdur, dur) / 1000);
}
