import { describe, expect, test } from 'vitest';
import { DEFAULT_SEED } from '../../../src/emulator/seed.ts';
import type { Seed } from '../../../src/emulator/seed-shape.ts';
import { ACS, GROUP, HUB, NAMESPACE, SUBSCRIPTION } from '../../support/ids.ts';
import { type Local, local, refusal, valueOf } from './local.ts';

const SUB = `/subscriptions/${SUBSCRIPTION}`;
const SITE = `${GROUP}/providers/Microsoft.Web/sites/Front`;
const SLOT = `${SITE}/slots/next`;

const [first, ...others] = DEFAULT_SEED.subscriptions;
if (!first) throw new Error('The default seed has a subscription.');
/** The default seed with two resources of types that are not played. */
const SEED: Seed = {
  ...DEFAULT_SEED,
  subscriptions: [
    {
      ...first,
      resources: [
        {
          id: SITE,
          type: 'Microsoft.Web/sites',
          location: 'West Europe',
          tags: { team: 'Calls', "o'clock": '5' },
          properties: { state: 'Running' },
        },
        { id: SLOT, type: 'Microsoft.Web/sites/slots' },
      ],
    },
    ...others,
  ],
};

async function namesOf({ ask }: Local, filter: string): Promise<unknown> {
  const answer = await ask('GET', `${SUB}/resources?$filter=${encodeURIComponent(filter)}`);
  return answer.status === 200 ? valueOf(answer).map(({ name }) => name) : refusal(answer);
}

describe('the list of resources', () => {
  test('names nested ones with their parents and normalises locations; rules are not in it', async () => {
    const world = local({ operationTime: 0 });
    const body = { location: 'West Europe' };
    await world.ask('PUT', NAMESPACE, { version: '2017-04-01', body });
    await world.ask('PUT', HUB, { version: '2017-04-01', body });

    const all = valueOf(await world.ask('GET', `${SUB}/resources`));

    expect(all.map(({ type, name, location }) => [type, name, location])).toEqual([
      ['Microsoft.NotificationHubs/namespaces', 'contoso-push', 'westeurope'],
      [
        'Microsoft.NotificationHubs/namespaces/notificationHubs',
        'contoso-push/com.contoso.app.voip',
        'westeurope',
      ],
      ['Microsoft.Communication/CommunicationServices', 'contoso-acs', 'global'],
    ]);
  });

  const FILTERS: [string, unknown][] = [
    ["resourceType eq 'microsoft.communication/communicationservices'", ['contoso-acs']],
    ["resourceType ne 'Microsoft.Communication/CommunicationServices'", ['Front', 'Front/next']],
    ["name eq 'CONTOSO-ACS'", ['contoso-acs']],
    ["name eq 'front/next'", ['Front/next']],
    ["substringof('front', name)", ['Front', 'Front/next']],
    ["substringof('acs', name) or substringof('next', name)", ['contoso-acs', 'Front/next']],
    ["substringof('front', name) and resourceType eq 'Microsoft.Web/sites'", ['Front']],
    ["location eq 'westeurope'", ['Front']],
    ["location eq 'West Europe'", ['Front']],
    ["resourceGroup eq 'CONTOSO'", ['contoso-acs', 'Front', 'Front/next']],
    ["resourceGroup eq 'fabrikam'", []],
    ["tagName eq 'TEAM'", ['Front']],
    ["tagName eq 'team' and tagValue eq 'calls'", ['Front']],
    ["tagName eq 'team' and tagValue eq '5'", []],
    ["tagName eq 'o''clock'", ['Front']],
    ["startswith(tagName, 'te')", ['Front']],
    ["name eq 'a' and name eq 'b or c and d'", []],
    ['', ['contoso-acs', 'Front', 'Front/next']],
  ];

  test.each(FILTERS)('filtered by %s', async (filter, names) => {
    expect(await namesOf(local({ seed: SEED }), filter)).toEqual(names);
  });

  test.each([
    "$filter=name eq 'x'",
    'name eq x',
    "name gt 'x'",
    "kind eq 'x'",
    "identity eq 'x'",
    "toString eq 'x'",
    "name eq 'x' and",
    "and name eq 'x'",
    "name eq 'x' name eq 'y'",
    "tagName ne 'x'",
    "startswith(name, 'x')",
    "substringof('x', location)",
    "resourceType eq 'Microsoft.Web/sites' and tagName eq 'team'",
  ])('refuses the filter %s', async (filter) => {
    expect(await namesOf(local({ seed: SEED }), filter)).toEqual([
      400,
      'InvalidFilterInQueryString',
    ]);
  });

  test('shows tags, but not where a tag’s value was asked for', async () => {
    const { ask } = local({ seed: SEED });
    const tagsBy = async (filter: string) =>
      valueOf(await ask('GET', `${SUB}/resources?$filter=${filter}`)).map(({ tags }) => tags);

    expect(await tagsBy("tagName eq 'team'")).toEqual([{ team: 'Calls', "o'clock": '5' }]);
    expect(await tagsBy("tagName eq 'team' and tagValue eq 'Calls'")).toEqual([undefined]);
  });

  test('of a group is that group’s alone, and 404 where there is none', async () => {
    const { ask } = local({ seed: SEED });
    await ask('PUT', `${GROUP}-2`, { body: { location: 'westeurope' } });

    expect(valueOf(await ask('GET', `${GROUP}/resources`))).toHaveLength(3);
    expect(valueOf(await ask('GET', `${GROUP}-2/resources`))).toEqual([]);
    expect(refusal(await ask('GET', `${GROUP}-3/resources`))).toEqual([
      404,
      'ResourceGroupNotFound',
    ]);
  });
});

describe('a seeded resource of a type that is not played', () => {
  const ANY = { version: '2016-08-01' };

  test('is read as seeded, whatever the case and the version', async () => {
    const { ask } = local({ seed: SEED });

    expect(
      (await ask('GET', SITE.toUpperCase().replace(/^\/SUBSCRIPTIONS/, '/subscriptions'), ANY))
        .body,
    ).toEqual({
      id: SITE,
      name: 'Front',
      type: 'Microsoft.Web/sites',
      location: 'West Europe',
      tags: { team: 'Calls', "o'clock": '5' },
      properties: { state: 'Running' },
    });
    expect((await ask('HEAD', SITE, ANY)).status).toBe(204);
  });

  test('is in its type’s lists, of the group, the subscription and its parent', async () => {
    const { ask } = local({ seed: SEED });
    const names = async (path: string) =>
      valueOf(await ask('GET', path, ANY)).map(({ name }) => name);

    expect(await names(`${GROUP}/providers/Microsoft.Web/sites`)).toEqual(['Front']);
    expect(await names(`${SUB}/providers/microsoft.web/sites`)).toEqual(['Front']);
    expect(await names(`${SITE}/slots`)).toEqual(['next']);
  });

  test('is deleted with what is below it', async () => {
    const { ask, emulator } = local({ seed: SEED });

    expect((await ask('DELETE', SITE, ANY)).status).toBe(200);
    expect(refusal(await ask('GET', SITE, ANY))).toEqual([404, 'ResourceNotFound']);
    expect((await ask('GET', SLOT, ANY)).status).toBe(404);
    expect((await ask('DELETE', SLOT, ANY)).status).toBe(204);
    expect(emulator.writes).toContain(SITE);
  });

  test('can do nothing else: 501', async () => {
    const { ask } = local({ seed: SEED });

    for (const [method, path] of [
      ['PUT', SITE],
      ['PATCH', SITE],
      ['POST', `${SITE}/restart`],
    ] as const)
      expect(refusal(await ask(method, path, { ...ANY, body: {} }))).toEqual([
        501,
        'NotImplemented',
      ]);
  });

  test('makes its provider known, with its types', async () => {
    const { ask } = local({ seed: SEED });

    const { body } = await ask('GET', `${SUB}/providers/microsoft.web`);

    expect(body).toMatchObject({
      namespace: 'Microsoft.Web',
      resourceTypes: [{ resourceType: 'sites' }, { resourceType: 'sites/slots' }],
    });
  });

  test('may be of a provider that is played for other types', async () => {
    const topic = `${GROUP}/providers/Microsoft.EventGrid/systemTopics/calls`;
    const resources = [{ id: topic, type: 'Microsoft.EventGrid/systemTopics' }];
    const { ask } = local({ seed: { ...SEED, subscriptions: [{ ...first, resources }] } });

    expect((await ask('GET', topic, ANY)).body).toMatchObject({ name: 'calls' });
    expect(valueOf(await ask('GET', topic.replace(/\/calls$/, ''), ANY))).toHaveLength(1);
    expect(refusal(await ask('PUT', topic, { body: {} }))).toEqual([501, 'NotImplemented']);
  });

  test('goes with its group', async () => {
    const { ask } = local({ seed: SEED, operationTime: 0 });
    await ask('DELETE', GROUP);
    await ask('PUT', GROUP, { body: { location: 'westeurope' } });

    expect((await ask('GET', SITE, ANY)).status).toBe(404);
  });
});

test('the ACS resource of the default seed is ready and not linked', async () => {
  const { body } = await local().ask('GET', ACS, { version: '2023-04-01' });

  expect(body).toMatchObject({ properties: { provisioningState: 'Succeeded' } });
  expect(body).not.toHaveProperty('properties.notificationHubId');
});
