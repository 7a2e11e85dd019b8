import fc from 'fast-check';
import { expect, test } from 'vitest';
import { azureWithHub, B, HUB, NAMESPACE, storedRule, VERSIONS_C } from './hubs-support.ts';

const C = '2023-10-01-preview';
const VERSIONS = [B, ...VERSIONS_C];
const ORDER = ['Manage', 'Listen', 'Send'];
const LISTEN = 'DefaultListenSharedAccessSignature';
const FULL = 'DefaultFullSharedAccessSignature';

test.each(VERSIONS)(
  'default rules come first, then the others as they were made, in %s',
  async (version) => {
    const azure = await azureWithHub(version);
    const put = (owner: string, name: string) =>
      azure.in(version)('PUT', `${owner}/authorizationRules/${name}`, {
        properties: { rights: ['Send'] },
      });
    for (const owner of [HUB, NAMESPACE])
      for (const name of ['zeta', 'acs-send']) await put(owner, name);

    const ofHub = await azure.in(version)('GET', `${HUB}/authorizationRules`);
    const ofNamespace = await azure.in(version)('GET', `${NAMESPACE}/authorizationRules`);

    const send = { rights: ['Send'] };
    expect(ofHub.body).toMatchObject({
      value: [
        { name: LISTEN, properties: { rights: ['Listen'] } },
        { name: FULL, properties: { rights: ORDER } },
        { name: 'zeta', properties: send },
        { name: 'acs-send', properties: send },
      ],
    });
    expect(ofNamespace.body).toMatchObject({
      value: [
        { name: 'RootManageSharedAccessKey', properties: { rights: ORDER } },
        { name: 'zeta', properties: send },
        { name: 'acs-send', properties: send },
      ],
    });
  },
);

test("rights come back in the service's order, whatever order was sent and however often", async () => {
  const azure = await azureWithHub(C);
  const sets = [['Send'], ['Listen'], ['Listen', 'Send'], ORDER];
  const sent = fc
    .constantFrom(...sets)
    .chain((rights) =>
      fc.shuffledSubarray([...rights, ...rights], { minLength: rights.length * 2 }),
    );
  await fc.assert(
    fc.asyncProperty(sent, fc.constantFrom(...VERSIONS), async (rights, version) => {
      const answer = await azure.in(version)('PUT', `${HUB}/authorizationRules/acs-send`, {
        properties: { rights },
      });

      const { properties } = answer.body as { properties: { rights: string[] } };
      expect(properties.rights).toEqual(ORDER.filter((right) => rights.includes(right)));
    }),
    { numRuns: 50 },
  );
});

test.each(VERSIONS)('listKeys gives five members in the recorded order in %s', async (version) => {
  const azure = await azureWithHub(version);
  const { primaryKey, secondaryKey } = storedRule(azure, HUB, LISTEN);

  const answer = await azure.in(version)('POST', `${HUB}/authorizationRules/${LISTEN}/listKeys`);

  const string = (key: string) =>
    `Endpoint=sb://contoso-push.servicebus.windows.net/;SharedAccessKeyName=${LISTEN};SharedAccessKey=${key}`;
  expect(answer.status).toBe(200);
  expect(answer.text).toBe(
    `{"primaryConnectionString":"${string(primaryKey)}","secondaryConnectionString":"${string(secondaryKey)}","primaryKey":"${primaryKey}","secondaryKey":"${secondaryKey}","keyName":"${LISTEN}"}`,
  );
  expect([primaryKey, secondaryKey].map((key) => Buffer.from(key, 'base64').length)).toEqual([
    32, 32,
  ]);
  expect(primaryKey).not.toBe(secondaryKey);
});

test.each([
  ['PrimaryKey', 'primaryKey', 'secondaryKey'],
  ['primary KEY', 'primaryKey', 'secondaryKey'],
  ['Secondary Key', 'secondaryKey', 'primaryKey'],
] as const)('regenerating %s changes that key alone', async (policyKey, changed, kept) => {
  const azure = await azureWithHub(C);
  const at = `${NAMESPACE}/authorizationRules/RootManageSharedAccessKey`;
  const before = { ...storedRule(azure, NAMESPACE, 'RootManageSharedAccessKey') };

  const answer = await azure.in(C)('POST', `${at}/regenerateKeys`, { policyKey });
  const listed = await azure.in(C)('POST', `${at}/listKeys`);

  expect(answer.status).toBe(200);
  expect(answer.text).toBe(listed.text);
  expect(answer.body).toMatchObject({ [kept]: before[kept] });
  expect(answer.body).not.toMatchObject({ [changed]: before[changed] });
});

test('a change of rights leaves the keys alone', async () => {
  const azure = await azureWithHub(C);
  const before = { ...storedRule(azure, HUB, FULL) };

  await azure.in(C)('PUT', `${HUB}/authorizationRules/${FULL}`, {
    properties: { rights: ['Send'] },
  });

  const { rights, primaryKey, secondaryKey } = storedRule(azure, HUB, FULL);
  expect({ rights, primaryKey, secondaryKey }).toEqual({
    rights: ['Send'],
    primaryKey: before.primaryKey,
    secondaryKey: before.secondaryKey,
  });
});

test("the versions of 2023 take a caller's own keys, 2017-04-01 does not, and no answer shows them", async () => {
  const own = { primaryKey: 'my-first', secondaryKey: 'my-second' };
  const put = async (version: string) => {
    const azure = await azureWithHub(version);
    const answer = await azure.in(version)('PUT', `${HUB}/authorizationRules/acs-send`, {
      properties: { rights: ['Send'], ...own },
    });
    return { answer, rule: storedRule(azure, HUB, 'acs-send') };
  };

  const [old, ...since] = await Promise.all(VERSIONS.map(put));

  expect(old?.rule).not.toMatchObject(own);
  for (const { rule } of since) expect(rule).toMatchObject(own);
  for (const one of [old, ...since]) expect(one?.answer.text).not.toContain('my-');
});

test('names are found without case and keep the casing of the first PUT', async () => {
  const azure = await azureWithHub(C);
  const other = HUB.toUpperCase().replace('CONTOSO/PROVIDERS', 'contoso/providers');
  const properties = { rights: ['Send'] };

  const rule = await azure.in(C)('PUT', `${other}/AUTHORIZATIONRULES/Mine`, { properties });
  const again = await azure.in(C)('PUT', `${HUB}/authorizationRules/MINE`, { properties });
  const hub = await azure.in(C)('GET', other);

  expect(again.body).toMatchObject({ name: 'Mine' });
  expect(rule.status).toBe(200);
  expect(hub.body).toMatchObject({ id: HUB, name: 'com.contoso.App.voip' });
});
