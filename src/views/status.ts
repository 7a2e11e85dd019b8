import { printable, printableLine } from '../shared/printable.ts';
import type { Style } from '../shared/style.ts';
import { padded } from './table.ts';

interface StatusFinding {
  about: string;
  verdict: 'ok' | 'wrong' | 'warning' | 'unknown';
  text: string;
  mend?: string;
}

const WIDTH = 'credentials'.length;

/** The chain on one screen: a line each, and under each that is wrong the command that mends it. */
export function statusText(
  status: { resource: { name: string }; findings: readonly StatusFinding[] },
  style: Style,
): string {
  const title = style.bold(`Push chain of ${printableLine(status.resource.name)}`);
  return [
    title,
    '',
    ...status.findings.map((one) => findingText(one, style)),
    '',
    verdictText(status.findings, style),
  ].join('\n');
}

function findingText({ about, verdict, text, mend }: StatusFinding, style: Style): string {
  const shown = folded(printable(text), style, WIDTH + 4);
  const line = `${symbol(verdict, style)} ${padded(about, WIDTH)}  ${shown}`;
  return mend === undefined
    ? line
    : `${line}\n  ${' '.repeat(WIDTH)}  ${style.cyan(printableLine(mend))}`;
}

/** Folded to the width, the rest under the text's first character, which stands that far from the left. */
function folded(text: string, style: Style, indent: number): string {
  const width = style.columns - indent;
  if (style.terminal !== true || text.length <= width || width < 16) return text;
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}

/** ✔ right, ✘ wrong, ? needs a look or cannot be known. */
function symbol(verdict: StatusFinding['verdict'], style: Style): string {
  if (verdict === 'ok') return style.green('✔');
  if (verdict === 'wrong') return style.red('✘');
  return style.yellow('?');
}

function verdictText(findings: readonly StatusFinding[], style: Style): string {
  const count = (wanted: StatusFinding['verdict']): number =>
    findings.filter(({ verdict }) => verdict === wanted).length;
  const wrong = count('wrong');
  if (wrong > 0)
    return style.red(
      folded(`${wrong} ${wrong === 1 ? 'link is' : 'links are'} wrong: no phone rings.`, style, 0),
    );
  const warnings = count('warning');
  const more =
    warnings === 0
      ? ''
      : ` ${warnings} ${warnings === 1 ? 'thing is' : 'things are'} worth knowing.`;
  return style.green(folded(`Everything that can be checked is right.${more}`, style, 0));
}
