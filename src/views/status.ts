import { printable, printableLine } from '../shared/printable.ts';
import type { Style } from '../shared/style.ts';
import { padded } from './table.ts';
import { commandText, fitted } from './wrapped.ts';

interface StatusFinding {
  about: string;
  verdict: 'ok' | 'wrong' | 'warning' | 'unknown';
  text: string;
  mend?: string;
}

const WIDTH = 'credentials'.length;
/** Symbol, blank, what it is about, two blanks. */
const INDENT = WIDTH + 4;

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
  const shown = fitted(printable(text), style, INDENT);
  const line = `${symbol(verdict, style)} ${padded(about, WIDTH)}  ${shown}`;
  return mend === undefined
    ? line
    : `${line}\n  ${' '.repeat(WIDTH)}  ${style.cyan(commandText(printableLine(mend), style, INDENT))}`;
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
      fitted(`${wrong} ${wrong === 1 ? 'link is' : 'links are'} wrong: no phone rings.`, style, 0),
    );
  const warnings = count('warning');
  const more =
    warnings === 0
      ? ''
      : ` ${warnings} ${warnings === 1 ? 'thing is' : 'things are'} worth knowing.`;
  return style.green(fitted(`Everything that can be checked is right.${more}`, style, 0));
}
