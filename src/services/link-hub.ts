import { reconcile } from '../engine/reconcile.ts';
import type { StepResult } from '../engine/types.ts';
import { want } from '../engine/want.ts';
import { checkName } from '../push/names.ts';
import type { KindContext } from '../resources/context.ts';
import { link } from '../resources/link.ts';
import { sendPolicy } from '../resources/send-policy.ts';
import { ruleId, sameName } from '../shared/arm-id.ts';
import type { Prompts } from '../shared/asking.ts';
import { CliError, isCliError } from '../shared/errors.ts';
import type { PnsCredential } from '../shared/ports.ts';
import type { Secret } from '../shared/secret.ts';
import {
  checkedConnectionString,
  type ConnectionStringDeps,
  type GivenConnectionString,
} from './connection-string.ts';
import { type ChangeDeps, type ChangeMode, changeContext } from './context.ts';
import { checkBeforeLinking, type LinkPlace } from './link-checks.ts';
import { resolvePair, type ResolveDeps } from './resolve.ts';

export interface LinkHubRequest extends ChangeMode {
  resource: string | undefined;
  hub: string | undefined;
  /** `acs-send` unless named; with a connection string, the one that it is of. */
  policy: string | undefined;
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

export type LinkDeps = ChangeDeps & ResolveDeps & ConnectionStringDeps & { prompts: Prompts };

/** Links a hub to an ACS resource by a policy that may send. What can be refused is refused before the first write. */
export async function linkHub(request: LinkHubRequest, deps: LinkDeps): Promise<HubLinked> {
  if (request.policy !== undefined) checkName('policy', request.policy);
  const given = await checkedConnectionString(request, deps);
  const place: LinkPlace = {
    ...(await resolvePair(request, deps)),
    policy: given?.policy ?? request.policy ?? 'acs-send',
  };
  const { context, options } = await changeContext(deps, request);
  const seen = await checkBeforeLinking(
    place,
    { allowMoreRights: request.allowMoreRights, brought: given !== undefined },
    context.azure,
  );
  const other = seen.link && !sameName(seen.link.hubId, place.hubId) ? seen.link.hubId : undefined;
  if (other !== undefined && !request.relink && !request.dryRun) await agreeToMove(other, deps);
  const steps = await reconcile(wantedList(request, place, { ...seen, given }), context, options);
  return {
    resource: { id: place.resourceId },
    hub: { id: place.hubId },
    policy: { name: place.policy },
    steps,
    warnings: [
      ...(other !== undefined && request.dryRun && !request.relink ? [moveWarning(other)] : []),
      ...keptWarning(steps, { request, given, policy: place.policy }),
      ...warningsFor(steps, seen.credentials),
    ],
  };
}

function wantedList(
  { relink }: LinkHubRequest,
  { resourceId, hubId, policy }: LinkPlace,
  {
    link: found,
    rule,
    given,
  }: Awaited<ReturnType<typeof checkBeforeLinking>> & {
    given: GivenConnectionString | undefined;
  },
) {
  const policies = given
    ? []
    : [want(sendPolicy, { hubId, name: policy, narrow: false }, { found: rule?.rights })];
  const connectionString = async (context: KindContext): Promise<Secret> =>
    given?.secret ?? (await keyOf(ruleId(hubId, policy), context));
  return [...policies, want(link, { resourceId, hubId, connectionString, relink }, { found })];
}

async function keyOf(policyId: string, { azure }: KindContext): Promise<Secret> {
  try {
    return (await azure.hubs.keys(policyId)).primaryConnectionString;
  } catch (error) {
    if (!isCliError(error, 'DENIED')) throw error;
    const { code, message, hint, azure: answer, cause } = error;
    throw new CliError({
      code,
      message,
      hint: `${hint}\nOr bring a connection string from somebody who may list keys: --hub-id <id> --connection-string-file <file>`,
      ...(answer ? { azure: answer } : {}),
      cause,
    });
  }
}

/** Moving a link takes pushes from the apps of the other hub: a person agrees, or `--relink` says so. `--yes` alone does not. */
async function agreeToMove(other: string, { prompts }: LinkDeps): Promise<void> {
  if (!prompts.interactive)
    throw new CliError({
      code: 'LINKED_ELSEWHERE',
      message: `The ACS resource is linked to another hub: ${other}.`,
      hint: 'To move the link, ending pushes through that hub: add --relink',
    });
  const message = `The ACS resource is linked to ${other}. Link this hub instead? Pushes through the other one end.`;
  if (await prompts.confirm({ message, flag: '--relink', evenWithYes: true })) return;
  throw new CliError({
    code: 'CANCELLED',
    message: 'Cancelled. The link was left as it is.',
    hint: 'To move the link: add --relink',
  });
}

function moveWarning(other: string): string {
  return `The ACS resource is linked to ${other}: without --relink it is not moved unless a person agrees.`;
}

/** By which policy and key a link was made cannot be read back (facts 1), so one that is kept may be by another. */
function keptWarning(
  steps: readonly StepResult[],
  asked: { request: LinkHubRequest; given: GivenConnectionString | undefined; policy: string },
): string[] {
  const kept = steps.some(({ kind, action }) => kind === 'link' && action === 'keep');
  if (!kept || (asked.request.policy === undefined && asked.given === undefined)) return [];
  return [
    `It is linked to this hub already; by which policy and key cannot be read. To link it again by ${asked.policy}: add --relink`,
  ];
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
