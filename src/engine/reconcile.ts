import { CliError, isCliError } from '../shared/errors.ts';
import type { ReconcileOptions, Step, StepResult } from './types.ts';
import type { Planned, Wanted } from './want.ts';

/**
 * Brings the outer world to the wanted state, in list order. Planning reads everything side by side and changes nothing;
 * its errors are thrown, as are `REPLACE_REFUSED` and `CANCELLED`. Once the first change is under way nothing is thrown:
 * each step comes back with what became of it, and after a failure the rest is `skipped`.
 */
export async function reconcile<C>(
  wanted: readonly Wanted<C>[],
  context: C,
  options: ReconcileOptions,
): Promise<StepResult[]> {
  const planned = await Promise.all(wanted.map((one) => one.plan(context)));
  const steps = planned.map(({ step }) => step);
  refuseReplacement(steps, options.allowReplace ?? false);
  if (options.dryRun || steps.every(({ action }) => action === 'keep')) return steps.map(unapplied);
  options.signal?.throwIfAborted();
  if (options.confirm && !(await options.confirm(steps))) throw cancelled();
  return applyAll(planned, context, options);
}

function unapplied(step: Step): StepResult {
  return { ...step, status: step.action === 'keep' ? 'kept' : 'planned' };
}

function refuseReplacement(steps: readonly Step[], allowed: boolean): void {
  const step = steps.find(({ action }) => action === 'replace');
  if (!step || allowed) return;
  const changes = step.differences.filter(({ replaces }) => replaces);
  const list = changes
    .map(({ path, from, to }) => `${path} from ${from ?? 'nothing'} to ${to ?? 'nothing'}`)
    .join(', ');
  throw new CliError({
    code: 'REPLACE_REFUSED',
    message: `${step.kind} ${step.id.split('/').at(-1)} cannot change ${list} in place.`,
    hint: 'Leave that option out to keep what is there, or choose another name.',
  });
}

function cancelled(): CliError {
  return new CliError({
    code: 'CANCELLED',
    message: 'Cancelled. Nothing was changed.',
    hint: 'To agree beforehand: --yes',
  });
}

async function applyAll<C>(
  planned: readonly Planned<C>[],
  context: C,
  options: ReconcileOptions,
): Promise<StepResult[]> {
  const results: StepResult[] = [];
  let stopped = false;
  for (const one of planned) {
    const result: StepResult = stopped ? skipped(one.step) : await applyOne(one, context, options);
    stopped ||=
      result.status === 'failed' || result.status === 'unknown' || result.status === 'skipped';
    results.push(result);
  }
  return results;
}

function skipped(step: Step): StepResult {
  return { ...step, status: step.action === 'keep' ? 'kept' : 'skipped' };
}

async function applyOne<C>(
  planned: Planned<C>,
  context: C,
  { onEvent, signal }: ReconcileOptions,
): Promise<StepResult> {
  const { step } = planned;
  if (step.action === 'keep') return unapplied(step);
  if (signal?.aborted) return skipped(step);
  onEvent?.({ type: 'started', step });
  const result = await outcomeOf(planned, context, signal);
  onEvent?.({ type: 'finished', step, result });
  return result;
}

async function outcomeOf<C>(
  { step, apply }: Planned<C>,
  context: C,
  signal: AbortSignal | undefined,
): Promise<StepResult> {
  try {
    await apply(context);
    return { ...step, status: 'done' };
  } catch (error) {
    return { ...step, status: isUnknown(error, signal) ? 'unknown' : 'failed', error };
  }
}

/** A change that was interrupted, or that nobody answered for, may have been made. */
function isUnknown(error: unknown, signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true || isCliError(error, 'OUTCOME_UNKNOWN');
}
