// A reporter for Playwright: prints the fault table at the end, and keeps each cell as a result.
import { saveResults } from '../results.mjs';

export default class {
  #cells = [];
  #results = [];
  #figures = [];

  onTestEnd(test, { status, annotations }) {
    const cells = annotations.filter(({ type }) => type === 'cell').map(({ description }) => JSON.parse(description));
    this.#cells.push(...cells);
    const ran = cells.filter(({ must }) => !must.startsWith('–'));
    for (const { fault, command, must, problem } of ran)
      this.#results.push({ title: `${fault}: ${command} ${must}`, passed: !problem, where: 'faults' });
    const [, , , ...title] = test.titlePath();
    if (!ran.length || (status !== test.expectedStatus && !ran.some(({ problem }) => problem)))
      this.#results.push({
        title: title.join(' '),
        passed: status === test.expectedStatus,
        skipped: status === 'skipped',
        where: 'faults',
      });
    for (const { type, description } of annotations) if (type === 'figures') this.#figures.push(description);
  }

  onEnd() {
    if (this.#cells.length) this.#print();
    for (const line of this.#figures) console.log(line);
    saveResults('faults', this.#results);
  }

  #print() {
    const cells = this.#cells;
    const commands = [...new Set(cells.map(({ command }) => command))];
    const width = Math.max(...cells.map(({ fault }) => fault.length)) + 2;
    console.log(`\n\n${'Fault'.padEnd(width)}${commands.map((command) => command.padEnd(14)).join('')}`);
    for (const fault of new Set(cells.map((cell) => cell.fault))) {
      const row = commands.map((command) => cells.find((cell) => cell.fault === fault && cell.command === command));
      const word = (cell) => (cell?.must.split(' ')[0] ?? '?') + (cell?.problem ? ' ✖' : '');
      console.log(fault.padEnd(width) + row.map((cell) => word(cell).padEnd(14)).join(''));
    }
    const ran = cells.filter(({ must }) => !must.startsWith('–'));
    const sum = (key) => ran.reduce((total, cell) => total + (cell[key] ?? 0), 0);
    console.log(
      '\nonce: there once, and its caller knows. waits: in the outbox, and once there after the fault, by itself. asks: shown as\n' +
        'unknown, never again by itself, settled by a person who looks. holds: refused later, shown. told: its caller knows that it\n' +
        'failed or may have happened; never again. gone: with its page; a dial or a hang-up never waits.',
    );
    const not = cells.filter(({ must }) => must.startsWith('–')).map(({ must }) => must);
    for (const reason of new Set(not)) console.log(`${reason} (${not.filter((each) => each === reason).length} times)`);
    const passed = ran.filter(({ problem }) => !problem).length;
    console.log(
      `\n${ran.length} cells, ${passed} passed, lost ${sum('lost')}, doubled ${sum('doubled')}; tags repeated ${sum('repeated')}`,
    );
  }
}
