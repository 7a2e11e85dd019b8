import stringWidth from 'fast-string-width';
import type { Style } from '../shared/style.ts';

const NARROWEST = 20;

/**
 * Text folded at blanks to fit a terminal, every line but the first indented; its own line breaks stay. Words stay
 * whole, so that ids and commands can be copied. Elsewhere the text as it is, indented.
 */
export function wrapped(text: string, style: Style, indent: number): string {
  const room = style.columns - indent;
  const fits = style.terminal !== true || room < NARROWEST;
  const lines = text.split('\n').flatMap((line) => (fits ? [line] : folded(line, room)));
  return lines.join(`\n${' '.repeat(indent)}`);
}

/** Below this a column is not worth folding into: whatever is written there breaks as the terminal likes. */
const NARROWEST_COLUMN = 8;

/**
 * A line of a list folded to fit a terminal, what follows under its first character, `indent` from the left. A word that is
 * longer than the room is broken. Elsewhere the text as it is.
 */
export function fitted(text: string, style: Style, indent: number): string {
  const room = style.columns - indent;
  if (style.terminal !== true || room < NARROWEST_COLUMN) return text;
  const lines = folded(text, room).flatMap((line) => brokenUp(line, room));
  return lines.join(`\n${' '.repeat(indent)}`);
}

/** A command folded before its options to fit a terminal, each line but the last ended by a backslash, as a POSIX shell takes it. */
export function commandText(command: string, style: Style, indent: number): string {
  const room = style.columns - indent - ' \\'.length;
  if (style.terminal !== true || stringWidth(command) <= style.columns - indent) return command;
  const lines: string[] = [];
  for (const part of command.split(/ (?=--)/)) {
    const longer = `${lines.at(-1)} ${part}`;
    if (lines.length > 0 && stringWidth(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines.join(` \\\n${' '.repeat(indent + 2)}`);
}

function brokenUp(line: string, width: number): string[] {
  if (stringWidth(line) <= width) return [line];
  const lines = [''];
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(line)) {
    const last = lines.at(-1) ?? '';
    if (stringWidth(last + segment) > width) lines.push(segment);
    else lines[lines.length - 1] = last + segment;
  }
  return lines;
}

function folded(line: string, width: number): string[] {
  if (stringWidth(line) <= width) return [line];
  const lines: string[] = [];
  let last = '';
  for (const word of line.split(' ')) {
    const longer = last === '' ? word : `${last} ${word}`;
    if (last !== '' && stringWidth(longer) > width) {
      lines.push(last);
      last = word;
    } else last = longer;
  }
  return [...lines, last];
}
