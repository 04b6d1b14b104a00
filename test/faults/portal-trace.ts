import type { Command } from '../../src/index.js';
import type { PortalSimulator } from '../../src/simulator/index.js';

/** What has reached a portal: the calls that it placed, and all that its form has asked for. */
export interface PortalTrace {
  dialed: { destination: string; guid: string }[];
  got: { action?: string }[];
}

export function traceOf({ dialed, log }: PortalSimulator): PortalTrace {
  const got = log
    .filter(({ direction }) => direction === 'in')
    .map(({ bytes }) => (JSON.parse(bytes) as { data: { action?: string } }).data);
  return { dialed: [...dialed], got };
}

/** How often the command's effect is at the portal. */
export function countAt({ dialed, got }: PortalTrace, command: Command): number {
  const asked = (action: string) => got.filter((each) => each.action === action).length;
  if (command.type === 'cti') return Math.min(1, asked('CTI'));
  if (!('destination' in command)) return asked(command.type);
  return dialed.filter((each) => each.destination === command.destination).length;
}
