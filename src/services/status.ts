import { linkIn } from '../resources/link.ts';
import { COMMUNICATION_VERSION } from '../resources/versions.ts';
import { parseArmId } from '../shared/arm-id.ts';
import { isCliError } from '../shared/errors.ts';
import { textAt } from '../shared/json.ts';
import type { Azure, Hub, PnsCredential, Right } from '../shared/ports.ts';
import { Secret } from '../shared/secret.ts';
import { resourceAbsent } from './link-hub.ts';
import { resolveResource, type ResolveDeps } from './resolve.ts';

export type Verdict = 'ok' | 'wrong' | 'warning' | 'unknown';

/** One line of the chain. */
export interface Finding {
  /** `resource`, `link`, `hub`, `policy`, `key`, `credentials`, `provider`. */
  about: string;
  verdict: Verdict;
  text: string;
  /** The command that mends it; there for what is wrong. */
  mend?: string;
}

export interface Status {
  resource: { id: string; name: string; provisioningState: string | undefined };
  link: { hubId: string | null };
  hub: { id: string; name: string } | null;
  /** The policy that may send, the narrowest first. */
  policy: { name: string; rights: Right[] } | null;
  /** Kinds with their public parts, secret ones as fingerprints. */
  credentials: { kind: string; parts: Record<string, string> }[] | null;
  findings: Finding[];
}

const PROVIDERS = ['Microsoft.Communication', 'Microsoft.NotificationHubs'];

/** The chain from the ACS resource to the phone, link by link, read side by side where links do not need one another. */
export async function showStatus(resource: string | undefined, deps: ResolveDeps): Promise<Status> {
  const id = await resolveResource(resource, deps);
  const azure = await deps.azure();
  const subscription = parseArmId(id)?.subscription ?? '';
  const [body, providers] = await Promise.all([
    azure.arm.get(id, COMMUNICATION_VERSION),
    readProviders(subscription, azure),
  ]);
  if (body === undefined) throw resourceAbsent(id);
  const hubId = linkIn(body)?.hubId;
  const seen = hubId === undefined ? undefined : await readHub(hubId, azure);
  const name = parseArmId(id)?.name ?? id;
  const provisioningState = textAt(body, 'properties', 'provisioningState');
  const findings = [
    resourceFinding(name, provisioningState),
    linkFinding(name, hubId),
    ...(seen && hubId !== undefined ? hubFindings(hubId, seen) : []),
    ...providers,
  ];
  return {
    resource: { id, name, provisioningState },
    link: { hubId: hubId ?? null },
    hub: seen?.hub && hubId !== undefined ? { id: hubId, name: seen.hub.name } : null,
    policy: seen?.policy ?? null,
    credentials: seen?.credentials?.map(shown) ?? null,
    findings,
  };
}

interface SeenHub {
  hub: Hub | undefined;
  policy: { name: string; rights: Right[] } | undefined;
  credentials: PnsCredential[] | undefined;
}

async function readHub(hubId: string, { hubs }: Azure): Promise<SeenHub> {
  if (parseArmId(hubId) === undefined)
    return { hub: undefined, policy: undefined, credentials: undefined };
  const optional = <T>(value: Promise<T>) => value.catch(absentOrDenied);
  const [hub, rules, credentials] = await Promise.all([
    hubs.hub(hubId),
    optional(hubs.rules(hubId)),
    optional(hubs.credentials(hubId)),
  ]);
  const able = (rules ?? [])
    .filter(({ rights }) => rights.includes('Send'))
    .toSorted((one, other) => one.rights.length - other.rights.length);
  const [best] = able;
  return { hub, credentials, policy: best && { name: best.name, rights: best.rights } };
}

function absentOrDenied(error: unknown): undefined {
  if (isCliError(error, 'NOT_FOUND') || isCliError(error, 'DENIED')) return undefined;
  throw error;
}

async function readProviders(subscription: string, { resources }: Azure): Promise<Finding[]> {
  const states = await Promise.all(
    PROVIDERS.map((namespace) => resources.providerState(subscription, namespace)),
  );
  return PROVIDERS.map((namespace, index) => {
    const state = states[index] ?? 'unknown to Azure';
    const good = state === 'Registered';
    const mend = good ? {} : { mend: `az provider register --namespace ${namespace}` };
    return {
      about: 'provider',
      verdict: good ? 'ok' : 'wrong',
      text: `${namespace} is ${good ? 'registered' : state}`,
      ...mend,
    };
  });
}

function resourceFinding(name: string, state: string | undefined): Finding {
  if (state === undefined || state === 'Succeeded')
    return { about: 'resource', verdict: 'ok', text: `${name} is there` };
  return {
    about: 'resource',
    verdict: 'wrong',
    text: `${name} is in the state ${state}`,
    mend: `acs-notify resource show --resource ${name}`,
  };
}

function linkFinding(name: string, hubId: string | undefined): Finding {
  if (hubId !== undefined)
    return { about: 'link', verdict: 'ok', text: `linked to ${hubLabel(hubId)}` };
  return {
    about: 'link',
    verdict: 'wrong',
    text: 'linked to no hub: no push is sent',
    mend: `acs-notify link-hub --resource ${name} --hub <hub>`,
  };
}

function hubLabel(hubId: string): string {
  return parseArmId(hubId)?.names.join('/') ?? hubId;
}

function hubFindings(hubId: string, { hub, policy, credentials }: SeenHub): Finding[] {
  const label = hubLabel(hubId);
  if (!hub)
    return [
      {
        about: 'hub',
        verdict: 'wrong',
        text: `${label} does not exist`,
        mend: 'acs-notify link-hub --hub <another hub> --relink',
      },
    ];
  return [
    { about: 'hub', verdict: 'ok', text: `${label} is there` },
    policyFinding(label, policy),
    keyFinding(),
    credentialsFinding(credentials),
  ];
}

function policyFinding(label: string, policy: SeenHub['policy']): Finding {
  if (!policy)
    return {
      about: 'policy',
      verdict: 'wrong',
      text: 'no policy of the hub may send',
      mend: `acs-notify policy ensure --hub ${label}`,
    };
  if (policy.rights.length === 1)
    return { about: 'policy', verdict: 'ok', text: `${policy.name} may send and nothing else` };
  const text = `${policy.name} may ${policy.rights.toSorted().join(', ')}: none is limited to Send`;
  return {
    about: 'policy',
    verdict: 'warning',
    text,
    mend: `acs-notify policy ensure --hub ${label}`,
  };
}

/** The linked key cannot be read back (facts 1), so nobody can say from outside whether it is still good. */
function keyFinding(): Finding {
  return {
    about: 'key',
    verdict: 'unknown',
    text: 'whether the linked key is still the policy’s cannot be read; link-hub --relink makes sure',
  };
}

function credentialsFinding(credentials: PnsCredential[] | undefined): Finding {
  if (credentials === undefined)
    return {
      about: 'credentials',
      verdict: 'unknown',
      text: 'the push credentials may not be read',
    };
  if (credentials.length === 0)
    return {
      about: 'credentials',
      verdict: 'warning',
      text: 'no push credentials yet: no phone rings',
    };
  return { about: 'credentials', verdict: 'ok', text: credentials.map(describe).join('; ') };
}

const LABELS: Readonly<Record<string, string>> = {
  apnsCredential: 'APNs',
  fcmV1Credential: 'FCM v1',
  gcmCredential: 'FCM legacy (retired by Google)',
};

function describe({ kind, parts }: PnsCredential): string {
  const publicParts = ['appName', 'projectId']
    .map((name) => parts[name])
    .filter((part) => typeof part === 'string');
  const label = LABELS[kind] ?? kind.replace(/Credential$/, '');
  return publicParts.length === 0 ? label : `${label} for ${publicParts.join(', ')}`;
}

function shown({ kind, parts }: PnsCredential): { kind: string; parts: Record<string, string> } {
  const texts = Object.entries(parts).map(([name, value]) => [
    name,
    value instanceof Secret ? `*** (${value.fingerprint()})` : value,
  ]);
  return { kind, parts: Object.fromEntries(texts) as Record<string, string> }; // every value was made a text just above
}
