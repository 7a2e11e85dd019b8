import { reconcile } from '../engine/reconcile.ts';
import type { StepResult } from '../engine/types.ts';
import { want } from '../engine/want.ts';
import { checkName } from '../push/names.ts';
import { sendPolicy } from '../resources/send-policy.ts';
import { parseArmId, ruleId } from '../shared/arm-id.ts';
import { CliError } from '../shared/errors.ts';
import type { Rule, RuleKeys } from '../shared/ports.ts';
import type { Prompts } from '../shared/asking.ts';
import { type ChangeDeps, type ChangeMode, changeContext } from './context.ts';
import { resolveHub, type ResolveDeps } from './resolve.ts';

/** Throws `POLICY_TOO_WIDE` or `POLICY_CANNOT_SEND` unless the policy may send and nothing else. */
export function refuseWidePolicy(
  { name, rights }: Pick<Rule, 'name' | 'rights'>,
  policyId: string,
): void {
  refuseMutePolicy({ name, rights });
  if (rights.length === 1) return;
  throw new CliError({
    code: 'POLICY_TOO_WIDE',
    message: `The policy ${name} may ${rights.toSorted().join(', ')}: more than Send.`,
    hint: `Narrow it with: acs-notify policy ensure --hub ${hubOf(policyId)} --name ${name}, or name another: --policy <name>`,
  });
}

/** Throws `POLICY_CANNOT_SEND` unless the policy has Send. */
export function refuseMutePolicy({ name, rights }: Pick<Rule, 'name' | 'rights'>): void {
  if (rights.includes('Send')) return;
  throw new CliError({
    code: 'POLICY_CANNOT_SEND',
    message: `The policy ${name} may ${rights.join(', ')} and cannot send: no push would arrive.`,
    hint: 'Name a policy that may send, or leave --policy out: acs-send is made for it.',
  });
}

function hubOf(policyId: string): string {
  const [namespace, hub] = parseArmId(policyId)?.names ?? [];
  return `${namespace}/${hub}`;
}

export interface EnsurePolicyRequest extends ChangeMode {
  hub: string | undefined;
  name: string;
}

/** Makes sure that a hub has a policy that may send and nothing else. One that may more is narrowed only once agreed to. */
export async function ensurePolicy(
  request: EnsurePolicyRequest,
  deps: ChangeDeps & ResolveDeps & { prompts: Prompts },
): Promise<{ policy: { id: string; name: string }; steps: StepResult[] }> {
  checkName('policy', request.name);
  const hubId = await resolveHub(request.hub, deps);
  const { context, options } = await changeContext(deps, request);
  await requireHub(hubId, deps);
  const confirm = (steps: readonly { action: string }[]) =>
    steps.some(({ action }) => action === 'update')
      ? deps.prompts.confirm({
          message: `Narrow the policy ${request.name} to Send? Whoever uses its key for more stops working.`,
          flag: '--yes',
        })
      : Promise.resolve(true);
  const steps = await reconcile(
    [want(sendPolicy, { hubId, name: request.name, narrow: true })],
    context,
    { ...options, confirm },
  );
  return { policy: { id: ruleId(hubId, request.name), name: request.name }, steps };
}

/** The policies of a hub. */
export async function listPolicies(
  hub: string | undefined,
  deps: ResolveDeps,
): Promise<{ hub: string; policies: Rule[] }> {
  const hubId = await resolveHub(hub, deps);
  await requireHub(hubId, deps);
  const rules = await (await deps.azure()).hubs.rules(hubId);
  return { hub: hubId, policies: rules.map((rule) => ({ ...rule, id: ruleId(hubId, rule.name) })) };
}

/** The keys of a policy. */
export async function policyKeys(
  request: { hub: string | undefined; name: string },
  deps: ResolveDeps,
): Promise<RuleKeys & { id: string }> {
  const hubId = await resolveHub(request.hub, deps);
  const id = ruleId(hubId, request.name);
  return { id, ...(await (await deps.azure()).hubs.keys(id)) };
}

/** Throws `NOT_FOUND` unless the hub is there. */
export async function requireHub(hubId: string, deps: ResolveDeps): Promise<void> {
  if (await (await deps.azure()).hubs.hub(hubId)) return;
  throw hubAbsent(hubId);
}

/** The error for a hub that is not there. */
export function hubAbsent(hubId: string): CliError {
  return new CliError({
    code: 'NOT_FOUND',
    message: `There is no hub ${hubId}.`,
    hint: 'See: acs-notify hub list. Make one with: acs-notify hub create',
  });
}
