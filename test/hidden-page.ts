// Plays to a test's page that nobody looks at it, and what its browser's notifications do.

/** Plays a page that is looked at, or not. */
export function look(state: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** In the place of the browser's notifications: a test's page has leave only as the test says. */
export class Notifications {
  /** What was shown: heading and text. */
  readonly shown: string[] = [];
  /** How many stand there. */
  open = 0;
  asked = 0;
  /** What the agent answers; from then on that is so. */
  answer: NotificationPermission = 'granted';
  readonly #own = window.Notification;

  constructor(permission: NotificationPermission = 'default') {
    const requestPermission = () => {
      this.asked++;
      return Promise.resolve((Played.permission = this.answer));
    };
    const notifications = this;
    class Played {
      static permission = permission;
      static requestPermission = requestPermission;
      #isOpen = true;
      constructor(heading: string, { body = '' }: NotificationOptions) {
        notifications.shown.push(`${heading}: ${body}`);
        notifications.open++;
      }
      close(): void {
        if (this.#isOpen) notifications.open--;
        this.#isOpen = false;
      }
    }
    window.Notification = Played as never;
  }

  /** Gives the browser its own ones back, and lets the page be seen. */
  end(): void {
    window.Notification = this.#own;
    look('visible');
    Reflect.deleteProperty(document, 'visibilityState');
  }
}
