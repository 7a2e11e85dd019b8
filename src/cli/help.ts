import type { Command } from 'commander';
import { examplesOf } from '../commands/examples.ts';
import { pathOf } from './globals.ts';

const WIDTH = 80;

/** What follows the options in a command's help: examples, and where its exit codes are explained. */
export function epilogue(command: Command): string {
  const examples = examplesOf(command).map(({ about, run }) => `  # ${about}\n  $ ${folded(run)}`);
  const block = examples.length === 0 ? '' : `\nExamples:\n${examples.join('\n\n')}\n`;
  const more =
    command.commands.length === 0
      ? 'Exit codes: 0 done, 2 usage, others: acs-notify help exit-codes'
      : `More about one: ${pathOf(command)} COMMAND --help`;
  return `${block}\n${more}`;
}

/** A command line over several lines, each at most 80 columns wide with its indent, ready to be pasted. */
export function folded(run: string, width = WIDTH - 4): string {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(run)) {
    const longer = line === '' ? piece : `${line} ${piece}`;
    if (longer.length > width - 2 && line !== '') {
      lines.push(line);
      line = piece;
    } else line = longer;
  }
  return [...lines, line].join(' \\\n      ');
}

/** An option stays with its value; quoted text stays whole. */
function pieces(run: string): string[] {
  const words = run.match(/(?:'[^']*'|"[^"]*"|\S)+/g) ?? [];
  return words.reduce<string[]>((all, word) => {
    const last = all.at(-1);
    const joins = last !== undefined && /^--?[\w-]+$/.test(last) && !word.startsWith('-');
    return joins ? [...all.slice(0, -1), `${last} ${word}`] : [...all, word];
  }, []);
}
