import { printableLine } from '../shared/printable.ts';
import { shellQuote } from '../shared/shell-quote.ts';

/** The command line as it can be pasted into a POSIX shell. */
export function commandLineOf(argv: readonly string[]): string {
  return printableLine(['acs-notify', ...argv.map(shellQuote)].join(' '));
}
