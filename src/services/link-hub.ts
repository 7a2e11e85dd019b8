import { reconcile } from '../engine/reconcile.ts';
import type { StepResult } from '../engine/types.ts';
import { want } from '../engine/want.ts';
import { checkName } from '../push/names.ts';
import { type FoundLink, link, linkIn } from '../resources/link.ts';
import { sendPolicy } from '../resources/send-policy.ts';
import { COMMUNICATION_VERSION } from '../resources/versions.ts';
import { ruleId, sameName } from '../shared/arm-id.ts';
import { CliError, isCliError } from '../shared/errors.ts';
import type { Azure, PnsCredential, Rule } from '../shared/ports.ts';
import type { Secret } from '../shared/secret.ts';
import type { Prompts } from '../shared/asking.ts';
import { type ChangeDeps, type ChangeMode, changeContext } from './context.ts';
import { checkedConnectionString } from './connection-string.ts';
import { hubAbsent, refuseMutePolicy, refuseWidePolicy } from './policies.ts';
import {
  refuseOtherSubscription,
  resolveHub,
  resolveResource,
  type ResolveDeps,
} from './resolve.ts';

export interface LinkHubRequest extends ChangeMode {
  resource: string | undefined;
  hub: string | undefined;
  policy: string;
  relink: boolean;
  allowMoreRights: boolean;
  /** File, `-` or `env:NAME`: for people who may not list keys. */
  connectionStringFile: string | undefined;
}

export interface HubLinked {
  resource: { id: string };
  hub: { id: string };
  policy: { name: string };
  steps: StepResult[];
  /** What a person should know: no credentials yet, up to 10 minutes. */
  warnings: string[];
}

export type LinkDeps = ChangeDeps &
  ResolveDeps & {
    prompts: Prompts;
    readFile(path: string): Promise<string>;
    env: Readonly<Record<string, string | undefined>>;
  };

/** Links a hub to an ACS resource by a policy that may send. Everything that can be refused is refused before the first write. */
export async function linkHub(request: LinkHubRequest, deps: LinkDeps): Promise<HubLinked> {
  checkName('policy', request.policy);
  const wholeIds = request.resource?.startsWith('/') && request.hub?.startsWith('/');
  if (wholeIds) refuseOtherSubscription(request.resource ?? '', request.hub ?? '');
  const given = await checkedConnectionString(request, deps);
  const [resourceId, hubId] = [
    await resolveResource(request.resource, deps),
    await resolveHub(request.hub, deps),
  ];
  refuseOtherSubscription(resourceId, hubId);
  const policy = given?.policy ?? request.policy;
  const { context, options } = await changeContext(deps, request);
  const seen = await read(
    { resourceId, hubId, policy, tolerant: given !== undefined },
    context.azure,
  );
  refuseRights(seen.rule, { request, policyId: ruleId(hubId, policy), given: given !== undefined });
  const elsewhere = seen.link !== undefined && !sameName(seen.link.hubId, hubId);
  if (elsewhere && !request.dryRun) await agreeToMove(request, seen.link?.hubId ?? '', deps);
  const connectionString = given
    ? () => Promise.resolve(given.secret)
    : () => keyOf(context.azure, ruleId(hubId, policy));
  const wantedLink = want(
    link,
    { resourceId, hubId, connectionString, relink: request.relink },
    { found: seen.link },
  );
  const policies = given
    ? []
    : [want(sendPolicy, { hubId, name: policy, narrow: false }, { found: seen.rule?.rights })];
  const steps = await reconcile([...policies, wantedLink], context, options);
  return {
    resource: { id: resourceId },
    hub: { id: hubId },
    policy: { name: policy },
    steps,
    warnings: warningsFor(steps, seen.credentials),
  };
}

async function keyOf({ hubs }: Azure, policyId: string): Promise<Secret> {
  return (await hubs.keys(policyId)).primaryConnectionString;
}

interface Seen {
  link: FoundLink | undefined;
  rule: Rule | undefined;
  /** Undefined when they may not be read. */
  credentials: PnsCredential[] | undefined;
}

/** Reads all that linking depends on, side by side. Tolerant: who brings a connection string may not be allowed to read the hub. */
async function read(
  at: { resourceId: string; hubId: string; policy: string; tolerant: boolean },
  { arm, hubs }: Azure,
): Promise<Seen> {
  const may = <T>(value: Promise<T>) => value.catch(ifDenied<T>(at.tolerant));
  const [resource, hub, rule, credentials] = await Promise.all([
    arm.get(at.resourceId, COMMUNICATION_VERSION),
    may(hubs.hub(at.hubId).then((found) => found ?? 'absent')),
    may(hubs.rule(ruleId(at.hubId, at.policy))),
    hubs.credentials(at.hubId).catch(() => undefined), // only for a warning: whatever is wrong, the hub's own read says it
  ]);
  if (resource === undefined) throw resourceAbsent(at.resourceId);
  if (hub === 'absent') throw hubAbsent(at.hubId);
  return { link: linkIn(resource), rule, credentials };
}

function ifDenied<T>(tolerant: boolean): (error: unknown) => T | undefined {
  return (error) => {
    if (tolerant && isCliError(error, 'DENIED')) return undefined;
    throw error;
  };
}

/** The error for an ACS resource that is not there. */
export function resourceAbsent(resourceId: string): CliError {
  return new CliError({
    code: 'NOT_FOUND',
    message: `There is no ACS resource ${resourceId}.`,
    hint: 'See: acs-notify resource list',
  });
}

function refuseRights(
  rule: Rule | undefined,
  at: { request: LinkHubRequest; policyId: string; given: boolean },
): void {
  if (!rule) return;
  if (at.request.allowMoreRights) refuseMutePolicy(rule);
  else refuseWidePolicy(rule, at.policyId);
}

/** Moving a link takes pushes from the apps of the other hub: a person agrees, or `--relink` says so. `--yes` alone does not. */
async function agreeToMove(request: LinkHubRequest, other: string, deps: LinkDeps): Promise<void> {
  if (request.relink) return;
  const message = `The ACS resource is linked to ${other}. Link this hub instead? Pushes through the other one end.`;
  if (
    deps.prompts.interactive &&
    (await deps.prompts.confirm({ message, flag: '--relink', evenWithYes: true }))
  )
    return;
  throw new CliError({
    code: 'LINKED_ELSEWHERE',
    message: `The ACS resource is linked to another hub: ${other}.`,
    hint: 'To move the link, ending pushes through that hub: add --relink',
  });
}

function warningsFor(
  steps: readonly StepResult[],
  credentials: readonly PnsCredential[] | undefined,
): string[] {
  const linked = steps.some(({ kind, status }) => kind === 'link' && status === 'done');
  return [
    ...(linked ? ['A link takes up to 10 minutes to be in force.'] : []),
    ...(credentials?.length === 0
      ? [
          'The hub has no push credentials yet: no phone will ring until Apple’s or Google’s are set.',
        ]
      : []),
  ];
}
