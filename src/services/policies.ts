import { reconcile } from '../engine/reconcile.ts';
import type { Step, StepResult } from '../engine/types.ts';
import { want } from '../engine/want.ts';
import { checkName } from '../push/names.ts';
import { sendPolicy } from '../resources/send-policy.ts';
import { ruleId } from '../shared/arm-id.ts';
import type { Prompts } from '../shared/asking.ts';
import { isCliError } from '../shared/errors.ts';
import type { Rule, RuleKeys } from '../shared/ports.ts';
import { hubAbsent, policyAbsent } from './absent.ts';
import { type ChangeDeps, type ChangeMode, changeContext } from './context.ts';
import { resolveHub, type ResolveDeps } from './resolve.ts';

export interface EnsurePolicyRequest extends ChangeMode {
  hub: string | undefined;
  name: string;
}

/** Makes sure that a hub has a policy that may send and nothing else. One that may more is narrowed only once agreed to. */
export async function ensurePolicy(
  request: EnsurePolicyRequest,
  deps: ChangeDeps & ResolveDeps & { prompts: Prompts },
): Promise<{ policy: { id: string; name: string }; steps: StepResult[] }> {
  const { name } = request;
  checkName('policy', name);
  const hubId = await resolveHub(request.hub, deps);
  const { context, options } = await changeContext(deps, request);
  const id = ruleId(hubId, name);
  const { hubs } = context.azure;
  const [hub, rule] = await Promise.all([hubs.hub(hubId), hubs.rule(id)]);
  if (!hub) throw hubAbsent(hubId);
  const wanted = [want(sendPolicy, { hubId, name, narrow: true }, { found: rule?.rights })];
  const confirm = (steps: readonly Step[]) => agreeToNarrow(steps, name, deps);
  return { policy: { id, name }, steps: await reconcile(wanted, context, { ...options, confirm }) };
}

/** Only what exists already can be in use for more than sending. */
async function agreeToNarrow(
  steps: readonly Step[],
  name: string,
  { prompts }: { prompts: Prompts },
): Promise<boolean> {
  const change = steps.find(({ action }) => action === 'update')?.differences[0];
  if (!change) return true;
  return prompts.confirm({
    message: `Change the policy ${name} from ${change.from ?? 'nothing'} to Send? Whoever uses its key for more stops working.`,
    flag: '--yes',
  });
}

/** The policies of a hub. */
export async function listPolicies(
  hub: string | undefined,
  deps: ResolveDeps,
): Promise<{ hub: string; policies: Rule[] }> {
  const hubId = await resolveHub(hub, deps);
  const { hubs } = await deps.azure();
  const rules = await hubs.rules(hubId).catch(absentIf(() => hubAbsent(hubId)));
  return { hub: hubId, policies: rules.map((rule) => ({ ...rule, id: ruleId(hubId, rule.name) })) };
}

/** The keys of a policy. */
export async function policyKeys(
  request: { hub: string | undefined; name: string },
  deps: ResolveDeps,
): Promise<RuleKeys & { id: string }> {
  checkName('policy', request.name);
  const hubId = await resolveHub(request.hub, deps);
  const { hubs } = await deps.azure();
  const id = ruleId(hubId, request.name);
  try {
    return { id, ...(await hubs.keys(id)) };
  } catch (error) {
    if (!isCliError(error, 'NOT_FOUND')) throw error;
    const rules = await hubs.rules(hubId).catch(absentIf(() => hubAbsent(hubId)));
    throw policyAbsent(
      request.name,
      rules.map(({ name }) => name),
    );
  }
}

/** Says what is absent where Azure says only that something is. */
function absentIf(say: () => Error): (error: unknown) => never {
  return (error) => {
    throw isCliError(error, 'NOT_FOUND') ? say() : error;
  };
}
