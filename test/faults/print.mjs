// A reporter for Playwright: prints the fault table at the end, and keeps each cell as a result.
import { saveResults } from '../results.mjs';
import { isTried, printTable } from './verdict-table.ts';

export default class {
  #cells = [];
  #results = [];
  #figures = [];

  onTestEnd(test, { status, annotations }) {
    const texts = (of) => annotations.filter(({ type }) => type === of).map(({ description }) => description);
    const cells = texts('cell').map((text) => JSON.parse(text));
    this.#cells.push(...cells);
    this.#figures.push(...texts('figures'));
    const tried = cells.filter(isTried);
    for (const { fault, command, must, problem } of tried)
      this.#results.push({ title: `${fault}: ${command} ${must}`, passed: !problem, where: 'faults', why: problem });
    const passed = status === test.expectedStatus;
    if (tried.length && (passed || tried.some(({ problem }) => problem))) return;
    const [, , , ...title] = test.titlePath();
    this.#results.push({ title: title.join(' '), passed, skipped: status === 'skipped', where: 'faults' });
  }

  onEnd() {
    if (this.#cells.length) printTable(this.#cells);
    for (const line of this.#figures) console.log(line);
    saveResults('faults', this.#results);
  }
}
