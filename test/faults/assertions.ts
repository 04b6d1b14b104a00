import { mayWait } from '../../src/index.js';
import type { Fault } from './fault.js';
import type { Must } from './matrix.js';
import type { Trial } from './trial.js';

/** What was seen of one command under one fault. */
export interface Verdict {
  /** What was not as it must be; empty when all was. */
  problem: string;
  /** It is nowhere: not at the other end, not in the outbox, and nobody was told. */
  lost: number;
  /** How often it is at the other end beyond once, where that reaches a person. */
  doubled: number;
  /** How often it is there beyond once, where that does no harm: a tag. */
  repeated: number;
}

/** Asks for the command under the fault, ends the fault, and looks at both ends. What stops it is a problem too. */
export async function judge<T extends Trial>(trial: T, fault: Fault<T>, must: Must): Promise<Verdict> {
  return await tryOut(trial, fault, must).catch(stopped);
}

/** The verdict on what did not come to its end. */
export const stopped = (cause: unknown): Verdict => ({ problem: String(cause), lost: 0, doubled: 0, repeated: 0 });

async function tryOut<T extends Trial>(trial: T, fault: Fault<T>, must: Must): Promise<Verdict> {
  const [word = '', code] = must.split(' ');
  const problems: string[] = [];
  const check = (isSo: boolean, what: string) => void (isSo || problems.push(what));
  const states = async () => (await trial.list()).map(({ state }) => state).join();
  const { loses } = fault;

  await fault.before?.(trial);
  await trial.ask();
  if (loses) {
    await loses(trial);
    check(!trial.told, `told ${JSON.stringify(trial.told)}, though its page was gone`);
  } else {
    await fault.during?.(trial);
    const { status, code: said } = await trial.answered();
    const isRight =
      word === 'once'
        ? status === 'confirmed' || status === 'sent'
        : word === 'waits'
          ? status === 'queued'
          : status !== 'confirmed' && status !== 'sent' && (word === 'holds' || !status);
    check(isRight && said === code, `the caller is told ${status ?? ''} ${said ?? ''}`);
    const there = word === 'once' ? 1 : fault.does;
    await arrives(trial, there);
    const during = trial.count();
    check(during === there, `${during} at the other end while the fault lasts`);
  }
  const told = trial.told;
  const early = await states();
  if (!loses || word !== 'waits')
    check(
      early === { waits: 'waiting', asks: 'unknown', holds: 'held' }[word] ||
        (early === '' && /once|told|gone/.test(word)),
      `kept as “${early}”`,
    );

  await fault.after?.(trial);
  await trial.setTimeLimit(10_000);
  await trial.focus();
  const also = (await fault.also?.(trial)) ?? '';
  check(!also, also);
  if (word === 'waits')
    await trial.until(async () => (await trial.flush(), !(await trial.list()).length), 'it is delivered');
  else await trial.rest();

  const posts = fault.signIns ?? 1;
  if (word === 'told') check(trial.world.requests() <= posts, `${trial.world.requests()} requests`);
  const wanted = word === 'gone' || word === 'told' ? fault.does : 1;
  if (word === 'waits') await arrives(trial, wanted);
  const waits = mayWait.has(trial.command.type);
  const isKept = (await states()) !== '';
  const isFailed = !!told && !told.status;
  const lost = !trial.count() && !isKept && !isFailed && (waits || !loses) ? 1 : 0;
  check(!lost, 'it is lost');
  if (word === 'asks' || word === 'holds') {
    check((await states()) === early && trial.count() === fault.does, 'it went again by itself');
    await settle(trial);
  }
  check((await states()) === '', `left in the outbox: ${await states()}`);
  const beyond = Math.max(0, trial.count() - 1);
  const isTag = trial.command.type === 'tag';
  check(isTag ? trial.count() >= wanted : trial.count() === wanted, `${trial.count()} at the other end in the end`);
  return { problem: problems.join('; '), lost, doubled: isTag ? 0 : beyond, repeated: isTag ? beyond : 0 };
}

/** What was posted and is never answered may still be on its way. */
async function arrives(trial: Trial, count: number): Promise<void> {
  await trial.until(() => trial.count() >= count, 'it is there', 3_000).catch(() => undefined);
}

/** A person looks at the other end, and sends it again only when it is not there. */
async function settle(trial: Trial): Promise<void> {
  const how = trial.count() > 0 ? 'discard' : 'retry';
  for (const { id } of await trial.list()) await trial.settle(id, how);
}
