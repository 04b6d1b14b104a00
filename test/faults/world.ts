import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Dialer } from './dialer.js';

/** The simulated Integra behind a real server of another origin, whose connections can be cut. */
export class World extends Dialer {
  /** Keeps connections open after an answer, as servers do by default. */
  keepsAlive = false;
  /** Milliseconds that the next request waits before it is done. */
  lag = () => 0;
  /** Requests that were let in and are not answered yet. */
  open = 0;
  #server: Server;
  #port = 0;

  private constructor(agent: string) {
    super(agent);
    this.#server = createServer(this.#answer);
  }

  static async start(agent: string): Promise<World> {
    const world = new World(agent);
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

  readonly #answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method = '', url = '', headers } = incoming;
    const allowed = {
      'Access-Control-Allow-Origin': headers.origin ?? '*',
      'Access-Control-Allow-Headers': 'authorization, content-type',
      'Access-Control-Expose-Headers': 'Retry-After',
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
      const response = await this.answer(
        new Request(new URL(url, this.url), {
          method,
          headers: headers as Record<string, string>,
          body: Buffer.concat(chunks).toString(),
        }),
      );
      if (!response) return;
      outgoing
        .writeHead(response.status, { ...Object.fromEntries(response.headers), ...allowed, ...closing })
        .end(await response.text());
    } catch {
      incoming.socket.destroy();
    } finally {
      this.open--;
    }
  };
}
