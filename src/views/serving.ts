import { shellQuote } from '../shared/shell-quote.ts';
import type { Outcome } from './outcome.ts';

/** What `emulator start` tells, and its JSON. */
export interface ServingDocument {
  origin: string;
  port: number;
  /** The folder with `ca.pem`, `requests.ndjson` and `env`; null when none was asked for. */
  out: string | null;
  variables: Readonly<Record<string, string>>;
}

/** What is served, and the lines to paste into a POSIX shell. */
export function servingOutcome(
  serving: Omit<ServingDocument, 'out'>,
  out: string | undefined,
): Outcome<ServingDocument> {
  const { origin, port, variables } = serving;
  return { data: { origin, port, out: out ?? null, variables }, human: servingText };
}

function servingText({ origin, out, variables }: ServingDocument): string {
  const exports = Object.entries(variables).map(
    ([name, value]) => `export ${name}=${shellQuote(value)}`,
  );
  const folder =
    out === null ? [] : [`# The same in a file: set -a; . ${shellQuote(`${out}/env`)}`];
  return [`# A local Azure serves ${origin}. In another shell:`, ...exports, ...folder].join('\n');
}
