import type { Call } from '../../contract.ts';
import { hubsState } from './state.ts';

const NAMESPACE_NAME = /^[a-zA-Z][a-zA-Z0-9-]{4,48}[a-zA-Z0-9]$/;
const HUB_NAME = /^[a-zA-Z0-9][a-zA-Z0-9\-._]{0,259}$/;
const RULE_NAME = /^[a-zA-Z0-9!()*\-._]{1,256}$/;

/** 6 to 50 letters, digits and hyphens, a letter first, no hyphen last (facts 2, Names). */
export function isNamespaceName(name: string): boolean {
  return NAMESPACE_NAME.test(name);
}

/** Up to 260 letters, digits, dots, hyphens and underscores, a letter or digit first (facts 2, Names). */
export function isHubName(name: string): boolean {
  return HUB_NAME.test(name);
}

/** Up to 256 letters, digits and `!()*-._` (facts 2, Names). */
export function isRuleName(name: string): boolean {
  return RULE_NAME.test(name);
}

/** Names are unique in all of Azure: those of other subscriptions, and those the seed says others have. */
export function isNamespaceNameTaken(call: Call, name: string): boolean {
  const { takenNames, namespaces } = hubsState(call.world);
  const wanted = name.toLowerCase();
  return (
    takenNames.includes(wanted) ||
    Object.values(namespaces).some((one) => one.name.toLowerCase() === wanted)
  );
}
