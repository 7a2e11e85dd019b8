import { textAt } from '../../../shared/json.ts';
import { page } from '../../arm/paging.ts';
import { failure, param, parentNotFound } from '../../arm/replies.ts';
import type { Call, Reply, Route } from '../../contract.ts';
import { base64 } from '../../random.ts';
import { nowOf } from '../../time.ts';
import { isDialectC } from './dialect.ts';
import { absent } from './lookup.ts';
import { isRuleName } from './names.ts';
import { ruleBody, ruleKeys, ruleType } from './rule-body.ts';
import { addRule, rulesOf, sentKeys, sentRights } from './rules.ts';
import { HUB_SCOPE, NAMESPACE_SCOPE } from './scopes.ts';
import {
  dropBelow,
  hubIdOf,
  hubOf,
  hubsState,
  namespaceIdOf,
  namespaceOf,
  type RuleState,
} from './state.ts';

/** Authorization rules of namespaces and hubs (observed 1.5). */
export const ruleRoutes: readonly Route[] = [NAMESPACE_SCOPE, HUB_SCOPE].flatMap(
  (owner): Route[] => [
    { method: 'GET', path: `${owner}/authorizationRules`, handle: list },
    { method: 'PUT', path: `${owner}/authorizationRules/{rule}`, handle: put },
    {
      method: 'GET',
      path: `${owner}/authorizationRules/{rule}`,
      handle: (call) => withRule(call, (rule) => ({ status: 200, body: ruleBody(call, rule) })),
    },
    { method: 'DELETE', path: `${owner}/authorizationRules/{rule}`, handle: remove },
    {
      method: 'POST',
      path: `${owner}/authorizationRules/{rule}/listKeys`,
      reads: true,
      handle: (call) => withRule(call, (rule) => ({ status: 200, body: ruleKeys(call, rule) })),
    },
    {
      method: 'POST',
      path: `${owner}/authorizationRules/{rule}/regenerateKeys`,
      handle: (call) => withRule(call, (rule) => regenerate(call, rule)),
    },
  ],
);

function ownerId(call: Call): string {
  return call.params['hub'] === undefined ? namespaceIdOf(call) : hubIdOf(call);
}

function hasOwner(call: Call): boolean {
  return (call.params['hub'] === undefined ? namespaceOf(call) : hubOf(call)) !== undefined;
}

function ruleOf(call: Call): RuleState | undefined {
  const id = `${ownerId(call)}/authorizationRules/${param(call, 'rule')}`;
  return hubsState(call.world).rules[id.toLowerCase()];
}

/** The 404 of an absent rule comes from the provider, that of an absent owner from ARM (observed 1.6). */
function withRule(call: Call, then: (rule: RuleState) => Reply): Reply {
  if (!hasOwner(call)) return absent(call);
  const rule = ruleOf(call);
  return rule ? then(rule) : ruleNotFound(call);
}

/** Recorded in dialects A and C: A has the message before the code (observed 1.6). Of a namespace's rule in C: unknown. */
function ruleNotFound(call: Call): Reply {
  const name = param(call, 'rule');
  const owner = call.params['hub'] ?? param(call, 'namespace');
  if (isDialectC(call))
    return failure(
      404,
      'NotFound',
      `Notification Hub ${owner} or Authorization Rule ${name} was not found.`,
    );
  const message = `The requested resource ${name} does not exist.`;
  return { status: 404, body: { error: { message, code: 'NotFound' } } };
}

/** One write of rules at a time in a namespace (facts 2). Requests are answered one by one here, so that the state says how long it is busy. */
function refuseBusy(call: Call): Reply | undefined {
  const until = hubsState(call.world).busyUntil[namespaceIdOf(call).toLowerCase()] ?? 0;
  if (until <= nowOf(call.world)) return undefined;
  const message = 'SubCode=40900. Conflict. Another conflicting operation is in progress.';
  return failure(409, 'Conflict', message);
}

/** 200 on create too (observed 1.5). */
function put(call: Call): Reply {
  if (!hasOwner(call)) return parentNotFound(ruleType(call), ownerId(call));
  const name = param(call, 'rule');
  if (!isRuleName(name))
    return failure(400, 'BadRequest', `The authorization rule name '${name}' is not valid.`);
  const busy = refuseBusy(call);
  if (busy) return busy;
  const sent = sentRights(call);
  if ('refused' in sent) return sent.refused;
  return { status: 200, body: ruleBody(call, write(call, sent.rights)) };
}

/** A namespace's `updatedAt` moves with its rules (observed 1.1). */
function write(call: Call, rights: string[]): RuleState {
  const now = nowOf(call.world);
  const namespace = namespaceOf(call);
  if (namespace && call.params['hub'] === undefined) namespace.updatedAt = now;
  const before = ruleOf(call);
  const owner = ownerId(call);
  const rule = before ?? addRule(call.world, { owner, name: param(call, 'rule'), rights });
  return Object.assign(rule, { rights, modifiedAt: now, ...sentKeys(call) });
}

/** 200 in 2017-04-01 (dialect A), 204 in the versions of 2023 (observed 1); an absent one 204 (specs). */
function remove(call: Call): Reply {
  const rule = ruleOf(call);
  if (!rule) return { status: 204 };
  const busy = refuseBusy(call);
  if (busy) return busy;
  dropBelow(hubsState(call.world).rules, rule.id);
  return { status: isDialectC(call) ? 204 : 200 };
}

function list(call: Call): Reply {
  if (!hasOwner(call)) return absent(call);
  return page(
    call,
    rulesOf(call.world, ownerId(call)).map((rule) => ruleBody(call, rule)),
  );
}

/** `PrimaryKey`, `Primary Key` and `primary KEY` were all accepted (observed 1.5; facts 2). Only the named key changes. */
function regenerate(call: Call, rule: RuleState): Reply {
  const sent = (textAt(call.body, 'policyKey') ?? '').toLowerCase().replaceAll(' ', '');
  const which = (['primaryKey', 'secondaryKey'] as const).find((key) => key.toLowerCase() === sent);
  if (!which)
    return failure(400, 'BadRequest', 'The policyKey must be PrimaryKey or SecondaryKey.');
  const busy = refuseBusy(call);
  if (busy) return busy;
  rule[which] = base64(call.world.random, 32);
  rule.modifiedAt = nowOf(call.world);
  return { status: 200, body: ruleKeys(call, rule) };
}
