import { Chalk } from 'chalk';
import type { Env } from '../shared/ports.ts';
import type { Style } from '../shared/style.ts';
import type { Output } from './deps.ts';

const DEFAULT_COLUMNS = 80;

/** How text for this stream may look: decided once, by `coloured` and by the terminal's width. */
export function styleOf(output: Output, env: Env, colorOption: boolean): Style {
  const chalk = new Chalk({ level: coloured(output.isTTY, env, colorOption) ? 1 : 0 });
  const paint = (name: 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan') => (text: string) =>
    chalk[name](text);
  return {
    bold: paint('bold'),
    dim: paint('dim'),
    red: paint('red'),
    green: paint('green'),
    yellow: paint('yellow'),
    cyan: paint('cyan'),
    columns: output.columns ?? DEFAULT_COLUMNS,
    terminal: output.isTTY,
  };
}

/** `--no-color`, then `FORCE_COLOR` (0 and false: off), then `NO_COLOR`, then whether it is a terminal that is not dumb. */
export function coloured(isTTY: boolean, env: Env, colorOption: boolean): boolean {
  if (!colorOption) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return !['0', 'false'].includes(forced);
  if (env['NO_COLOR'] !== undefined) return false;
  return isTTY && env['TERM'] !== 'dumb';
}
