import type { Verdict } from './assertions.js';
import { agents, supervisors, type Must } from './matrix.js';

/** One cell of the table, and what was seen in it; without a problem where there is no such thing. */
export interface JudgedCell extends Partial<Verdict> {
  fault: string;
  command: string;
  must: Must;
}

export const isTried = ({ must }: JudgedCell) => !must.startsWith('–');

const others: readonly string[] = supervisors;
const legend =
  'once: there once, and its caller knows. waits: in the outbox, and once there after the fault, by itself. asks: shown as\n' +
  'unknown, never again by itself, settled by a person who looks. holds: refused when nobody looked, shown. told: its caller knows that it\n' +
  'failed or may have happened; never again. gone: with its page; a dial or a hang-up never waits.';

/** The verdicts as a table of one word each, with what the words mean and the sums. */
export function printTable(cells: readonly JudgedCell[]): void {
  const faults = [...new Set(cells.map(({ fault }) => fault))];
  const columns = [
    ...agents.map((command) => ({ title: command, has: (each: JudgedCell) => each.command === command })),
    { title: `${supervisors.length} of a supervisor`, has: (each: JudgedCell) => others.includes(each.command) },
  ].filter(({ has }) => cells.some(has));
  const width = Math.max(...faults.map((fault) => fault.length)) + 2;
  const line = (first: string, words: readonly string[]) =>
    first.padEnd(width) + words.map((word) => word.padEnd(14)).join('');
  console.log(
    `\n${line(
      'Fault',
      columns.map(({ title }) => title),
    )}`,
  );
  for (const fault of faults) {
    const row = cells.filter((cell) => cell.fault === fault);
    const words = columns.map(({ has }) => {
      const those = row.filter(has);
      return (those[0]?.must.split(' ')[0] ?? '') + (those.some(({ problem }) => problem) ? ' ✖' : '');
    });
    console.log(line(fault, words));
  }
  console.log(`\n${legend}`);
  const not = cells.filter((cell) => !isTried(cell)).map(({ must }) => must);
  for (const reason of new Set(not)) console.log(`${reason} (${not.filter((each) => each === reason).length} times)`);
  const tried = cells.filter(isTried);
  const passed = tried.filter(({ problem }) => !problem).length;
  const sum = (key: 'lost' | 'doubled' | 'repeated') => tried.reduce((total, cell) => total + (cell[key] ?? 0), 0);
  console.log(
    `\n${tried.length} cells, ${passed} passed, lost ${sum('lost')}, doubled ${sum('doubled')}; tags repeated ${sum('repeated')}`,
  );
}
