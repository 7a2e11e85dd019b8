import { parseArmId, sameName } from '../shared/arm-id.ts';
import type { PnsCredential, Right, Rule } from '../shared/ports.ts';
import { shellQuote } from '../shared/shell-quote.ts';
import { subscriptionOption } from './ids.ts';

/** `ok` is right, `wrong` keeps phones silent, `warning` needs a look, `unknown` cannot be known from outside. */
export type Verdict = 'ok' | 'wrong' | 'warning' | 'unknown';

/** One link of the chain, judged. */
export interface Finding {
  about: 'resource' | 'link' | 'hub' | 'policy' | 'key' | 'credentials' | 'provider';
  verdict: Verdict;
  text: string;
  /** The command that mends it; there for all that is wrong. */
  mend?: string;
}

/** The linked hub as far as it could be read; what is undefined could not be. */
export interface SeenHub {
  there: boolean | undefined;
  /** The narrowest policy that may send. */
  policy: { name: string; rights: Right[] } | undefined;
  policies: Rule[] | undefined;
  credentials: PnsCredential[] | undefined;
}

/** The chain as it was read. */
export interface SeenChain {
  id: string;
  name: string;
  provisioningState: string | undefined;
  /** The link; undefined when there is none. */
  hubId: string | undefined;
  hub: SeenHub | undefined;
  providers: { namespace: string; state: string | undefined }[];
}

/** Judges the chain, link by link from the ACS resource on. */
export function findingsOf(seen: SeenChain): Finding[] {
  const { hubId, hub } = seen;
  return [
    resourceFinding(seen),
    linkFinding(seen),
    ...(hub && hubId !== undefined ? hubFindings(hubId, hub, seen) : []),
    ...seen.providers.map((one) => providerFinding(one, seen)),
  ];
}

function resourceFinding({ id, name, provisioningState: state }: SeenChain): Finding {
  const about = 'resource';
  if (state === undefined || state === 'Succeeded')
    return { about, verdict: 'ok', text: `${name} is there` };
  const mend = `acs-notify resource show --resource ${shellQuote(name)} ${subscriptionOption(id)}`;
  return { about, verdict: 'wrong', text: `${name} is in the state ${state}`, mend };
}

function linkFinding({ id, name, hubId }: SeenChain): Finding {
  const about = 'link';
  const again = `acs-notify link-hub --resource ${shellQuote(name)} --hub <hub>`;
  const where = subscriptionOption(id);
  if (hubId === undefined)
    return {
      about,
      verdict: 'wrong',
      text: 'linked to no hub: no push is sent',
      mend: `${again} ${where}`,
    };
  const hub = parseArmId(hubId);
  if (hub && !sameName(hub.subscription, parseArmId(id)?.subscription ?? ''))
    return {
      about,
      verdict: 'wrong',
      text: `linked to ${labelOf(hubId)} in another subscription, ${hub.subscription}`,
      mend: `${again} --relink ${where}`,
    };
  return { about, verdict: 'ok', text: `linked to ${labelOf(hubId)}` };
}

function labelOf(hubId: string): string {
  return parseArmId(hubId)?.names.join('/') ?? hubId;
}

function hubFindings(hubId: string, hub: SeenHub, { id, name }: SeenChain): Finding[] {
  const label = labelOf(hubId);
  if (hub.there === false)
    return [
      {
        about: 'hub',
        verdict: 'wrong',
        text: `${label} does not exist`,
        mend: `acs-notify link-hub --resource ${shellQuote(name)} --hub <another hub> --relink ${subscriptionOption(id)}`,
      },
    ];
  return [
    hub.there === undefined
      ? { about: 'hub', verdict: 'unknown', text: `${label} may not be read with this sign-in` }
      : { about: 'hub', verdict: 'ok', text: `${label} is there` },
    policyFinding(hubId, hub),
    KEY,
    credentialsFinding(hub.credentials),
  ];
}

function policyFinding(hubId: string, { policy, policies }: SeenHub): Finding {
  const about = 'policy';
  const mend = `acs-notify policy ensure --hub ${shellQuote(labelOf(hubId))} ${subscriptionOption(hubId)}`;
  if (policies === undefined)
    return { about, verdict: 'unknown', text: 'the policies may not be read with this sign-in' };
  if (!policy) return { about, verdict: 'wrong', text: 'no policy of the hub may send', mend };
  if (policy.rights.length === 1)
    return {
      about,
      verdict: 'ok',
      text: `the hub has ${policy.name}, which may send and nothing else`,
    };
  const text = `${policy.name} may ${policy.rights.toSorted().join(', ')}: none is limited to Send`;
  return { about, verdict: 'warning', text, mend };
}

/** The linked key cannot be read back (facts 1), so nobody can say from outside whether it is still good. */
const KEY: Finding = {
  about: 'key',
  verdict: 'unknown',
  text: 'whether the linked key is still the policy’s cannot be read; link-hub --relink makes sure',
};

function credentialsFinding(credentials: readonly PnsCredential[] | undefined): Finding {
  const about = 'credentials';
  if (credentials === undefined)
    return { about, verdict: 'unknown', text: 'they may not be read with this sign-in' };
  if (credentials.length === 0)
    return { about, verdict: 'warning', text: 'no push credentials yet: no phone rings' };
  const text = credentials.map(describe).join('; ');
  return { about, verdict: credentials.some(isCertificate) ? 'warning' : 'ok', text };
}

const LABELS: Readonly<Record<string, string>> = {
  apnsCredential: 'APNs',
  fcmV1Credential: 'FCM v1',
  gcmCredential: 'FCM legacy (retired by Google)',
  wnsCredential: 'WNS',
};

/** ACS speaks to Apple by token alone (facts 1, 3). */
function isCertificate({ kind, parts }: PnsCredential): boolean {
  return kind === 'apnsCredential' && parts['apnsCertificate'] !== undefined;
}

function describe(credential: PnsCredential): string {
  const { kind, parts } = credential;
  const label = LABELS[kind] ?? kind.replace(/Credential$/, '');
  const of = ['appName', 'projectId']
    .map((name) => parts[name])
    .filter((part) => typeof part === 'string' && part !== '');
  const mode = isCertificate(credential) ? ' by certificate, where ACS needs a .p8 token' : '';
  return `${label}${of.length === 0 ? '' : ` for ${of.join(', ')}`}${mode}`;
}

function providerFinding(
  { namespace, state }: SeenChain['providers'][number],
  { id }: SeenChain,
): Finding {
  const about = 'provider';
  if (state === undefined)
    return { about, verdict: 'unknown', text: `${namespace} may not be read with this sign-in` };
  if (state === 'Registered') return { about, verdict: 'ok', text: `${namespace} is registered` };
  const mend = `az provider register --namespace ${namespace} ${subscriptionOption(id)}`;
  return { about, verdict: 'wrong', text: `${namespace} is ${state}`, mend };
}
