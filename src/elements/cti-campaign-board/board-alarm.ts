import { notificationLeave } from '../../core/call-alerts.js';
import { attempt } from '../../core/platform.js';
import { Ringer } from '../shared/ringer.js';
import type { Mark } from './board-limits.js';

/** What is beyond a limit: of which campaign, and in words. */
export interface Passed {
  id: string;
  name: string;
  marks: readonly Mark[];
}

/** How long a tone is, in milliseconds. */
const toneTime = 1000;

/** Tells of figures that pass a limit, as the supervisor wants to be told. */
export class BoardAlarm {
  /** What is beyond its limit now, by campaign and column. */
  #passed: ReadonlySet<string> = new Set();
  #isFirst = true;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  readonly #ringer: Ringer;

  /** @param failed - a sound was not heard */
  constructor(failed: ConstructorParameters<typeof Ringer>[0]) {
    this.#ringer = new Ringer(failed);
  }

  /** What was so when the page came is no news. */
  hear(passed: readonly Passed[], { sound, notification }: { sound: boolean; notification: boolean }): void {
    const now = new Set<string>();
    const news: Passed[] = [];
    for (const each of passed) {
      const over = each.marks.filter(({ level }) => level === 'over');
      const keys = over.map(({ key }) => `${each.id} ${key}`);
      if (keys.some((key) => !this.#passed.has(key))) news.push({ ...each, marks: over });
      for (const key of keys) now.add(key);
    }
    const isFirst = this.#isFirst;
    this.#passed = now;
    this.#isFirst = false;
    if (isFirst || !news.length) return;
    if (sound) this.#ring();
    if (notification) notify(news);
  }

  /** Of another dialer nothing is known. */
  forget(): void {
    this.#passed = new Set();
    this.#isFirst = true;
    this.silence();
  }

  silence(): void {
    clearTimeout(this.#quiet);
    this.#ringer.ring(undefined);
  }

  #ring(): void {
    this.silence();
    this.#ringer.ring(true);
    this.#quiet = setTimeout(() => this.silence(), toneTime);
  }
}

/** One notification for a round: what passed first in its title, all of it below. */
function notify(news: readonly Passed[]): void {
  if (notificationLeave() !== 'granted') return;
  const lines = news.map(({ name, marks }) => `${name}: ${marks.map(({ text }) => text).join(', ')}`);
  attempt(() => new Notification(lines[0] ?? '', { body: lines.slice(1, 6).join('\n'), tag: 'portside-board' }));
}
