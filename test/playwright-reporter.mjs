// A reporter for Playwright: keeps all results beside what the list reporter prints.
import { saveResults } from './results.mjs';

export default class {
  results = new Map();

  onTestEnd(test, { status, error, retry }) {
    const [, project, , ...title] = test.titlePath();
    const before = this.results.get(test.id);
    this.results.set(test.id, {
      title: title.join(' '),
      passed: status === test.expectedStatus && status !== 'skipped', // what did not run proves nothing
      skipped: status === 'skipped',
      where: project,
      why: error?.message ?? before?.why,
      isSecondTry: retry > 0,
    });
  }

  onEnd() {
    saveResults('e2e', [...this.results.values()]);
  }
}
