import { escapeUnsafe } from '../shared/printable.ts';

/** One JSON document, indented; characters that could steer a terminal are escaped, which means the same to a parser. */
export function jsonText(value: unknown): string {
  return escapeUnsafe(JSON.stringify(value, undefined, 2) ?? 'null');
}

/** The value as JSON shows it: what `--query`, YAML and TSV work with. Secrets stand as `***`. */
export function plainValue(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value) ?? 'null');
}

/** The same on one line: errors are the last line of stderr, after what was said. */
export function jsonLine(value: unknown): string {
  return escapeUnsafe(JSON.stringify(value) ?? 'null');
}
