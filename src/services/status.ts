import { linkIn } from '../resources/link.ts';
import { COMMUNICATION_VERSION } from '../resources/versions.ts';
import { parseArmId, sameName } from '../shared/arm-id.ts';
import { isCliError } from '../shared/errors.ts';
import { textAt } from '../shared/json.ts';
import type { Azure, PnsCredential, Right, Rule } from '../shared/ports.ts';
import { Secret } from '../shared/secret.ts';
import { resourceAbsent } from './absent.ts';
import { resolveResource, type ResolveDeps } from './resolve.ts';
import { type Finding, findingsOf, type SeenChain, type SeenHub } from './findings.ts';

export interface Status {
  resource: { id: string; name: string; provisioningState: string | null };
  link: { hubId: string | null };
  /** The linked hub, null when there is none or it cannot be read. */
  hub: { id: string; name: string } | null;
  /** The policy that may send, the narrowest first. */
  policy: { name: string; rights: Right[] } | null;
  /** Kinds with their parts, secret ones as fingerprints; null when they cannot be read. */
  credentials: { kind: string; parts: Record<string, string> }[] | null;
  /** What is right, what is wrong, what needs a look, link by link. */
  findings: Finding[];
}

/** The providers without which the chain cannot be. */
const PROVIDERS = ['Microsoft.Communication', 'Microsoft.NotificationHubs'];

/** The chain from the ACS resource to the phone, read side by side where links do not need one another. */
export async function showStatus(resource: string | undefined, deps: ResolveDeps): Promise<Status> {
  const id = await resolveResource(resource, deps);
  const azure = await deps.azure();
  const [body, providers] = await Promise.all([
    azure.arm.get(id, COMMUNICATION_VERSION),
    readProviders(parseArmId(id)?.subscription ?? '', azure),
  ]);
  if (body === undefined) throw resourceAbsent(id);
  const hubId = linkIn(body)?.hubId;
  const seen: SeenChain = {
    id,
    name: parseArmId(id)?.name ?? id,
    provisioningState: textAt(body, 'properties', 'provisioningState'),
    hubId,
    hub: hubId === undefined ? undefined : await readHub(hubId, azure),
    providers,
  };
  return statusOf(seen);
}

function statusOf(seen: SeenChain): Status {
  const { id, name, provisioningState = null, hubId = null, hub } = seen;
  return {
    resource: { id, name, provisioningState },
    link: { hubId },
    hub: hub?.there === true && hubId !== null ? { id: hubId, name: nameOf(hubId) } : null,
    policy: hub?.policy ?? null,
    credentials: hub?.credentials?.map(shown) ?? null,
    findings: findingsOf(seen),
  };
}

function nameOf(id: string): string {
  return parseArmId(id)?.name ?? id;
}

async function readHub(hubId: string, { hubs }: Azure): Promise<SeenHub> {
  const type = parseArmId(hubId)?.type ?? '';
  if (!sameName(type, 'Microsoft.NotificationHubs/namespaces/notificationHubs'))
    return { there: false, policy: undefined, policies: undefined, credentials: undefined };
  const [hub, rules, credentials] = await Promise.all([
    hubs.hub(hubId).then((found) => found !== undefined, deniedAsUndefined),
    hubs.rules(hubId).catch(absentOrDenied),
    hubs.credentials(hubId).catch(absentOrDenied),
  ]);
  return { there: hub, policy: narrowest(rules ?? []), policies: rules, credentials };
}

/** What sends needs Send; of several the one that may least else. */
function narrowest(rules: readonly Rule[]): SeenHub['policy'] {
  const [best] = rules
    .filter(({ rights }) => rights.includes('Send'))
    .toSorted((one, other) => one.rights.length - other.rights.length);
  return best && { name: best.name, rights: best.rights };
}

function deniedAsUndefined(error: unknown): undefined {
  if (!isCliError(error, 'DENIED')) throw error;
}

/** In a subscription without the provider there is no hub either. */
function absentOrDenied(error: unknown): undefined {
  const unregistered = isCliError(error) && error.azure?.code === 'MissingSubscriptionRegistration';
  if (!unregistered && !isCliError(error, 'NOT_FOUND')) deniedAsUndefined(error);
}

async function readProviders(
  subscription: string,
  { resources }: Azure,
): Promise<SeenChain['providers']> {
  return Promise.all(
    PROVIDERS.map(async (namespace) => ({
      namespace,
      state: await resources.providerState(subscription, namespace).catch(deniedAsUndefined),
    })),
  );
}

function shown({ kind, parts }: PnsCredential): { kind: string; parts: Record<string, string> } {
  const texts = Object.entries(parts).map(([name, value]): [string, string] => [
    name,
    value instanceof Secret ? `*** (${value.fingerprint()})` : value,
  ]);
  return { kind, parts: Object.fromEntries(texts) };
}
