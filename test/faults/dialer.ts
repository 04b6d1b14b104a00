import type { Command } from '../../src/index.js';
import { IntegraSimulator, type RespoolWire } from '../../src/simulator/index.js';
import { commands } from './commands.js';

/** The simulated Integra of one agent, and what of a command can be seen at it. */
export class Dialer {
  readonly integra: IntegraSimulator;
  /** Does what the next request asks, and never answers it. */
  holdsNext = false;
  /** Does what the next request asks, and breaks its connection. */
  dropsNext = false;
  /** Refuses the operation that is asked for next with this answer, and no other; until it is taken away. */
  refusal: ResponseInit | undefined;
  #refused: string | undefined;
  readonly #agent: string;
  readonly #spooled: RespoolWire[] = [];

  constructor(agent: string) {
    this.#agent = agent;
    const { guid, calldate } = commands.convertRecording;
    this.integra = new IntegraSimulator({
      agents: [agent],
      recordings: [{ row: { guid, calldate }, file: { host: 'telephony', dated: true, format: 'gsm' } }],
    });
    this.nextCall(commands.dispose.guid);
    this.integra.addEventListener('change', () => this.#live());
  }

  /** Does what a request asks. Nothing: it is never answered. Rejects when the connection breaks. */
  async answer(request: Request): Promise<Response | undefined> {
    const { pathname } = new URL(request.url);
    this.#refused = this.refusal && (this.#refused ?? pathname);
    if (this.#refused === pathname) return new Response('', this.refusal);
    const response = await this.integra.handle(request);
    if (this.holdsNext) return void (this.holdsNext = false);
    if (this.dropsNext) throw (this.dropsNext = false);
    return response;
  }

  /** Whoever hangs up twice ends the next customer's call. */
  nextCall(guid?: string): void {
    this.integra.addCall({ agent: this.#agent, destination: '092000000', ...(guid !== undefined && { guid }) });
  }

  /** How many requests for this operation have come in; for any when it is left out. */
  requests(path = ''): number {
    return this.integra.log.filter((each) => each.path.endsWith(path)).length;
  }

  /** How often the command's effect is here: calls, entries, slots, results, tags. */
  count(command: Command): number {
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
      case 'callWithPhone':
      case 'cti':
        return 0; // the portal's
      default:
        return this.#performed();
    }
  }

  /** Requests that were not refused. A supervisor's question or removal leaves no other trace, and each is one request. */
  #performed(): number {
    const isDone = ({ refused = 'Done' }) => refused.startsWith('Done');
    return this.integra.log.filter(isDone).length;
  }

  /** The dialer dials what is on its spool, so that a second one would not be refused; and there is always a call. */
  #live(): void {
    const { spool, calls } = this.integra.state;
    this.#spooled.push(...spool.splice(0));
    if (calls.every(({ ended }) => ended)) this.nextCall();
  }
}
