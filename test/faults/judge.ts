import { mayWait } from '../../src/index.js';
import { until, type Cell } from './cell.js';
import type { Fault } from './faults.js';
import type { Must } from './table.js';

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

/** Asks for the command under the fault, ends the fault, and looks at both ends. */
export async function judge(cell: Cell, fault: Fault, must: Must): Promise<Verdict> {
  const [word = '', code] = must.split(' ');
  const problems: string[] = [];
  const check = (isSo: boolean, what: string) => void (isSo || problems.push(what));
  const states = async () => (await cell.list()).map(({ state }) => state).join();
  const { loses } = fault;

  await fault.before?.(cell);
  await cell.ask();
  if (loses) {
    await loses(cell);
    check(!cell.told, `told ${JSON.stringify(cell.told)}, though its page was gone`);
  } else {
    await fault.during?.(cell);
    const { status, code: said } = await cell.answered();
    const isRight =
      word === 'once'
        ? status === 'confirmed' || status === 'sent'
        : word === 'waits' || word === 'holds'
          ? status === 'queued'
          : !status;
    check(isRight && said === code, `the caller is told ${status ?? ''} ${said ?? ''}`);
    const there = word === 'once' ? 1 : fault.does;
    await arrives(cell, there);
    const during = cell.count();
    check(during === there, `${during} at the other end while the fault lasts`);
  }
  const told = cell.told;
  const early = await states();
  if (!loses || word !== 'waits')
    check(
      early === { waits: 'waiting', asks: 'unknown', holds: 'held' }[word] ||
        (early === '' && /once|told|gone/.test(word)),
      `kept as “${early}”`,
    );

  await fault.after?.(cell);
  await cell.form().evaluate(() => window.form.wait(10_000));
  const { tab } = cell;
  await tab.evaluate(() => window.dispatchEvent(new Event('focus')));
  if (word === 'waits') await until(async () => (await cell.flush(), !(await cell.list()).length), 'it is delivered');
  else for (let tries = 0; tries < 2; tries++) await cell.flush();

  const wanted = word === 'gone' || word === 'told' ? fault.does : 1;
  if (word === 'waits') await arrives(cell, wanted);
  const isDial = !mayWait.has(cell.command.type);
  const isKept = (await states()) !== '';
  const isFailed = !!told && !told.status;
  const lost = !cell.count() && !isKept && !isFailed && !(isDial && loses) ? 1 : 0;
  check(!lost, 'it is lost');
  if (word === 'asks' || word === 'holds') {
    check((await states()) === early && cell.count() === fault.does, 'it went again by itself');
    await settle(cell);
  }
  check((await states()) === '', `left in the outbox: ${await states()}`);
  const also = (await fault.also?.(cell)) ?? '';
  check(!also, also);
  const beyond = Math.max(0, cell.count() - 1);
  const isTag = cell.command.type === 'tag';
  check(isTag ? cell.count() >= wanted : cell.count() === wanted, `${cell.count()} at the other end in the end`);
  return { problem: problems.join('; '), lost, doubled: isTag ? 0 : beyond, repeated: isTag ? beyond : 0 };
}

/** What was posted and is never answered may still be on its way. */
async function arrives(cell: Cell, count: number): Promise<void> {
  await until(() => cell.count() >= count, 'it is there', 3_000).catch(() => undefined);
}

/** A person looks at the other end, and sends it again only when it is not there. */
async function settle(cell: Cell): Promise<void> {
  const isThere = cell.count() > 0;
  for (const { id } of await cell.list())
    await cell
      .form()
      .evaluate(
        ([entry, discards]) => (discards ? window.form.discard(entry) : window.form.retry(entry)) as Promise<unknown>,
        [id, isThere] as const,
      );
}
