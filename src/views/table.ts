import stringWidth from 'fast-string-width';
import { isRecord } from '../shared/json.ts';
import { printableLine } from '../shared/printable.ts';
import type { Style } from '../shared/style.ts';

/** One column: its heading and the cell of a row. Cells may hold the style's colours; text from outside must be printable. */
export interface Column<R> {
  heading: string;
  cell: (row: R) => string;
}

const GAP = '  ';

/**
 * Rows under headings, without lines or cuts. On a terminal too narrow for it each row becomes a block of
 * `heading: value` lines, so that ids stay whole and can be copied.
 */
export function tableText<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  style: Style,
): string {
  const cells = rows.map((row) => columns.map((column) => column.cell(row)));
  const headings = columns.map(({ heading }) => heading);
  const widths = headings.map((heading, at) =>
    Math.max(...[heading, ...cells.map((row) => row[at] ?? '')].map((text) => stringWidth(text))),
  );
  const total = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  if (style.terminal === true && total > style.columns) return blocks(cells, headings, style);
  const line = (row: readonly string[]): string =>
    row
      .map((text, at) => padded(text, widths[at] ?? 0))
      .join(GAP)
      .trimEnd();
  return [style.bold(line(headings)), ...cells.map(line)].join('\n');
}

/** `name: value` lines with the values under one another. */
export function pairsText(pairs: readonly (readonly [string, string])[], style: Style): string {
  const width = Math.max(0, ...pairs.map(([name]) => stringWidth(name) + 1));
  return pairs
    .map(([name, value]) => `${style.bold(padded(`${name}:`, width))} ${value}`.trimEnd())
    .join('\n');
}

function blocks(cells: string[][], headings: string[], style: Style): string {
  return cells
    .map((row) => row.map((text, at): [string, string] => [headings[at] ?? '', text]))
    .map((pairs) => pairsText(pairs, style))
    .join('\n\n');
}

/** Filled with blanks up to a display width; wide characters count two, colours none. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** Any plain value for people: a list of objects as a table, an object as pairs, the rest as text. For `--query`. */
export function valueText(value: unknown, style: Style): string {
  if (Array.isArray(value) && value.length > 0 && value.every(isRecord)) {
    return tableText(value, columnsOf(value), style);
  }
  if (Array.isArray(value)) return value.map(scalar).join('\n');
  if (isRecord(value)) {
    return pairsText(
      Object.entries(value).map(([name, inner]) => [printableLine(name), scalar(inner)]),
      style,
    );
  }
  return scalar(value);
}

function columnsOf(rows: readonly Record<string, unknown>[]): Column<Record<string, unknown>>[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return names.map((name) => ({
    heading: printableLine(name),
    cell: (row) => scalar(Object.hasOwn(row, name) ? row[name] : undefined),
  }));
}

function scalar(value: unknown): string {
  if (value === null || value === undefined) return '';
  return printableLine(typeof value === 'string' ? value : JSON.stringify(value));
}
