import { CliError, isCliError } from '../shared/errors.ts';
import type { Action, Difference, ResourceKind, Step } from './types.ts';

/** How often a change whose outcome is unknown is looked at and, if need be, made again. */
const TRIES = 3;

/** A step with what carries it out. */
export interface Planned<C> {
  step: Step;
  /** Carries it out, reading back when an outcome is unknown. */
  apply(context: C): Promise<void>;
  /** Carries it out once. */
  once(context: C): Promise<void>;
}

/** A wanted state tied to its kind: the type parameters end here, so a list mixes kinds. */
export interface Wanted<C> {
  plan(context: C): Promise<Planned<C>>;
}

/** That this should be there, as wanted. `known`: what a check has just read, so that planning need not read it again. */
export function want<W, F, C>(
  kind: ResourceKind<W, F, C>,
  wanted: W,
  known?: { found: F | undefined },
): Wanted<C> {
  const planFrom = (found: F | undefined): Planned<C> => {
    const differences = found === undefined ? [] : kind.compare(wanted, found);
    const action = actionFor(found !== undefined, differences);
    const requests = action === 'keep' ? [] : kind.requests(wanted, found);
    const step = { kind: kind.kind, id: kind.id(wanted), action, differences, requests };
    const once = (context: C) => carryOut(context, action, found);
    return { step, once, apply: (context) => settle({ step, once }, plan, context) };
  };
  const carryOut = async (context: C, action: Action, found: F | undefined): Promise<void> => {
    if (action === 'replace') await kind.deletion?.run(wanted, context);
    await kind.put(wanted, action === 'replace' ? undefined : found, context);
  };
  const plan = async (context: C): Promise<Planned<C>> =>
    planFrom(await kind.find(wanted, context));
  return { plan: known ? () => Promise.resolve(planFrom(known.found)) : plan };
}

/** That this should not be there. Throws `TypeError` for a kind that cannot be deleted. */
export function unwant<W, F, C>(kind: ResourceKind<W, F, C>, wanted: W): Wanted<C> {
  const { deletion } = kind;
  if (!deletion) throw new TypeError(`${kind.kind} cannot be deleted`);
  const plan = async (context: C): Promise<Planned<C>> => {
    const there = (await kind.find(wanted, context)) !== undefined;
    const requests = there ? deletion.requests(wanted) : [];
    const step: Step = {
      kind: kind.kind,
      id: kind.id(wanted),
      action: there ? 'delete' : 'keep',
      differences: [],
      requests,
    };
    const once = (context: C) => deletion.run(wanted, context);
    return { step, once, apply: (context) => settle({ step, once }, plan, context) };
  };
  return { plan };
}

function actionFor(there: boolean, differences: readonly Difference[]): Action {
  if (!there) return 'create';
  if (differences.length === 0) return 'keep';
  return differences.some(({ replaces }) => replaces) ? 'replace' : 'update';
}

/** Carries a step out. When its outcome is unknown, reads what is there, and only what still differs is sent again. */
async function settle<C>(
  planned: Omit<Planned<C>, 'apply'>,
  plan: Wanted<C>['plan'],
  context: C,
): Promise<void> {
  let next = planned;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await next.once(context);
    } catch (error) {
      if (!isCliError(error, 'OUTCOME_UNKNOWN') || attempt === TRIES) throw error;
      next = await plan(context).catch((cause: unknown) =>
        Promise.reject(unreadable(next.step, error, cause)),
      );
      if (next.step.action === 'keep') return;
    }
  }
}

function unreadable(step: Step, error: CliError, cause: unknown): CliError {
  const message = `${error.message} Reading ${step.kind} back failed too.`;
  return new CliError({ code: 'OUTCOME_UNKNOWN', message, hint: error.hint, cause });
}
