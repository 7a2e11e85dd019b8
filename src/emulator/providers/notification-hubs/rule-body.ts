import { param } from '../../arm/replies.ts';
import type { Call } from '../../contract.ts';
import { withOffset } from '../../time.ts';
import { isDialectC, shownLocation, shownRights, shownRuleId } from './dialect.ts';
import { hubOf, namespaceOf, type RuleState } from './state.ts';

/** A rule in the answer of PUT, GET and lists: no keys, ever (observed 1.5). */
export function ruleBody(call: Call, rule: RuleState): unknown {
  const names = { id: shownRuleId(call, rule.id), name: rule.name, type: ruleType(call) };
  const rights = shownRights(rule.rights);
  if (!isDialectC(call)) {
    const owner = call.params['hub'] === undefined ? namespaceOf(call) : hubOf(call);
    return { properties: { rights }, ...names, location: shownLocation(owner?.location ?? '') };
  }
  const modifiedTime = withOffset(rule.modifiedAt);
  const createdTime = withOffset(rule.createdAt);
  return { properties: { rights, modifiedTime, createdTime }, ...names };
}

/** The type of the rule that the path names: a namespace's has capitals in dialect B (observed 1.5). */
export function ruleType(call: Call): string {
  if (call.params['hub'] !== undefined)
    return 'Microsoft.NotificationHubs/namespaces/notificationHubs/authorizationRules';
  return isDialectC(call)
    ? 'Microsoft.NotificationHubs/namespaces/authorizationRules'
    : 'Microsoft.NotificationHubs/Namespaces/AuthorizationRules';
}

/** The answer of listKeys and regenerateKeys: five fields in this order, the host in lower case, no EntityPath (observed 1.5). */
export function ruleKeys(call: Call, rule: RuleState): unknown {
  const host = `${param(call, 'namespace').toLowerCase()}.servicebus.windows.net`;
  const string = (key: string) =>
    `Endpoint=sb://${host}/;SharedAccessKeyName=${rule.name};SharedAccessKey=${key}`;
  const { primaryKey, secondaryKey, name } = rule;
  return {
    primaryConnectionString: string(primaryKey),
    secondaryConnectionString: string(secondaryKey),
    primaryKey,
    secondaryKey,
    keyName: name,
  };
}
