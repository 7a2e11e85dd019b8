import { isRecord, member, textAt } from '../../../shared/json.ts';
import { failure } from '../../arm/replies.ts';
import type { Call, Reply, World } from '../../contract.ts';
import { base64 } from '../../random.ts';
import { nowOf } from '../../time.ts';
import { isDialectC } from './dialect.ts';
import { below, hubsState, type RuleState } from './state.ts';

interface NewRule {
  /** The ARM id of the namespace or hub. */
  owner: string;
  name: string;
  rights: readonly string[];
}

/** Makes a rule with fresh keys: base64 of 32 bytes each (observed 1.5). */
export function addRule(world: World, { owner, name, rights }: NewRule): RuleState {
  const now = nowOf(world);
  const id = `${owner}/authorizationRules/${name}`;
  const rule = {
    id,
    name,
    rights: [...rights],
    createdAt: now,
    modifiedAt: now,
    primaryKey: base64(world.random, 32),
    secondaryKey: base64(world.random, 32),
  };
  hubsState(world).rules[id.toLowerCase()] = rule;
  return rule;
}

/** The rules directly below a namespace or a hub, in order of creation. */
export function rulesOf(world: World, owner: string): RuleState[] {
  return below(hubsState(world).rules, `${owner}/authorizationRules`);
}

/** Rules as dialect A's PATCH of a hub shows them, keys and all, rights in A's order (observed 1, 1.3). */
export function rulesWithKeys(world: World, owner: string): unknown[] {
  return rulesOf(world, owner).map((rule) => ({
    keyName: rule.name,
    primaryKey: rule.primaryKey,
    secondaryKey: rule.secondaryKey,
    claimType: 'SharedAccessKey',
    claimValue: 'None',
    rights: rule.rights.toSorted(),
    createdTime: new Date(rule.createdAt).toISOString(),
    modifiedTime: new Date(rule.modifiedAt).toISOString(),
  }));
}

/** The rights in a request, or the refusal of what is none (facts 2: Manage needs all three). */
export function sentRights(call: Call): { rights: string[] } | { refused: Reply } {
  const rights = member(call.body, 'properties', 'rights');
  if (!isRecord(call.body) || !Array.isArray(rights) || rights.length === 0)
    return refusing('The rights of the authorization rule are missing.');
  const texts = rights.map(String);
  const unknown = texts.find((right) => !['Listen', 'Manage', 'Send'].includes(right));
  if (unknown !== undefined) return refusing(`The right '${unknown}' is not known.`);
  if (texts.includes('Manage') && new Set(texts).size < 3)
    return refusing('Manage permission should also include Send and Listen.');
  return { rights: [...new Set(texts)] };
}

function refusing(message: string): { refused: Reply } {
  return { refused: failure(400, 'BadRequest', message) };
}

/** The keys in a request: the versions of 2023 take keys of the caller's own (facts 2). */
export function sentKeys(call: Call): Partial<Pick<RuleState, 'primaryKey' | 'secondaryKey'>> {
  if (!isDialectC(call)) return {};
  const primaryKey = textAt(call.body, 'properties', 'primaryKey');
  const secondaryKey = textAt(call.body, 'properties', 'secondaryKey');
  return {
    ...(primaryKey === undefined ? {} : { primaryKey }),
    ...(secondaryKey === undefined ? {} : { secondaryKey }),
  };
}
