import { escapeUnsafe } from '../shared/printable.ts';

/** One JSON document, indented; characters that could steer a terminal are escaped, which means the same to a parser. */
export function jsonText(value: unknown): string {
  return escapeUnsafe(JSON.stringify(value, undefined, 2) ?? 'null');
}

/** The value as JSON shows it: what `--query`, YAML and TSV work with. Secrets stand as `***`. */
export function plainValue(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value) ?? 'null');
}
