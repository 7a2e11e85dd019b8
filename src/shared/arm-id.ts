/** An ARM resource id, taken apart. Comparing ids is done without case, as ARM does; `text` keeps it as given. */
export interface ArmId {
  /** The whole id as it was given, without a trailing slash. */
  text: string;
  subscription: string;
  /** Undefined for what lies directly under the subscription. */
  group: string | undefined;
  /** `Microsoft.NotificationHubs/namespaces/notificationHubs`; `Microsoft.Resources/resourceGroups` for a group. */
  type: string;
  /** The names along the path, outermost first: namespace, hub, rule. */
  names: string[];
  /** The last of `names`. */
  name: string;
}

const SUBSCRIPTION =
  /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+))?(?:\/providers\/([^/]+)\/(.+))?$/i;

/** What an address reads as more than a name: query, fragment, escape, backslash, blank or control character. */
const NO_NAME = /[?#%\\\s\p{Cc}]/u;

/**
 * Takes an ARM id apart. Undefined when the text is none: no leading `/subscriptions/`, empty or odd segments, a step up
 * (`..`), or a character that would lead an address elsewhere than to a name.
 */
export function parseArmId(text: string): ArmId | undefined {
  const trimmed = text.replace(/\/$/, '');
  const match = SUBSCRIPTION.exec(trimmed);
  const [, subscription, group, provider, rest] = match ?? [];
  if (NO_NAME.test(trimmed) || trimmed.split('/').some(isStep)) return undefined;
  if (subscription === undefined) return undefined;
  const base = { text: trimmed, subscription, group };
  if (provider !== undefined && rest !== undefined) return withProvider(base, provider, rest);
  if (group === undefined) return undefined;
  return { ...base, type: 'Microsoft.Resources/resourceGroups', names: [group], name: group };
}

function isStep(segment: string): boolean {
  return segment === '.' || segment === '..';
}

function withProvider(
  base: Pick<ArmId, 'text' | 'subscription' | 'group'>,
  provider: string,
  rest: string,
): ArmId | undefined {
  const segments = rest.split('/');
  if (segments.length % 2 !== 0 || segments.includes('')) return undefined;
  const types = segments.filter((_, index) => index % 2 === 0);
  const names = segments.filter((_, index) => index % 2 === 1);
  const name = names.at(-1);
  if (name === undefined) return undefined;
  return { ...base, type: [provider, ...types].join('/'), names, name };
}

/** Whether two ids, types or names mean the same to ARM: compared without case. */
export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The id of what contains this: the hub of a rule, the namespace of a hub. Two segments shorter. */
export function parentId(id: string): string {
  return id.replace(/\/$/, '').split('/').slice(0, -2).join('/');
}

/** `/subscriptions/{subscription}/resourceGroups/{group}`. */
export function groupId(subscription: string, group: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}`;
}

/** The ARM id of a Notification Hubs namespace. */
export function namespaceId(subscription: string, group: string, namespace: string): string {
  return `${groupId(subscription, group)}/providers/Microsoft.NotificationHubs/namespaces/${namespace}`;
}

/** The ARM id of a notification hub in a namespace. */
export function hubId(namespace: string, hub: string): string {
  return `${namespace}/notificationHubs/${hub}`;
}

/** The ARM id of an authorization rule (the portal's "access policy") of a hub or a namespace. */
export function ruleId(owner: string, rule: string): string {
  return `${owner}/authorizationRules/${rule}`;
}
