import { textAt } from '../../../shared/json.ts';
import { page } from '../../arm/paging.ts';
import { failure, param, parentNotFound, resourceNotFound } from '../../arm/replies.ts';
import type { Call, Reply, Route } from '../../contract.ts';
import { base64 } from '../../random.ts';
import { nowOf, withOffset } from '../../time.ts';
import { isDialectC, shownLocation, shownRights, shownRuleId } from './dialect.ts';
import { addRule, rulesOf, sentRights } from './rules.ts';
import {
  dropBelow,
  hubIdOf,
  hubOf,
  hubsState,
  namespaceIdOf,
  namespaceOf,
  type RuleState,
} from './state.ts';

const NAMESPACE =
  '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.NotificationHubs/namespaces/{namespace}';
const HUB = `${NAMESPACE}/notificationHubs/{hub}`;

/** Authorization rules of namespaces and hubs (observed 1.5). */
export const ruleRoutes: readonly Route[] = [NAMESPACE, HUB].flatMap((owner): Route[] => [
  {
    method: 'GET',
    path: `${owner}/authorizationRules`,
    handle: (call) => withOwner(call, (id) => list(call, id)),
  },
  { method: 'PUT', path: `${owner}/authorizationRules/{rule}`, handle: put },
  {
    method: 'GET',
    path: `${owner}/authorizationRules/{rule}`,
    handle: (call) => withRule(call, (rule) => answer(body(call, rule))),
  },
  { method: 'DELETE', path: `${owner}/authorizationRules/{rule}`, handle: remove },
  {
    method: 'POST',
    path: `${owner}/authorizationRules/{rule}/listKeys`,
    reads: true,
    handle: (call) => withRule(call, (rule) => answer(keys(call, rule))),
  },
  {
    method: 'POST',
    path: `${owner}/authorizationRules/{rule}/regenerateKeys`,
    handle: (call) => withRule(call, (rule) => regenerate(call, rule)),
  },
]);

function answer(value: unknown): Reply {
  return { status: 200, body: value };
}

function ownerId(call: Call): string {
  return call.params['hub'] === undefined ? namespaceIdOf(call) : hubIdOf(call);
}

function withOwner(call: Call, then: (id: string) => Reply): Reply {
  const isHub = call.params['hub'] !== undefined;
  if (isHub ? hubOf(call) : namespaceOf(call)) return then(ownerId(call));
  const path = `namespaces/${param(call, 'namespace')}${isHub ? `/notificationHubs/${param(call, 'hub')}` : ''}`;
  return call.method === 'GET' || call.method === 'POST'
    ? resourceNotFound('Microsoft.NotificationHubs', path, param(call, 'group'))
    : parentNotFound(typeOf(call), ownerId(call));
}

function ruleOf(call: Call): RuleState | undefined {
  return hubsState(call.world).rules[
    `${ownerId(call)}/authorizationRules/${param(call, 'rule')}`.toLowerCase()
  ];
}

/** The 404 of an absent rule comes from the provider, not from ARM (observed 1.6). */
function withRule(call: Call, then: (rule: RuleState) => Reply): Reply {
  return withOwner(call, () => {
    const rule = ruleOf(call);
    const name = param(call, 'rule');
    if (rule) return then(rule);
    const message = isDialectC(call)
      ? `Notification Hub ${call.params['hub'] ?? param(call, 'namespace')} or Authorization Rule ${name} was not found.`
      : `The requested resource ${name} does not exist.`;
    if (isDialectC(call)) return failure(404, 'NotFound', message);
    return { status: 404, body: { error: { message, code: 'NotFound' } } }; // in this order (observed 1.6)
  });
}

/** 200 on create too (observed 1.5). A second write while one is under way is 409 (facts 2: azurerm locks for it). */
function put(call: Call): Reply {
  return withOwner(call, (owner) => {
    const name = param(call, 'rule');
    if (!/^[a-zA-Z0-9!()*\-._]{1,256}$/.test(name))
      return failure(400, 'BadRequest', `The authorization rule name '${name}' is not valid.`);
    const busy = hubsState(call.world).busyUntil[namespaceIdOf(call).toLowerCase()] ?? 0;
    if (busy > nowOf(call.world))
      return failure(
        409,
        'Conflict',
        'SubCode=40900. Conflict. Another conflicting operation is in progress.',
      );
    const sent = sentRights(call);
    if ('refused' in sent) return sent.refused;
    return answer(body(call, write(call, owner, sent.rights)));
  });
}

function write(call: Call, owner: string, rights: string[]): RuleState {
  const namespace = namespaceOf(call);
  if (namespace && call.params['hub'] === undefined) namespace.updatedAt = nowOf(call.world);
  const before = ruleOf(call);
  if (!before) return addRule(call.world, { owner, name: param(call, 'rule'), rights });
  before.rights = rights;
  before.modifiedAt = nowOf(call.world);
  return before;
}

function remove(call: Call): Reply {
  const rule = ruleOf(call);
  if (rule) dropBelow(hubsState(call.world).rules, rule.id);
  const status = isDialectC(call) || !rule ? 204 : 200;
  return { status };
}

function list(call: Call, owner: string): Reply {
  return page(
    call,
    rulesOf(call.world, owner).map((rule) => body(call, rule)),
  );
}

function typeOf(call: Call): string {
  if (call.params['hub'] !== undefined)
    return 'Microsoft.NotificationHubs/namespaces/notificationHubs/authorizationRules';
  return isDialectC(call)
    ? 'Microsoft.NotificationHubs/namespaces/authorizationRules'
    : 'Microsoft.NotificationHubs/Namespaces/AuthorizationRules';
}

/** No keys in any rule, ever (observed 1.5). */
function body(call: Call, rule: RuleState): unknown {
  const names = { id: shownRuleId(call, rule.id), name: rule.name, type: typeOf(call) };
  const rights = shownRights(rule.rights);
  const location =
    (call.params['hub'] === undefined ? namespaceOf(call) : hubOf(call))?.location ?? '';
  if (!isDialectC(call))
    return { properties: { rights }, ...names, location: shownLocation(location) };
  const properties = {
    rights,
    modifiedTime: withOffset(rule.modifiedAt),
    createdTime: withOffset(rule.createdAt),
  };
  return { properties, ...names };
}

/** The five fields in the recorded order; the host in lower case, no EntityPath (observed 1.5). */
function keys(call: Call, rule: RuleState): unknown {
  const host = `sb://${param(call, 'namespace').toLowerCase()}.servicebus.windows.net/`;
  const string = (key: string) =>
    `Endpoint=${host};SharedAccessKeyName=${rule.name};SharedAccessKey=${key}`;
  const { primaryKey, secondaryKey, name } = rule;
  return {
    primaryConnectionString: string(primaryKey),
    secondaryConnectionString: string(secondaryKey),
    primaryKey,
    secondaryKey,
    keyName: name,
  };
}

/** `PrimaryKey`, `Primary Key` and `primary KEY` were all accepted (observed 1.5). */
function regenerate(call: Call, rule: RuleState): Reply {
  const which = (textAt(call.body, 'policyKey') ?? '').toLowerCase().replaceAll(' ', '');
  if (which === 'primarykey') rule.primaryKey = base64(call.world.random, 32);
  else if (which === 'secondarykey') rule.secondaryKey = base64(call.world.random, 32);
  else return failure(400, 'BadRequest', 'The policyKey must be PrimaryKey or SecondaryKey.');
  rule.modifiedAt = nowOf(call.world);
  return answer(keys(call, rule));
}
