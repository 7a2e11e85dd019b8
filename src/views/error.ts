import { EXIT_CODES } from '../shared/exit-codes.ts';
import { CliError } from '../shared/errors.ts';
import { printable, printableLine } from '../shared/printable.ts';
import { hideSecrets } from '../shared/hide-secrets.ts';
import type { Style } from '../shared/style.ts';
import { wrapped } from './wrapped.ts';

const REPORT =
  'This is a bug in acs-notify. Please report it, with the command and what it printed.';

/** An error as `-o json` prints it on stderr. Part of the contract with scripts. */
export interface ErrorDocument {
  error: {
    code: string;
    message: string;
    hint: string;
    exit: number;
    azure?: { status: number; code: string; message: string; correlationId?: string };
  };
}

/** The JSON form of any error: an unexpected one has the code INTERNAL and shows no stack. */
export function errorDocument(error: unknown): ErrorDocument {
  if (!(error instanceof CliError)) return internal(error);
  const { code, exit, azure } = error;
  const [message, hint] = [hideSecrets(error.message), hideSecrets(error.hint)];
  const answer = azure && { ...azure, message: hideSecrets(azure.message) };
  return { error: { code, message, hint, exit, ...(answer ? { azure: answer } : {}) } };
}

function internal(error: unknown): ErrorDocument {
  const message = error instanceof Error ? error.message : String(error);
  return { error: { code: 'INTERNAL', message, hint: REPORT, exit: EXIT_CODES.failed.code } };
}

/** The exit code that belongs to any error. */
export function errorExit(error: unknown): number {
  return error instanceof CliError ? error.exit : EXIT_CODES.failed.code;
}

/** The error for people: what happened, what the service said, the way out. Unexpected ones with their stack. */
export function errorText(error: unknown, style: Style): string {
  if (!(error instanceof CliError)) return bugText(error, style);
  return [
    `${style.red('✘')} ${wrapped(printable(hideSecrets(error.message)), style, 2)}`,
    ...azureLines(error, style),
    ...hintLines(error.hint, style),
  ].join('\n');
}

function azureLines({ azure, message }: CliError, style: Style): string[] {
  if (azure === undefined) return [];
  const code = azure.code === '' ? `HTTP ${azure.status}` : `${azure.code} (HTTP ${azure.status})`;
  const words = message.includes(azure.message) ? '' : `: ${azure.message}`;
  const correlation = azure.correlationId;
  return [
    style.dim(`  ${wrapped(`Azure: ${printableLine(hideSecrets(code + words))}`, style, 4)}`),
    ...(correlation ? [style.dim(`  correlation id: ${printableLine(correlation)}`)] : []),
  ];
}

function hintLines(hint: string, style: Style): string[] {
  if (hint === '') return [];
  return [`  ${style.cyan('hint:')} ${wrapped(printable(hideSecrets(hint)), style, 8)}`];
}

function bugText(error: unknown, style: Style): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [`${style.red('✘')} ${printable(stack)}`, REPORT].join('\n');
}
