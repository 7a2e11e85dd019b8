import { expect, test } from 'vitest';
import {
  armError,
  type Answer,
  errorOf,
  GROUP,
  HUB,
  json,
  NAMESPACE,
  SUBSCRIPTION,
  worldOf,
} from './fake.ts';

const refusedBy = async (answer: Answer, method: 'GET' | 'PUT' = 'PUT', path = HUB) => {
  const { azure } = worldOf([answer]);
  return errorOf(azure.arm.send({ method, path, apiVersion: '2017-04-01' }));
};

test.each([
  ['400', armError(400, 'BadRequest'), 'AZURE_REFUSED', 1],
  ['401', armError(401, 'InvalidAuthenticationToken'), 'TOKEN_REFUSED', 4],
  ['401 without a body', new Response(null, { status: 401 }), 'TOKEN_REFUSED', 4],
  ['another tenant', armError(401, 'InvalidAuthenticationTokenTenant'), 'TOKEN_REFUSED', 4],
  ['403', armError(403, 'Forbidden'), 'DENIED', 5],
  ['a policy', armError(403, 'RequestDisallowedByPolicy'), 'DENIED', 5],
  ['404', armError(404, 'ResourceNotFound'), 'NOT_FOUND', 3],
  ['no such subscription', armError(404, 'SubscriptionNotFound'), 'NOT_FOUND', 3],
  ['no such group', armError(404, 'ResourceGroupNotFound'), 'NOT_FOUND', 3],
  ['409', armError(409, 'Conflict'), 'CONFLICT', 6],
  ['a lock', armError(409, 'ScopeLocked'), 'CONFLICT', 6],
  ['412', armError(412, 'PreconditionFailed'), 'CONFLICT', 6],
  ['no registration', armError(409, 'MissingSubscriptionRegistration'), 'CONFLICT', 6],
  ['a hub elsewhere', armError(400, 'WrongSubscription'), 'WRONG_SUBSCRIPTION', 2],
  ['418', armError(418, 'Teapot'), 'AZURE_REFUSED', 1],
  ['501', armError(501, 'NotImplemented'), 'AZURE_REFUSED', 1],
  ['a code of the prototype', armError(400, 'constructor'), 'AZURE_REFUSED', 1],
] as const)('%s means %s, with the way out and what Azure said', async (...row) => {
  const [, answer, code, exit] = row;
  const error = await refusedBy(answer);

  expect(error).toMatchObject({ code, exit, azure: { status: answer.status } });
  expect(error.message).toMatch(/\.$/);
  expect(error.hint).not.toBe('');
});

test('the service’s code, words and correlation id are kept', async () => {
  const error = await refusedBy(armError(409, 'Conflict', 'SubCode=40900. Conflict.'));

  expect(error.azure).toEqual({
    status: 409,
    code: 'Conflict',
    message: 'SubCode=40900. Conflict.',
    correlationId: 'the-correlation-id',
  });
});

test('the flat error body of the 2017 specification is read as well', async () => {
  const error = await refusedBy(json({ code: 'BadRequest', message: 'Flat.' }, { status: 400 }));

  expect(error.azure).toEqual({ status: 400, code: 'BadRequest', message: 'Flat.' });
});

test('a detail says what the outer message only points at', async () => {
  const details = [{ code: 'Inner', message: 'The real reason.' }];
  const body = { error: { code: 'Outer', message: 'See the details.', details } };

  const error = await refusedBy(json(body, { status: 400 }));

  expect(error.azure?.message).toBe('See the details. The real reason.');
});

test('a 403 names action and scope, and the command that mends it', async () => {
  const scope = `${GROUP}/providers/Microsoft.Communication/communicationServices/contoso-acs`;
  const said =
    "The client '1f6c' with object id '44444444-4444-4444-8444-444444444444' does not have authorization to perform action " +
    `'Microsoft.Communication/CommunicationServices/LinkNotificationHub/action' over scope '${scope}' or the scope is invalid. ` +
    'If access was recently granted, please refresh your credentials.';

  const error = await refusedBy(armError(403, 'AuthorizationFailed', said));

  expect(error.message).toBe(
    `You lack the action Microsoft.Communication/CommunicationServices/LinkNotificationHub/action on ${scope}.`,
  );
  expect(error.hint).toContain(
    `az role assignment create --assignee 44444444-4444-4444-8444-444444444444 --role Contributor --scope ${scope}\n`,
  );
});

test('a scope that would run in a shell is quoted in the hint', async () => {
  const said = "… to perform action 'a/b' over scope '/x; rm -rf ~ $(id)' or …";

  const error = await refusedBy(armError(403, 'AuthorizationFailed', said));

  expect(error.hint).toContain("--scope '/x; rm -rf ~ $(id)'");
});

test('a missing registration names the provider', async () => {
  const details = [{ code: 'MissingSubscriptionRegistration', target: 'Microsoft.Communication' }];
  const error = { code: 'MissingSubscriptionRegistration', message: 'Not registered.', details };

  expect((await refusedBy(json({ error }, { status: 409 }))).hint).toBe(
    `Register it: az provider register --namespace Microsoft.Communication --subscription ${SUBSCRIPTION}`,
  );
  expect((await refusedBy(armError(409, 'MissingSubscriptionRegistration'))).hint).toContain(
    'Microsoft.NotificationHubs',
  );
});

test('secrets in the service’s words are not passed on', async () => {
  const said = 'Bad value Endpoint=sb://x/;SharedAccessKeyName=r;SharedAccessKey=canary+secret/0=';

  const error = await refusedBy(armError(400, 'BadRequest', said));

  expect(error.azure?.message).toContain('SharedAccessKey=***');
  expect(JSON.stringify(error)).not.toContain('canary');
});

test.each([
  ['a resource', armError(404, 'ResourceNotFound')],
  ['a rule, by its provider', armError(404, 'NotFound')],
  ['its group', armError(404, 'ResourceGroupNotFound')],
  ['its parent', armError(404, 'ParentResourceNotFound')],
  ['the provider’s registration', armError(409, 'MissingSubscriptionRegistration')],
])('where %s is absent, reads give undefined', async (_name, answer) => {
  const { azure } = worldOf([answer]);

  expect(await azure.arm.get(HUB, '2017-04-01')).toBeUndefined();
  expect(await azure.hubs.hub(HUB)).toBeUndefined();
  expect(await azure.hubs.namespace(NAMESPACE)).toBeUndefined();
  expect(await azure.resources.group(GROUP)).toBeUndefined();
  await azure.hubs.deleteHub(HUB);
});

test.each([
  ['subscription', 'SubscriptionNotFound'],
  ['resource type', 'InvalidResourceType'],
])('an unknown %s is an error, not an absent thing', async (_name, code) => {
  const { azure } = worldOf([armError(404, code)]);

  expect((await errorOf(azure.arm.get(HUB, '2017-04-01'))).azure?.code).toBe(code);
  expect((await errorOf(azure.hubs.hub(HUB))).azure?.code).toBe(code);
});

test('a forbidden read is not an absent thing', async () => {
  const { azure } = worldOf([armError(403, 'AuthorizationFailed')]);

  expect((await errorOf(azure.hubs.rule(`${HUB}/authorizationRules/x`))).code).toBe('DENIED');
});
