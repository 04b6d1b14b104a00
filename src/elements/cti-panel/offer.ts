import type { CtiClient } from '../../core/client.js';
import type { CommandType } from '../../core/commands.js';
import type { PanelAction } from './shortcuts.js';

/** The command without which an action makes no sense. */
const needs: Partial<Record<PanelAction, CommandType>> = {
  dial: 'call',
  call: 'call',
  hangup: 'hangup',
  result: 'dispose',
  callback: 'schedule',
  respool: 'respool',
  tag: 'tag',
};

/** Whether a panel offers an action: something supports it. What cannot be reached now stays, and its control says why. */
export function isOffered(client: CtiClient, action: PanelAction): boolean {
  const type = needs[action];
  return type ? isSupported(client, type) : action !== 'outbox' || !!client.outbox;
}

/** Whether something supports a command, now or later. */
export function isSupported(client: CtiClient, type: CommandType): boolean {
  const support = client.supports(type);
  return support.ok || support.code === 'UNREACHABLE';
}

/** Why a panel has nothing to offer; nothing when it has. */
export function offerProblem(client: CtiClient): string | undefined {
  const support = client.supports('call');
  const isSome = Object.keys(needs).some((action) => isOffered(client, action as PanelAction));
  return support.ok || isSome ? undefined : support.reason;
}
