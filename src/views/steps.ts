import stringWidth from 'fast-string-width';
import type { Difference, PlannedRequest, StepResult } from '../engine/types.ts';
import { CliError } from '../shared/errors.ts';
import { EXIT_CODES } from '../shared/exit-codes.ts';
import { printableLine } from '../shared/printable.ts';
import type { Style } from '../shared/style.ts';
import { errorExit } from './error.ts';
import type { Outcome } from './outcome.ts';
import { padded } from './table.ts';
import { fitted } from './wrapped.ts';

/** A step as `-o json` gives it. */
export interface ShownStep {
  kind: string;
  id: string;
  action: StepResult['action'];
  status: StepResult['status'];
  differences: Difference[];
  /** With `--show-requests` only. */
  requests?: PlannedRequest[];
  /** Of a step that failed or whose outcome is unknown. */
  error?: { code: string; message: string; hint: string };
}

interface StepsOptions {
  dryRun: boolean;
  showRequests: boolean;
  exitCode: boolean;
}

/**
 * The outcome of a command that changes Azure: its steps, and what else it found out. Exit 0; 10 with `--exit-code` when a
 * dry run has something to do; 8 when some was done before a failure, otherwise the failure's own code.
 */
export function stepsOutcome<T extends { steps: StepResult[] }>(
  result: T,
  options: StepsOptions,
  { commandLine }: { commandLine: string },
): Outcome<Omit<T, 'steps'> & { steps: ShownStep[] }> {
  const steps = result.steps.map((step) => shown(step, options.showRequests));
  const failed = result.steps.find(({ error }) => error !== undefined);
  return {
    data: { ...result, steps },
    human: (data, style) => stepsText(data.steps, style, commandLine),
    exit: exitOf(result.steps, options, failed),
    ...(failed ? { error: failed.error } : {}),
  };
}

function shown(
  { kind, id, action, status, differences, requests, error }: StepResult,
  withRequests: boolean,
): ShownStep {
  return {
    kind,
    id,
    action,
    status,
    differences,
    ...(withRequests ? { requests } : {}),
    ...(error === undefined ? {} : { error: plainError(error) }),
  };
}

function plainError(error: unknown): { code: string; message: string; hint: string } {
  if (error instanceof CliError)
    return { code: error.code, message: error.message, hint: error.hint };
  return {
    code: 'INTERNAL',
    message: error instanceof Error ? error.message : String(error),
    hint: 'Please report this.',
  };
}

function exitOf(
  steps: readonly StepResult[],
  { exitCode }: StepsOptions,
  failed: StepResult | undefined,
): number {
  if (failed)
    return steps.some(({ status }) => status === 'done')
      ? EXIT_CODES.partial.code
      : errorExit(failed.error);
  const planned = steps.some(({ status }) => status === 'planned');
  return exitCode && planned ? EXIT_CODES.changes.code : EXIT_CODES.ok.code;
}

/** Participles by action; a provider is registered, and a link is linked. */
const DONE: Readonly<Record<StepResult['action'], string>> = {
  create: 'created',
  update: 'updated',
  replace: 'replaced',
  delete: 'deleted',
  keep: 'kept',
};
const OWN_WORDS: Readonly<Record<string, string>> = { provider: 'registered', link: 'linked' };

function participle({ kind, action }: ShownStep): string {
  return action === 'create' ? (OWN_WORDS[kind] ?? DONE.create) : DONE[action];
}

function words(step: ShownStep): string {
  switch (step.status) {
    case 'kept':
      return step.action === 'keep' ? 'as wanted' : 'kept';
    case 'planned':
      return `will be ${participle(step)}`;
    case 'done':
      return participle(step);
    case 'failed':
      return `could not be ${participle(step)}`;
    case 'unknown':
      return `may have been ${participle(step)}`;
    case 'skipped':
      return 'not started';
  }
}

function symbol({ status, action }: ShownStep, style: Style): string {
  if (status === 'planned')
    return style.cyan(action === 'create' ? '+' : action === 'delete' ? '-' : '~');
  if (status === 'failed') return style.red('✘');
  if (status === 'unknown') return style.yellow('?');
  return status === 'skipped' ? style.dim('·') : style.green('✔');
}

function stepsText(steps: readonly ShownStep[], style: Style, commandLine: string): string {
  const width = Math.max(...steps.map(({ kind }) => kind.length));
  const lines = steps.flatMap((step) => stepLines(step, width, style));
  return [...lines, '', footer(steps, commandLine)].join('\n').trimEnd();
}

function stepLines(step: ShownStep, width: number, style: Style): string[] {
  const name = printableLine(step.id.split('/').at(-1) ?? step.id);
  const indent = width + 4;
  const fits =
    style.terminal !== true || stringWidth(`${name}  ${words(step)}`) <= style.columns - indent;
  const shown = style.bold(fits ? name : fitted(name, style, indent));
  const gap = fits ? '  ' : `\n${' '.repeat(indent)}`;
  return [
    `${symbol(step, style)} ${padded(step.kind, width)}  ${shown}${gap}${words(step)}`,
    ...step.differences.map((one) => differenceLine(one, style)),
    ...(step.requests ?? []).flatMap(requestLines),
  ];
}

function differenceLine({ path, from, to }: Difference, style: Style): string {
  const value = (text: string | undefined) => printableLine(text ?? '(none)');
  const text = `${printableLine(path)}: ${value(from)} → ${value(to)}`;
  return `    ${style.yellow(fitted(text, style, 6))}`;
}

function requestLines({ method, path, body }: PlannedRequest): string[] {
  const line = `    ${method} ${printableLine(path)}`;
  return body === undefined ? [line] : [line, `    ${printableLine(JSON.stringify(body))}`];
}

function footer(steps: readonly ShownStep[], commandLine: string): string {
  if (steps.some(({ status }) => status === 'failed' || status === 'unknown'))
    return `Running the same command again goes on from here:\n  ${printableLine(commandLine)}`;
  if (steps.some(({ status }) => status === 'planned'))
    return 'Nothing was changed: this was a dry run.';
  return steps.every(({ status }) => status === 'kept') ? 'Nothing to do.' : '';
}
