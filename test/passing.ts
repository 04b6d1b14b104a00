import type { Clock } from './clock.js';

/** Moves the clock from timer to timer until the promise has an end, and gives that. */
export async function passing<T>(clock: Clock, promise: Promise<T>): Promise<T> {
  let isOver = false;
  const end = () => void (isOver = true);
  promise.then(end, end);
  while (!isOver) await clock.nextAsync();
  return promise;
}

/** Whether the promise has an end when the clock was moved by so many milliseconds. */
export async function isOverAfter(clock: Clock, milliseconds: number, promise: Promise<unknown>): Promise<boolean> {
  let isOver = false;
  const end = () => void (isOver = true);
  promise.then(end, end);
  await clock.tickAsync(milliseconds);
  return isOver;
}
