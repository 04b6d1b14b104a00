import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Command } from '../../src/index.js';
import { IntegraSimulator, type RespoolWire } from '../../src/simulator/index.js';

/** What of a command can be seen at the other end: its calls, entries, slots, results, tags. */
export type Count = (command: Command) => number;

/** The simulated Integra behind a real server of another origin, whose connections can be cut. It counts what reached it. */
export class World {
  readonly integra: IntegraSimulator;
  /** Keeps connections open after an answer, as servers do by default. */
  keepsAlive = false;
  /** Does what the next request asks, and never answers it. */
  holdsNext = false;
  /** Does what the next request asks, and breaks its connection. */
  dropsNext = false;
  /** Milliseconds that the next request waits before it is done. */
  lag = () => 0;
  /** Requests that were let in and are not answered yet. */
  open = 0;
  readonly #agent: string;
  readonly #spooled: RespoolWire[] = [];
  #server: Server;
  #port = 0;

  private constructor(agent: string) {
    this.#agent = agent;
    this.integra = new IntegraSimulator({ agents: [agent] });
    this.integra.addEventListener('change', () => this.#live());
    this.#server = createServer(this.#answer);
  }

  static async start(agent: string, guid: string): Promise<World> {
    const world = new World(agent);
    world.nextCall(guid);
    await world.listen();
    return world;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async listen(): Promise<void> {
    this.#server = createServer(this.#answer);
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** From now on nobody listens: the computer refuses connections. */
  refuse(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Whoever hangs up twice ends the next customer's call. */
  nextCall(guid?: string): void {
    this.integra.addCall({ agent: this.#agent, destination: '092000000', ...(guid !== undefined && { guid }) });
  }

  /** How many requests for this operation have come in. */
  requests(path: string): number {
    return this.integra.log.filter((each) => each.path.endsWith(path)).length;
  }

  readonly count: Count = (command) => {
    const { calls, ended, schedules, dispositions, tags, blacklist } = this.integra.state;
    switch (command.type) {
      case 'call':
        return calls.filter(({ destination }) => destination === command.destination).length;
      case 'hangup':
        return ended.length;
      case 'dispose':
        return dispositions.filter(({ guid, comment }) => guid === command.guid && comment === command.comment).length;
      case 'schedule':
        return schedules.filter(
          ({ destination, calldate }) => destination === command.entry.destination && calldate === command.at,
        ).length;
      case 'respool':
        return this.#spooled.filter(({ destination }) => destination === command.entry.destination).length;
      case 'tag':
        return tags.filter(({ data }) => data === command.message).length;
      case 'blacklist':
        return blacklist.filter(({ phone }) => phone === command.entries[0]!.phone).length;
      default:
        return 0;
    }
  };

  readonly #answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method = '', url = '', headers } = incoming;
    const allowed = {
      'Access-Control-Allow-Origin': headers.origin ?? '*',
      'Access-Control-Allow-Headers': 'authorization, content-type',
      'Access-Control-Max-Age': '7200',
    };
    // The answer's own header closes it: the next request has a connection of its own, which the browser does not repeat.
    const closing = this.keepsAlive ? {} : { Connection: 'close' };
    if (method === 'OPTIONS') return void outgoing.writeHead(204, { ...allowed, ...closing }).end();
    try {
      this.open++;
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      await new Promise((resolve) => setTimeout(resolve, this.lag()));
      const response = await this.integra.handle(
        new Request(new URL(url, this.url), {
          method,
          headers: headers as Record<string, string>,
          body: Buffer.concat(chunks).toString(),
        }),
      );
      if (this.holdsNext) return void (this.holdsNext = false);
      if (this.dropsNext) throw (this.dropsNext = false);
      outgoing
        .writeHead(response.status, { ...Object.fromEntries(response.headers), ...allowed, ...closing })
        .end(await response.text());
    } catch {
      incoming.socket.destroy();
    } finally {
      this.open--;
    }
  };

  /** The dialer dials what is on its spool, so that a second one would not be refused; and there is always a call. */
  #live(): void {
    const { spool, calls } = this.integra.state;
    this.#spooled.push(...spool.splice(0));
    if (calls.every(({ ended }) => ended)) this.nextCall();
  }
}
