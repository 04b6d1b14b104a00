// A reporter for Vitest: keeps all results beside what the default reporter prints.
import { saveResults } from './results.mjs';

export default class {
  onTestRunEnd(modules, errors) {
    const results = modules.flatMap((module) => {
      const broken = module.errors().map(({ message }) => ({
        title: `${module.relativeModuleId} loads`,
        passed: false,
        where: 'node',
        why: message,
      }));
      const tests = [...module.children.allTests()].map((test) => {
        const { state, errors = [] } = test.result();
        const title = test.fullName.replaceAll(' > ', ' ');
        return {
          title,
          passed: state === 'passed',
          skipped: state === 'skipped',
          where: 'node',
          why: errors[0]?.message,
        };
      });
      return [...broken, ...tests];
    });
    for (const { message } of errors)
      results.push({ title: 'no error goes astray', passed: false, where: 'node', why: message });
    saveResults('node', results);
  }
}
