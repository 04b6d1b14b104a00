import { supervisorChecks } from '../supervisor-commands.js';
import { readDone } from './integra-answer.js';
import type { IntegraTransport, Operations } from './integra-agent.js';

/** The supervisor's part of the wire (contract 1.1.3). */
const operations: Operations = {
  workflow: {
    paths: ['admin/CallWorkflow'],
    form: ({ context, extension, parameters = {} }) => ({ context, extension, jsonparams: JSON.stringify(parameters) }),
    reply: (answer) => (readDone(answer, ['OK', '1']), { status: 'confirmed' }),
  },
};

/** Teaches the class, and every transport made of it, the supervisor's commands. */
export function addSupervisor({ operations: known, prototype }: typeof IntegraTransport): void {
  Object.assign(known, operations);
  Object.assign(prototype, { checks: supervisorChecks });
}
