import { type FoundLink, linkIn } from '../resources/link.ts';
import { COMMUNICATION_VERSION, HUBS_VERSION } from '../resources/versions.ts';
import { parentId, ruleId, sameName } from '../shared/arm-id.ts';
import { CliError, isCliError } from '../shared/errors.ts';
import { member } from '../shared/json.ts';
import type { Azure, PnsCredential, Right, Rule } from '../shared/ports.ts';
import { shellQuote } from '../shared/shell-quote.ts';
import { hubAbsent, resourceAbsent } from './absent.ts';
import { subscriptionOption } from './ids.ts';
import { narrowing, refuseMutePolicy, refuseWidePolicy } from './policy-rights.ts';

/** What is to be linked, and by which policy. */
export interface LinkPlace {
  resourceId: string;
  hubId: string;
  policy: string;
}

export interface LinkMode {
  /** A policy that may do more than send will do. */
  allowMoreRights: boolean;
  /** The connection string was brought: who brings one may not be allowed to read the hub. */
  brought: boolean;
}

/** What there is already of a link to be made. */
export interface SeenLink {
  link: FoundLink | undefined;
  rule: Rule | undefined;
  /** Undefined when they cannot be read. */
  credentials: PnsCredential[] | undefined;
}

/** Reads, side by side, all that linking depends on, and refuses what would leave phones silent or a key too mighty. */
export async function checkBeforeLinking(
  place: LinkPlace,
  mode: LinkMode,
  azure: Azure,
): Promise<SeenLink> {
  const { resourceId, hubId, policy } = place;
  const may = <T>(value: Promise<T>) => (mode.brought ? value.catch(deniedAsUnreadable) : value);
  const [resource, hub, rule, credentials] = await Promise.all([
    azure.arm.get(resourceId, COMMUNICATION_VERSION),
    may(azure.hubs.hub(hubId)),
    may(azure.hubs.rule(ruleId(hubId, policy))),
    azure.hubs.credentials(hubId).catch(() => undefined), // only for a warning: whatever is wrong, the hub's own read says it
  ]);
  if (resource === undefined) throw resourceAbsent(resourceId);
  if (hub === undefined) throw hubAbsent(hubId);
  const known = mode.brought ? await broughtRule(place, rule, azure) : readable(rule);
  if (known) refuseRights(known, place, mode);
  return { link: linkIn(resource), rule: readable(rule), credentials };
}

const UNREADABLE = 'unreadable';
type Maybe<T> = T | typeof UNREADABLE;

function deniedAsUnreadable(error: unknown): typeof UNREADABLE {
  if (isCliError(error, 'DENIED')) return UNREADABLE;
  throw error;
}

function readable<T>(value: Maybe<T>): T | undefined {
  return value === UNREADABLE ? undefined : value;
}

/** The policy of a string that was brought: the hub's, or the namespace's of that name, or by its well-known name. */
async function broughtRule(
  { hubId, policy }: LinkPlace,
  rule: Maybe<Rule | undefined>,
  { arm }: Azure,
): Promise<Pick<Rule, 'name' | 'rights'> | undefined> {
  if (rule === UNREADABLE) return wellKnown(policy);
  if (rule) return rule;
  const id = ruleId(parentId(hubId), policy);
  const found = await arm.get(id, HUBS_VERSION).catch(deniedAsUnreadable);
  if (found === UNREADABLE) return wellKnown(policy);
  if (found === undefined)
    throw new CliError({
      code: 'INVALID_CONNECTION_STRING',
      message: `The connection string is of the policy ${policy}, which neither the hub nor its namespace has.`,
      hint: 'Take the string of a policy of this hub: acs-notify policy list',
    });
  return { name: policy, rights: rightsIn(found) };
}

function rightsIn(body: unknown): Right[] {
  const rights = member(body, 'properties', 'rights');
  return Array.isArray(rights) ? (rights as Right[]) : []; // one of three words each, by the specification
}

/** Policies that every hub or namespace has, with rights that everybody knows (facts 2, Keys). */
const WELL_KNOWN: readonly Pick<Rule, 'name' | 'rights'>[] = [
  { name: 'DefaultListenSharedAccessSignature', rights: ['Listen'] },
  { name: 'DefaultFullSharedAccessSignature', rights: ['Listen', 'Manage', 'Send'] },
  { name: 'RootManageSharedAccessKey', rights: ['Listen', 'Manage', 'Send'] },
];

function wellKnown(policy: string): Pick<Rule, 'name' | 'rights'> | undefined {
  return WELL_KNOWN.find(({ name }) => sameName(name, policy));
}

function refuseRights(
  rule: Pick<Rule, 'name' | 'rights'>,
  { hubId, policy }: LinkPlace,
  { allowMoreRights, brought }: LinkMode,
): void {
  if (allowMoreRights) return refuseMutePolicy(rule);
  const [namespace, hub] = hubId.split('/').filter((_, index) => index === 8 || index === 10);
  const hint = brought
    ? `Bring the string of a policy that may send and nothing else: acs-notify policy ensure --hub ${shellQuote(`${namespace}/${hub}`)} ${subscriptionOption(hubId)}`
    : `Leave --policy out: acs-send is made for it. Or narrow this one: ${narrowing(ruleId(hubId, policy))}`;
  refuseWidePolicy(rule, `${hint}\nOr take it as it is: --allow-more-rights`);
}
