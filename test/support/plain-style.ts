import type { Style } from '../../src/shared/style.ts';

/** Text as it is given; `terminal`: it should fit the columns. */
export function plainStyle(columns = 80, terminal = false): Style {
  const same = (text: string): string => text;
  return {
    bold: same,
    dim: same,
    red: same,
    green: same,
    yellow: same,
    cyan: same,
    columns,
    terminal,
  };
}
