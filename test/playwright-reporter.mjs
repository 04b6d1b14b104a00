// A reporter for Playwright: keeps all results beside what the list reporter prints.
import { saveResults } from './results.mjs';

export default class {
  results = [];

  onTestEnd(test, { status, error }) {
    const [, project, , ...title] = test.titlePath();
    this.results.push({ title: title.join(' '), passed: status === test.expectedStatus, skipped: status === 'skipped', where: project, why: error?.message });
  }

  onEnd() {
    saveResults('e2e', this.results);
  }
}
