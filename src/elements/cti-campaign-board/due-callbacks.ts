import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { CallbackStore } from '../../callbacks/callback-store.js';
import { instantOf, isOver, zoneOf } from '../../callbacks/callback.js';
import type { CtiClient } from '../../core/client.js';
import type { CommandController } from '../shared/command-controller.js';
import type { DueCallbacks } from './tiles-view.js';

/** Counts the callbacks of today that were scheduled in this browser: no dialer tells of all of them. */
export class DueCallbacksController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #commands: CommandController;
  #client: CtiClient | undefined;
  #store: CallbackStore | undefined;

  constructor(host: ReactiveControllerHost, commands: CommandController) {
    this.#host = host;
    this.#commands = commands;
    host.addController(this);
  }

  hostUpdate(): void {
    const { client } = this.#commands;
    if (client === this.#client) return;
    this.hostDisconnected();
    this.#client = client;
    this.#store = client && new CallbackStore(client.outbox, () => this.#host.requestUpdate());
    void this.load();
  }

  hostDisconnected(): void {
    this.#store?.close();
    this.#store = this.#client = undefined;
  }

  async load(): Promise<void> {
    await this.#store?.load();
  }

  get due(): DueCallbacks | undefined {
    const now = Date.now();
    const midnight = new Date(now).setHours(24, 0, 0, 0);
    const times = (this.#store?.all ?? [])
      .filter((each) => !isOver(each, now))
      .map((each) => instantOf(each.at, zoneOf(each)))
      .filter((at) => at < midnight)
      .sort((a, b) => a - b);
    const late = times.filter((at) => at < now).length;
    return { due: times.length, late, next: times[late] };
  }
}
