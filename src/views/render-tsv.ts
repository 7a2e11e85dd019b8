import { isRecord } from '../shared/json.ts';
import { printable } from '../shared/printable.ts';

/**
 * Tab-separated values of a plain value: a list gives a line an item, an object one line, its members in order, no
 * header. Objects inside are JSON. Tabs, line breaks and backslashes in a value stand as `\t`, `\n`, `\\`.
 */
export function tsvText(value: unknown): string {
  const rows = Array.isArray(value) ? value : [value];
  return rows.map(line).join('\n');
}

function line(row: unknown): string {
  if (Array.isArray(row)) return row.map(cell).join('\t');
  if (isRecord(row)) return Object.values(row).map(cell).join('\t');
  return cell(row);
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return escaped(typeof value === 'string' ? value : JSON.stringify(value));
}

const escaped = (text: string): string =>
  printable(
    text
      .replaceAll('\\', '\\\\')
      .replaceAll('\t', '\\t')
      .replaceAll('\n', '\\n')
      .replaceAll('\r', '\\r'),
  );
