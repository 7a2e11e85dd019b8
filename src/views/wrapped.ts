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
