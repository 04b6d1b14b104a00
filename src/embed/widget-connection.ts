// The CRM page's end of the bridge: knows which load of the widget is at the other end, and leaves no call without a word.
import { connect, type Connection, type RemoteProxy } from 'penpal';
import { CtiError, type CtiErrorCode } from '../core/errors.js';
import {
  channel,
  exactMessenger,
  protocol,
  answerValue,
  type BridgeAnswer,
  type HostSide,
  type Settings,
  type Welcome,
  type WidgetSide,
} from './protocol.js';

/** What Penpal's own errors mean here. */
const codes: Record<string, CtiErrorCode> = {
  TRANSMISSION_FAILED: 'UNREACHABLE',
  METHOD_NOT_FOUND: 'UNSUPPORTED',
  CONNECTION_DESTROYED: 'TIMEOUT',
};

/** How long a call waits for a widget that is not there yet, and for its answer, in milliseconds. */
const [patience, limit] = [5_000, 60_000];

type Act<T> = (widget: RemoteProxy<WidgetSide>) => Promise<BridgeAnswer<T>>;

export interface WidgetConnectionOptions {
  frame: HTMLIFrameElement;
  origin: string;
  connectTimeout: number;
  methods: Omit<HostSide, 'hello'>;
  /** What the widget is given at each handshake. */
  settings(): Settings;
  /** The widget is there, or why not. */
  changed(problem: CtiError | undefined): void;
}

/** One frame's connection, over all loads of its page. */
export class WidgetConnection {
  readonly #options: WidgetConnectionOptions;
  readonly #waiting = new Set<(problem?: CtiError) => void>();
  readonly #pending = new Set<(error: CtiError) => void>();
  #connection: Connection<WidgetSide> | undefined;
  #widget: RemoteProxy<WidgetSide> | undefined;
  #window: Window | null = null;
  #page: unknown;
  #isMet = false;
  #problem: CtiError | undefined;
  #alarm: ReturnType<typeof setTimeout> | undefined;

  constructor(options: WidgetConnectionOptions) {
    this.#options = options;
    const { frame } = options;
    frame.addEventListener('load', this.#onLoad);
    this.#arm();
    this.#connect(true);
  }

  get isMet(): boolean {
    return this.#isMet;
  }

  /** Asks the widget. `ifLost` says what may have happened when its answer is lost. */
  async ask<T>(act: Act<T>, ifLost: string): Promise<T> {
    if (!this.#isMet) await this.#meeting();
    return await this.#ask(act, ifLost);
  }

  /**
   * Asks for what must not be lost without a word: only once the widget has just answered. However its frame was lost before
   * that (taken out, led elsewhere, crashed), surely nothing was sent, and after 5 seconds that is said.
   */
  async askPresent<T>(act: Act<T>, ifLost: string): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const isThere = async () => {
      let answers = false;
      while (!answers && !isOver) {
        if (!this.#isMet) await this.#meeting();
        answers = await this.#answers();
      }
    };
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(this.#unreachable()), patience);
    });
    try {
      await Promise.race([isThere(), tooLate]);
    } catch (cause) {
      if (this.#isMet) this.#lose();
      throw cause;
    } finally {
      isOver = true;
      clearTimeout(timer);
    }
    return await this.#ask(act, ifLost);
  }

  close(): void {
    clearTimeout(this.#alarm);
    this.#options.frame.removeEventListener('load', this.#onLoad);
    const gone = new CtiError('CANCELED', 'The widget was taken out of the page. What it was asked may have happened.');
    this.#problem = new CtiError('CANCELED', 'The widget was taken out of the page: nothing was sent.', {
      maybeSent: false,
    });
    this.#isMet = false;
    for (const wake of [...this.#waiting]) wake(this.#problem);
    this.#dropPending(gone);
    this.#connection?.destroy();
    this.#connection = this.#widget = undefined;
  }

  async #ask<T>(act: Act<T>, ifLost: string): Promise<T> {
    const widget = this.#widget;
    if (!widget) throw this.#unreachable();
    return answerValue(await this.#settle(() => act(widget), ifLost, limit));
  }

  /** Whether the widget says anything; false when it was loaded again meanwhile. */
  async #answers(): Promise<boolean> {
    try {
      await this.#ask(async (widget) => ({ value: await widget.snapshot() }), '');
      return true;
    } catch (cause) {
      const { code } = cause as CtiError;
      if (code === 'CANCELED' || code === 'UNREACHABLE') throw this.#problem ?? cause;
      return code !== 'TIMEOUT';
    }
  }

  /** From now on the widget has so long to say who it is. */
  #arm(): void {
    clearTimeout(this.#alarm);
    this.#alarm = setTimeout(() => this.#lose(), this.#options.connectTimeout);
  }

  #connect(isQuiet: boolean): void {
    const { frame, origin, methods } = this.#options;
    this.#connection?.destroy();
    this.#widget = undefined;
    this.#window = frame.contentWindow;
    if (!this.#window) return; // out of the page; its next load tells
    // Without a prototype: the other side can name nothing else.
    const own = Object.assign(Object.create(null) as HostSide, methods, { hello: this.#hello });
    const connection = connect<WidgetSide>({
      messenger: exactMessenger(this.#window, [origin], isQuiet),
      methods: own,
      channel,
    });
    this.#connection = connection;
    connection.promise.then(
      (widget) => {
        if (this.#connection !== connection) return;
        this.#widget = widget;
        if (!isQuiet) widget.meet().catch(() => undefined); // it may take us for the one it has met
      },
      () => undefined, // the alarm tells
    );
  }

  /** The widget says who it is, at each load of its page. */
  readonly #hello: HostSide['hello'] = (greeting) => {
    const { protocol: theirs, page } = Object(greeting) as { protocol?: unknown; page?: unknown };
    if (this.#page !== undefined && this.#page !== page) this.#dropPending();
    this.#page = page;
    clearTimeout(this.#alarm);
    if (theirs === protocol) return this.#meet();
    const { origin } = this.#options;
    this.#isMet = false;
    this.#tell(
      new CtiError(
        'UNSUPPORTED',
        `The widget at ${origin} speaks version ${String(theirs)} of the bridge, this page version ${protocol}: load both from one release.`,
      ),
    );
    return { protocol };
  };

  #meet(): Welcome {
    this.#isMet = true;
    // Only once it has the settings may it be asked for more.
    queueMicrotask(() => this.#tell(undefined));
    return { protocol, settings: this.#options.settings() };
  }

  #tell(problem: CtiError | undefined): void {
    this.#problem = problem;
    for (const wake of [...this.#waiting]) wake(problem);
    this.#options.changed(problem);
  }

  #dropPending(error = new CtiError('TIMEOUT', 'The widget was loaded again before it answered.')): void {
    for (const drop of [...this.#pending]) drop(error);
  }

  #lose(): void {
    this.#isMet = false;
    this.#tell(this.#unreachable());
    this.#problem = undefined; // it may still come
    this.#connect(false);
  }

  /** A frame that was moved in the page is another window, and loads anew. */
  #move(): void {
    this.#isMet = false;
    this.#dropPending();
    this.#connect(false);
    this.#arm();
  }

  #unreachable(): CtiError {
    const { origin } = this.#options;
    const why = `Its page may not load, may forbid the frame (frame-ancestors), be at another origin, or not name ${location.origin} in portside-hosts.`;
    return new CtiError('UNREACHABLE', `The widget at ${origin} does not answer; nothing was sent. ${why}`);
  }

  /** Waits until the widget is there. Nothing was sent when it does not come. */
  #meeting(): Promise<void> {
    if (this.#problem) return Promise.reject(this.#problem);
    return new Promise((resolve, reject) => {
      const wake = (problem?: CtiError) => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        if (problem) reject(problem);
        else resolve();
      };
      const timer = setTimeout(() => wake(this.#unreachable()), patience);
      this.#waiting.add(wake);
    });
  }

  /** Penpal's calls have no end of their own when the other page goes away. */
  #settle<T>(ask: () => Promise<T>, ifLost: string, time: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        this.#pending.delete(drop);
      };
      const drop = ({ code, message, maybeSent }: CtiError) => {
        end();
        reject(new CtiError(code, code === 'TIMEOUT' ? `${message} ${ifLost}` : message, { maybeSent }));
      };
      const timer = setTimeout(() => drop(new CtiError('TIMEOUT', 'The widget did not answer.')), time);
      this.#pending.add(drop);
      const fail = (cause: unknown) => {
        const { code = '', message = '' } = Object(cause) as { code?: string; message?: string };
        drop(new CtiError(codes[code] ?? 'PROTOCOL', message));
      };
      ask().then((value) => {
        end();
        resolve(value);
      }, fail);
    });
  }

  /** The frame has another page, maybe none of ours: one that was met has to answer. */
  readonly #onLoad = () => {
    const { frame, connectTimeout } = this.#options;
    if (frame.contentWindow !== this.#window) this.#move();
    const [widget, page] = [this.#widget, this.#page];
    if (!this.#isMet || !widget) return;
    this.#settle(() => widget.snapshot() as Promise<unknown>, '', connectTimeout).catch((cause: unknown) => {
      if ((cause as CtiError).code === 'TIMEOUT' && this.#isMet && page === this.#page) this.#lose();
    });
  };
}
