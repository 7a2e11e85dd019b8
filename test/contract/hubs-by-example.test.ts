import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgeAll } from './judging.ts';
import { openDocuments } from './official/documents.ts';
import { examplesOf } from './official/examples.ts';
import { FILES } from './official/files.ts';
import { haveSpecs, specsFolder } from './official/folder.ts';
import { type Operation, operationsOf } from './official/operations.ts';
import { openTarget, type Target } from './target.ts';
import { readyNamespace } from './waiting.ts';
import type { Exchange } from './wire.ts';

const PROVIDER = 'Microsoft.NotificationHubs';
const VERSIONS = Object.keys(FILES[PROVIDER] ?? {});
/** Of the official files, what the local Azure does not play. */
const NOT_PLAYED = /^(PrivateEndpointConnections_|Operations_List$)/;
let target: Target;

beforeAll(async () => {
  target = await openTarget();
});
afterAll(async () => target?.close());

/** Parents are made before children, and deleted after them. */
function rank({ id, method }: Operation): number {
  const depth =
    (id.startsWith('NotificationHubs_') ? 1 : 0) + (id.includes('AuthorizationRule') ? 2 : 0);
  const makes = method === 'PUT';
  return method === 'DELETE' ? 20 - depth : makes ? depth : 10;
}

describe.runIf(haveSpecs()).each(VERSIONS)('the official examples of %s', (version) => {
  test('are accepted one after the other', { timeout: 20_000 }, async () => {
    const documents = openDocuments(specsFolder());
    const names = namesIn(target);
    const operations = operationsOf(documents, PROVIDER, version)
      .filter(({ id }) => !NOT_PLAYED.test(id))
      .toSorted((a, b) => rank(a) - rank(b));
    const refused: string[] = [];
    for (const operation of operations) {
      const [example] = examplesOf(documents, operation, names);
      if (!example) continue;
      const { method, url, status, text } = await drive(version, example);
      if (status >= 400) refused.push(`${method} ${url.pathname} ${status} ${text}`);
      if (operation.id === 'Namespaces_CreateOrUpdate')
        await readyNamespace(target, names.namespaceName, version);
    }

    expect(operations.length).toBeGreaterThan(20);
    expect(refused).toEqual([]);
  });

  test.runIf(version !== '2017-04-01')('what they set is read back', async () => {
    const documents = openDocuments(specsFolder());
    const names = namesIn(target);
    const put = operationsOf(documents, PROVIDER, version).find(
      ({ id }) => id === 'Namespaces_CreateOrUpdate',
    );
    const [example] = put ? examplesOf(documents, put, names) : [];
    if (!example) throw new Error('The official file has no example of a namespace.');
    const { sku: _, location: __, ...set } = example.body as Record<string, unknown>; // the file's example is an object
    await drive(version, example);

    const read = await readyNamespace(target, names.namespaceName, version);

    expect(Object.keys(set)).toEqual(['tags', 'properties']);
    expect(read.body).toMatchObject(set);
  });

  async function drive(
    apiVersion: string,
    { operation, path, body }: { operation: Operation; path: string; body: unknown },
  ): Promise<Exchange> {
    const { endpoint, wire } = target;
    const url = `${endpoint}${path}?api-version=${apiVersion}`;
    return wire.send(operation.method as 'GET', url, body); // the file's methods are those of HTTP
  }
});

function namesIn(at: Target) {
  return {
    subscriptionId: at.subscription,
    resourceGroupName: at.group,
    namespaceName: at.fresh('nh-example'),
    notificationHubName: at.fresh('hub'),
    authorizationRuleName: 'sdk-AuthRules-5800',
  };
}

judgeAll(() => target, {
  provider: PROVIDER,
  versions: VERSIONS,
  notPlayed: NOT_PLAYED,
  owes: VERSIONS.filter((version) => version !== '2017-04-01'), // the SDK's run meets those
});
