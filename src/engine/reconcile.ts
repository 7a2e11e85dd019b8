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
  if (options.dryRun || steps.every(({ action }) => action === 'keep'))
    return steps.map((step) => untouched(step, 'planned'));
  options.signal?.throwIfAborted();
  if (options.confirm && !(await options.confirm(steps))) throw cancelled();
  return applyAll(planned, context, options);
}

function untouched(step: Step, status: 'planned' | 'skipped'): StepResult {
  return { ...step, status: step.action === 'keep' ? 'kept' : status };
}

function refuseReplacement(steps: readonly Step[], allowed: boolean): void {
  const step = steps.find(({ action }) => action === 'replace');
  if (!step || allowed) return;
  const changes = step.differences
    .filter(({ replaces }) => replaces)
    .map(({ path, from, to }) => `${path} from ${from ?? 'nothing'} to ${to ?? 'nothing'}`);
  throw new CliError({
    code: 'REPLACE_REFUSED',
    message: `The ${spoken(step)} ${step.id.split('/').at(-1)} cannot change ${changes.join(', ')} in place.`,
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
  for (const one of planned) {
    const going = results.every(({ status }) => status === 'kept' || status === 'done');
    results.push(going ? await applyOne(one, context, options) : untouched(one.step, 'skipped'));
  }
  return results;
}

async function applyOne<C>(
  planned: Planned<C>,
  context: C,
  { onEvent, signal, pause }: ReconcileOptions,
): Promise<StepResult> {
  const { step } = planned;
  if (step.action === 'keep') return untouched(step, 'skipped');
  if (signal?.aborted) return { ...step, status: 'skipped', error: signal.reason };
  onEvent?.({ type: 'started', step });
  const result = await settle(planned, context, pause).then(
    (): StepResult => ({ ...step, status: 'done' }),
    (error: unknown): StepResult => ({ ...step, status: statusOf(error, signal), error }),
  );
  onEvent?.({ type: 'finished', step, result });
  return result;
}

/** A change that was interrupted, or that nobody answered for, may have been made. */
function statusOf(error: unknown, signal: AbortSignal | undefined): 'unknown' | 'failed' {
  return signal?.aborted || isCliError(error, 'OUTCOME_UNKNOWN') ? 'unknown' : 'failed';
}

/** How often a change whose outcome stays unknown is sent. */
const TRIES = 3;

/** Sends a change. When its outcome is unknown, reads what is there, and sends only what still differs. */
async function settle<C>(
  planned: Planned<C>,
  context: C,
  pause: ReconcileOptions['pause'],
): Promise<void> {
  let next: Planned<C> | undefined = planned;
  for (let attempt = 1; next; attempt += 1) {
    try {
      return await next.send(context);
    } catch (error) {
      if (!isCliError(error, 'OUTCOME_UNKNOWN') || attempt === TRIES) throw error;
      await pause?.(error, attempt);
      next = await next.left(context).catch((cause: unknown) => {
        throw unreadable(planned.step, error, cause);
      });
    }
  }
}

function unreadable(step: Step, { message, hint }: CliError, cause: unknown): CliError {
  const more = `${message} Reading the ${spoken(step)} back failed too.`;
  return new CliError({ code: 'OUTCOME_UNKNOWN', message: more, hint, cause });
}

function spoken({ kind }: Step): string {
  return kind.replaceAll('-', ' ');
}
