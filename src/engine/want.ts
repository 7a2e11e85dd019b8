import type { Action, Difference, ResourceKind, Step } from './types.ts';

/** A step with what carries it out. */
export interface Planned<C> {
  step: Step;
  /** Sends the change once, and waits for it. */
  send(context: C): Promise<void>;
  /** Reads anew after an outcome that is unknown: what is left to do, or undefined when the change was made. */
  left(context: C): Promise<Planned<C> | undefined>;
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
  const planned = (found: F | undefined): Planned<C> => {
    const step = stepFor(kind, wanted, found);
    return {
      step,
      async send(context) {
        if (step.action === 'replace') await deletionOf(kind).run(wanted, context);
        await kind.put(wanted, step.action === 'replace' ? undefined : found, context);
      },
      async left(context) {
        const now = await kind.find(wanted, context);
        const landed = now !== undefined && kind.landed?.(wanted, found, now);
        const next = planned(now);
        return landed || next.step.action === 'keep' ? undefined : next;
      },
    };
  };
  return {
    plan: async (context) => planned(known ? known.found : await kind.find(wanted, context)),
  };
}

/** That this should not be there. Throws `TypeError` for a kind that cannot be deleted. */
export function unwant<W, F, C>(kind: ResourceKind<W, F, C>, wanted: W): Wanted<C> {
  const deletion = deletionOf(kind);
  const plan = async (context: C): Promise<Planned<C>> => {
    const there = (await kind.find(wanted, context)) !== undefined;
    const action = there ? 'delete' : 'keep';
    const requests = there ? deletion.requests(wanted) : [];
    return {
      step: { kind: kind.kind, id: kind.id(wanted), action, differences: [], requests },
      send: (now) => deletion.run(wanted, now),
      async left(now) {
        const next = await plan(now);
        return next.step.action === 'keep' ? undefined : next;
      },
    };
  };
  return { plan };
}

function stepFor<W, F, C>(kind: ResourceKind<W, F, C>, wanted: W, found: F | undefined): Step {
  const differences = found === undefined ? [] : kind.compare(wanted, found);
  const action = actionFor(found !== undefined, differences);
  const replaced = action === 'replace';
  const removal = replaced ? (kind.deletion?.requests(wanted) ?? []) : [];
  const change = action === 'keep' ? [] : kind.requests(wanted, replaced ? undefined : found);
  const requests = [...removal, ...change];
  return { kind: kind.kind, id: kind.id(wanted), action, differences, requests };
}

function actionFor(there: boolean, differences: readonly Difference[]): Action {
  if (!there) return 'create';
  if (differences.length === 0) return 'keep';
  return differences.some(({ replaces }) => replaces) ? 'replace' : 'update';
}

function deletionOf<W, F, C>(kind: ResourceKind<W, F, C>) {
  if (kind.deletion) return kind.deletion;
  throw new TypeError(`${kind.kind} cannot be deleted`);
}
