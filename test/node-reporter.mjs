// A reporter for node:test: prints failures, keeps all results.
import { saveResults } from './results.mjs';

export default async function* report(events) {
  const results = [];
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const passed = type === 'test:pass';
    results.push({ title: data.name, passed, where: 'node', why: data.details.error?.message });
    if (!passed) yield `✖ ${data.name}\n  ${data.details.error.message}\n`;
  }
  saveResults('node', results);
}
