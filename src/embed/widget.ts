// The frame's side of the bridge: the script of `widget.html`.
import { msg, str } from '@lit/localize';
import { connect, type RemoteProxy } from 'penpal';
import { CtiError } from '../core/errors.js';
import { readAllowedOrigins } from './allowed-origins.js';
import { EventReporter } from './event-reporter.js';
import {
  answer,
  channel,
  exactMessenger,
  plainError,
  protocol,
  answerValue,
  type HostSide,
  type WidgetSide,
} from './protocol.js';
import { shimSessionStorage } from './session-storage-shim.js';
import { readAuthorization, readDial, readSettings, readWelcome } from './settings-schema.js';
import { WidgetSession } from './widget-session.js';

/** Milliseconds until a CRM page that says nothing is called missing. */
const connectTimeout = 10_000;

/** Names this load of the page. `randomUUID` is not there on http. */
const page = crypto.getRandomValues(new Uint32Array(4)).join('-');

const look = new CSSStyleSheet();
look.replaceSync(`
body { margin: 0; padding: 8px; background: Canvas; color: CanvasText; font: 14px/1.4 system-ui, sans-serif; }
h1 { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
#status { margin: 0; }
#status:empty { display: none; }
cti-session { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; }`);

/** Says what this page waits for or refuses, where the agent and the integrator see it. */
function say(text: string): void {
  const line = document.querySelector('#status') ?? document.body;
  line.textContent = text;
}

/** Everything behind the handshake. */
class Widget {
  #host: RemoteProxy<HostSide> | undefined;
  #widgetSession: WidgetSession | undefined;
  #report: EventReporter | undefined;
  /** Why there is no session. */
  #problem: CtiError | undefined;
  #open: () => void = () => undefined;
  /** Whatever the CRM page asks for waits until its settings are in place, or are refused. */
  readonly #isOpen = new Promise<void>((resolve) => (this.#open = resolve));
  readonly #alarm: ReturnType<typeof setTimeout>;

  constructor(origins: string[]) {
    say(msg('Waiting for the CRM page…'));
    const expected = origins.join(', ');
    this.#alarm = setTimeout(
      () => say(msg(str`No CRM page answers. Only ${expected} may frame this page, and has to do so with embedCti.`)),
      connectTimeout,
    );
    const methods: WidgetSide = Object.assign(Object.create(null) as WidgetSide, {
      meet: () => this.#greet(),
      dial: (...given: unknown[]) =>
        answer(async () => (await this.#opened()).widgetSession.dial(...readDial(...given))),
      set: (given: unknown) => answer(() => this.#apply(given)),
      snapshot: () => answer(async () => (await this.#opened()).report.snapshot()),
    });
    const connection = connect<HostSide>({ messenger: exactMessenger(window.parent, origins), methods, channel });
    connection.promise.then(
      (host) => {
        this.#host = host;
        return this.#greet();
      },
      () => undefined,
    ); // the alarm tells
  }

  async #greet(): Promise<void> {
    try {
      const { protocol: theirs, settings } = readWelcome(await this.#host?.hello({ protocol, page }));
      clearTimeout(this.#alarm);
      if (theirs !== protocol)
        return say(
          msg(
            str`This widget speaks version ${protocol} of the bridge, the CRM page version ${theirs}: load both from one release.`,
          ),
        );
      await this.#apply(settings);
      say('');
    } catch (cause) {
      clearTimeout(this.#alarm);
      this.#problem = CtiError.from(cause);
      this.#open();
      say(this.#problem.message);
      this.#tell('error', { error: plainError(cause) });
    }
  }

  async #apply(given: unknown): Promise<null> {
    const settings = readSettings(given);
    const template = document.querySelector('template');
    if (!template) throw new CtiError('INVALID', msg('The widget’s page holds no <template>.'));
    if (!this.#widgetSession) shimSessionStorage(settings.call, (call) => this.#tell('keep', { call })); // before the session reads it
    this.#widgetSession ??= new WidgetSession(template);
    await this.#widgetSession.apply(settings, { authorization: this.#authorization, mayCall: this.#mayCall });
    this.#report ??= new EventReporter(this.#widgetSession.session, (name, detail) => this.#tell(name, detail));
    this.#report.hear(settings.hears);
    this.#open();
    return null;
  }

  async #opened(): Promise<{ widgetSession: WidgetSession; report: EventReporter }> {
    await this.#isOpen;
    if (this.#widgetSession && this.#report) return { widgetSession: this.#widgetSession, report: this.#report };
    throw this.#problem ?? new CtiError('UNREACHABLE', msg('The widget is not ready. Nothing was sent.'));
  }

  /** Asks the CRM page, which keeps the function and whatever it needs. */
  readonly #authorization = async (): Promise<string | undefined> => {
    const given = await this.#host?.authorization();
    if (!given) throw new CtiError('UNAUTHORIZED', msg('The CRM page gave no authorization. Nothing was sent.'));
    return readAuthorization(answerValue(given));
  };

  /** Asks the CRM page whether it lets a number be dialled: what is no `true` is a no. */
  readonly #mayCall = async (number: string): Promise<boolean | string> => {
    const given = await this.#host?.mayCall(number);
    const said: unknown = given && answerValue(given);
    return said === true || (typeof said === 'string' && said);
  };

  #tell(name: string, detail: unknown): void {
    this.#host?.tell(name, detail).catch(() => undefined); // a page that is gone hears nothing
  }
}

/** The script may be loaded twice; one widget speaks to the page around. */
const isHere = Symbol.for('portside-widget');
if (!(isHere in window)) {
  Object.assign(window, { [isHere]: true });
  document.adoptedStyleSheets.push(look);
  const hosts = readAllowedOrigins(window);
  if ('refusal' in hosts) say(hosts.refusal);
  else new Widget(hosts.origins);
}
