// What the widget tells the CRM page: the call, results, errors, the state and the height, each only if it is heard.
import type { CurrentCall } from '../core/call-journal.js';
import type { CommandType } from '../core/commands.js';
import { CtiError } from '../core/errors.js';
import { plainError, type EmbedEvents, type Snapshot } from './protocol.js';
import { ToldCalls } from '../core/told-calls.js';
import { writeJson } from '../codecs/write-json.js';

type Session = HTMLElementTagNameMap['cti-session'];

const agents: CommandType[] = ['call', 'callWithPhone', 'hangup', 'cti', 'respool', 'schedule', 'tag', 'dispose'];

/** Milliseconds between two words about the height. */
const pause = 100;

/** As plain data; errors among it keep their code. */
const plain = (value: unknown): unknown =>
  JSON.parse(writeJson(value, (_, each: unknown) => (each instanceof CtiError ? plainError(each) : each)));

/** Tells what happens in a session. */
export class EventReporter {
  /** Names of the events that the CRM page listens to. */
  #hears: readonly string[] = [];
  readonly #session: Session;
  readonly #tell: (name: string, detail: unknown) => void;
  /** The call that was on before this page was loaded. */
  #known: string | undefined;
  /** The calls that were told, as they were then. */
  readonly #toldCalls = new ToldCalls();
  #toldChange = '';
  #height = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watched: Session['client'];

  constructor(session: Session, tell: (name: string, detail: unknown) => void) {
    this.#session = session;
    this.#tell = tell;
    session.addEventListener('cti-result', ({ command, reply }) => this.#say('result', { command, reply }));
    session.addEventListener('cti-error', ({ command, error }) => this.#say('error', { command, error }));
    session.addEventListener('cti-call', ({ call }) => this.#sayCall(call));
    session.addEventListener('cti-change', this.#onChange); // also when the session took another client
    new ResizeObserver(() => (this.#timer ??= setTimeout(() => this.#measure(), pause))).observe(document.body);
  }

  /** The CRM page listens to these now, and learns how things stand. */
  hear(names: readonly string[]): void {
    const isFirst = !this.#watched;
    this.#hears = names;
    if (isFirst) this.#known = this.#session.client?.current?.guid;
    this.#onChange();
    this.#measure();
  }

  snapshot(): Snapshot {
    const { client } = this.#session;
    const outbox = { waiting: 0, sending: 0, unknown: 0, held: 0 };
    for (const { state } of client?.outbox?.list() ?? []) outbox[state] += 1;
    const supports: Snapshot['supports'] = {};
    for (const type of agents) {
      const choice = client?.supports(type);
      if (choice)
        supports[type] = choice.ok ? { ok: true, transport: choice.transport } : { ok: false, reason: choice.reason };
    }
    const { current, calls = [], agent, cti = null } = client ?? {};
    return plain({ current, calls, agent, cti, outbox, supports }) as Snapshot;
  }

  readonly #onChange = () => {
    const { client } = this.#session;
    if (client !== this.#watched) {
      this.#watched?.removeEventListener('change', this.#onChange);
      this.#watched = client;
      client?.addEventListener('change', this.#onChange);
    }
    if (client?.current) this.#sayCall(client.current);
    if (!this.#hears.includes('change')) return;
    const now = this.snapshot();
    const text = writeJson(now);
    if (text === this.#toldChange) return;
    this.#toldChange = text;
    this.#say('change', now);
  };

  #sayCall(call: CurrentCall): void {
    const { guid } = call;
    if (!guid || !this.#hears.includes('call')) return;
    const told = this.#toldCalls.add(call);
    if (!told) return;
    const { client } = this.#session;
    const { cti } = client ?? {};
    this.#say('call', {
      call: { ...call, guid },
      cti: cti?.guid === guid ? cti : null,
      isNew: told.isNew,
      isReplay: guid === this.#known,
      ...(client?.isDialled(guid) && { isDialled: true }),
    });
  }

  #measure(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === this.#height || !this.#hears.includes('resize')) return;
    this.#height = height;
    this.#say('resize', { height });
  }

  #say<K extends keyof EmbedEvents>(name: K, event: EmbedEvents[K]): void {
    if (this.#hears.includes(name)) this.#tell(name, plain(event));
  }
}
