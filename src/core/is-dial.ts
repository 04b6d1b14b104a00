// Apart from the checks of commands: whoever asks only this loads no schemas.
import type { CommandType } from './commands.js';

/** Whether it makes a telephone ring. */
export const isDial = <T extends { type: CommandType }>(
  command: T,
): command is Extract<T, { type: 'call' | 'callWithPhone' }> =>
  command.type === 'call' || command.type === 'callWithPhone';
