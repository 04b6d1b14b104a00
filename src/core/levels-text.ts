import type { CommandOf } from './commands.js';

/** The levels of a result in one line, as far as it has them: `Sale › Card › Visa`. */
export const levelsText = ({
  level1,
  level2,
  level3,
}: Pick<CommandOf<'dispose'>, 'level1' | 'level2' | 'level3'>): string =>
  [level1, level2, level3].filter(Boolean).join(' › ');
