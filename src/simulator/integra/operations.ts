import { CodedRefusal } from '../wire-schema.js';
import { agentOperations } from './agent-operations.js';
import type { Operation, Operations } from './operation.js';
import { agentApiOperations, isUnseen, otherOperations } from './other-operations.js';
import { recordingOperations } from './recordings.js';
import type { IntegraFixtures } from './state.js';
import { blacklistOperations, dialerOperations, supervisorOperations } from './supervisor-operations.js';

const operations: Operations = {
  ...agentOperations,
  ...recordingOperations,
  ...dialerOperations,
  ...supervisorOperations,
};

const at = (all: Operations, path: string) => (Object.hasOwn(all, path) ? all[path] : undefined);

/** The operation by what stands after `Integra/resources/`; an older server has fewer. Throws 404. */
export function operationAt(path: string, { dialect, reading, agentApi, hangUps }: IntegraFixtures): Operation {
  const name = /^Agents\/(H[ua]ngupPhone)$/.exec(path)?.[1];
  if (name && !hangUps.some((each) => each === name)) throw new CodedRefusal(404, `This server has no ${name}.`);
  const more = agentApi ? agentApiOperations : {};
  const documented = at({ ...operations, ...blacklistOperations[dialect], ...more }, path);
  if (documented) return documented;
  const other = at(otherOperations, path);
  if (other) {
    reading.overlook(new CodedRefusal(404, `${path} is in none of the documents, but on other pages of the vendor.`));
    return other;
  }
  if (isUnseen(path)) throw new CodedRefusal(404, `The vendor has ${path}, but nobody has shown what it takes.`);
  if (at(blacklistOperations.new, path)) throw new CodedRefusal(404, `Only a newer server has ${path}.`);
  throw new CodedRefusal(404, 'There is nothing at this path.');
}
