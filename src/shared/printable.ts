/**
 * What may move a cursor, hide or reorder text: C0 but line feed and tab, DEL, C1, the bidi marks, embeddings, overrides
 * and isolates (U+061C, U+200E, U+200F, U+202A–E, U+2066–9), the invisible U+200B, U+2028, U+2029, U+2060, U+FEFF, and
 * halves of surrogate pairs.
 */
const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

const visible = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Text from outside, made safe to show: what could steer the terminal stands as `\u001b`. Line feeds and tabs stay,
 * CR LF becomes LF. Idempotent.
 */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(UNSAFE, visible);
}

/** The same on one line: every run of white space becomes one blank. */
export function printableLine(text: string): string {
  return printable(text.replaceAll(/\s+/g, ' ')).trim();
}

/** JSON or double-quoted YAML whose strings hold such characters: escaped, so that the document means the same. */
export function escapeUnsafe(document: string): string {
  return document.replace(UNSAFE, visible);
}

/** Whether a text holds characters that `printable` would change. */
export function isUnsafe(text: string): boolean {
  return text.search(UNSAFE) !== -1;
}
