// Tells of a call while nobody looks at its tab. The CRM page's side of the bridge has the same, without Lit and without a catalogue of sentences.
import type { CurrentCall } from './call-journal.js';
import { attempt } from './platform.js';
import { ToldCalls } from './told-calls.js';

/** What is told of a call. */
export type AlertCall = Pick<CurrentCall, 'guid' | 'destination' | 'campaign' | 'state' | 'name'>;

/** What is said, in the language of whoever shows it. */
export interface AlertWords {
  /** The title of the tab: who calls, before the title that the page has. */
  title(who: string, title: string): string;
  /** First line of a notification. */
  heading(isIncoming: boolean): string;
  /** Who calls where nobody says. */
  nobody(): string;
}

export interface AlertSettings extends AlertWords {
  /** Whether a notification is wanted. It needs the browser's leave beside. */
  isWanted(): boolean;
  /** Whether it says who calls: it is read on a locked screen, too. */
  saysWho(): boolean;
  /** Another call is there that nobody has seen. */
  came?(call: AlertCall): void;
}

/** What a page needs for that: a window of the browser, or what plays one. */
type Tab = Pick<Window, 'document' | 'focus' | 'addEventListener' | 'removeEventListener'> & {
  readonly top: Pick<Window, 'document'> | null;
  readonly isSecureContext: boolean;
  readonly Notification?: typeof Notification;
};

/** What became of the question whether a page may notify; `absent` where it never may: in a frame of another site, over http. */
export type NotificationLeave = 'granted' | 'denied' | 'absent';

/** Under this a page knows whose words stand in its title: a frame of its own site may have a panel, too. */
const writer = Symbol.for('portside-title');

/** The page that the tab shows, for its title; nothing in a frame of another site. */
const tabPage = (tab: Tab): (Document & { [writer]?: unknown }) | undefined => attempt(() => tab.top?.document);

/** The browser's notifications; nothing where a page cannot have them. */
const notifications = (tab: Tab) => (tab.isSecureContext && tabPage(tab) ? tab.Notification : undefined);

/** Whether notifications may be shown, without asking: `default` where nobody was asked yet. */
export const notificationLeave = (tab: Tab = window): NotificationPermission | 'absent' =>
  notifications(tab)?.permission ?? 'absent';

/** Asks for leave, which browsers want to come from a press. `denied` also where the question was closed: it can be asked again. */
export async function askLeave(tab: Tab = window): Promise<NotificationLeave> {
  const asked = await attempt(() => notifications(tab)?.requestPermission())?.catch(() => 'denied' as const);
  return asked === 'default' ? 'denied' : (asked ?? 'absent');
}

const isolated = (text: string | undefined, mark = '\u2068') => text && `${mark}${text}\u2069`;

/** A call that nobody has answered or seen. */
interface Waiting {
  call: AlertCall;
  isTold: boolean;
  notification?: Notification | undefined;
}

/**
 * Tells of calls while their tab is hidden: by its title, and by a notification where that is wanted. A call that comes in is
 * told until it is answered or over; one that somebody else placed, until the tab is seen.
 */
export class CallAlerts {
  readonly #settings: AlertSettings;
  readonly #tab: Tab;
  readonly #told = new ToldCalls();
  readonly #waiting = new Map<string, Waiting>();
  /** The title that the page had, and what stands there instead. */
  #title: { before: string; shown: string } | undefined;
  /** Whom this tab dialled last: a portal may name that call by another guid. */
  #dialled = '';

  constructor(settings: AlertSettings, tab: Tab = window) {
    this.#settings = settings;
    this.#tab = tab;
    tab.document.addEventListener('visibilitychange', this.#onLook);
    tab.addEventListener('pagehide', this.clear); // the browser would show them on
  }

  /** Hears of a call in each of its states. `isOwn`: this tab dialled it, or knew it before. */
  hear(call: AlertCall, isOwn: boolean): void {
    const { guid, state, destination } = call;
    const told = guid && this.#told.add(call);
    if (!told) return;
    const isAgain = !!destination && destination === this.#dialled;
    if (told.isNew) this.#dialled = isOwn ? destination : '';
    const known = this.#waiting.get(guid);
    const isUnseen = known ? known.call.state !== 'incoming' : told.isNew && !isOwn && !isAgain && this.#isHidden;
    const isTold = known?.isTold || !this.#isHidden; // a call that was seen is notified no more
    if (state === 'incoming' || (isUnseen && state !== 'ended')) this.#waiting.set(guid, { ...known, call, isTold });
    else this.#drop(guid);
    this.#show();
    if (this.#isHidden && !known && this.#waiting.has(guid)) this.#settings.came?.(call);
  }

  /** Leaves those calls alone that are still on. */
  keepOnly(guids: readonly (string | undefined)[]): void {
    for (const guid of this.#waiting.keys()) if (!guids.includes(guid)) this.#drop(guid);
    this.#show();
  }

  /** Takes back all that was told. */
  readonly clear = (): void => this.keepOnly([]);

  close(): void {
    this.clear();
    this.#tab.document.removeEventListener('visibilitychange', this.#onLook);
    this.#tab.removeEventListener('pagehide', this.clear);
  }

  get #isHidden(): boolean {
    return this.#tab.document.visibilityState === 'hidden';
  }

  /** Who leaves the tab has seen what waits in it, too. */
  readonly #onLook = () => {
    for (const [guid, waiting] of this.#waiting) {
      waiting.isTold = true;
      waiting.notification?.close();
      if (waiting.call.state !== 'incoming') this.#drop(guid);
    }
    this.#show();
  };

  #drop(guid: string): void {
    this.#waiting.get(guid)?.notification?.close();
    this.#waiting.delete(guid);
  }

  #show(): void {
    const waiting = this.#isHidden ? [...this.#waiting.values()] : [];
    this.#write(waiting.at(-1)?.call);
    for (const each of waiting) {
      if (each.isTold) continue;
      each.isTold = true;
      each.notification = this.#notify(each.call);
    }
  }

  /** What the page wrote itself meanwhile is its title from now on. */
  #write(call: AlertCall | undefined): void {
    const page = tabPage(this.#tab);
    if (!page || (page[writer] ??= this) !== this) return;
    const before = this.#title?.shown === page.title ? this.#title.before : page.title;
    const title = call ? this.#settings.title(this.#who(call), before) : before;
    if (page.title !== title) page.title = title;
    this.#title = call && { before, shown: page.title }; // as the browser has it
    if (!call) page[writer] = undefined;
  }

  #who({ name, destination }: AlertCall): string {
    return [isolated(name), isolated(destination, '\u2066')].filter(Boolean).join(' ') || this.#settings.nobody();
  }

  /** One for each call: two tabs give it one name. Some telephones' browsers have no such notifications, and throw. */
  #notify(call: AlertCall): Notification | undefined {
    const settings = this.#settings;
    const Maker = notifications(this.#tab);
    if (Maker?.permission !== 'granted' || !settings.isWanted()) return undefined;
    const body = [settings.saysWho() && this.#who(call), isolated(call.campaign)].filter(Boolean).join(' · ');
    const heading = settings.heading(call.state === 'incoming');
    const made = attempt(() => new Maker(heading, { body, tag: `portside ${call.guid}` }));
    if (!made) return undefined;
    made.onclick = () => {
      this.#tab.focus();
      made.close();
    };
    return made;
  }
}
