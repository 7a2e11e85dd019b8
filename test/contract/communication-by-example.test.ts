import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDocuments } from './official/documents.ts';
import { type Example, examplesOf } from './official/examples.ts';
import { haveSpecs, specsFolder } from './official/folder.ts';
import { operationsOf } from './official/operations.ts';
import { openTarget, type Target } from './target.ts';
import { until } from './waiting.ts';

const PROVIDER = 'Microsoft.Communication';
/** Those whose official examples are there and have different ones for each setting. */
const VERSIONS = ['2023-04-01', '2025-05-01'];
let target: Target;

beforeAll(async () => {
  target = await openTarget();
});
afterAll(async () => target?.close());

describe.runIf(haveSpecs()).each(VERSIONS)('the official examples of %s', (version) => {
  test.each([
    ['CommunicationServices_CreateOrUpdate', 'PUT'],
    ['CommunicationServices_Update', 'PATCH'],
  ] as const)('what each of %s sets is read back', async (id, method) => {
    const { wire } = target;
    const name = target.fresh('acs-example');
    const examples = examplesIn(id, name);
    const path = examples[0]?.path ?? '';
    const body = { location: 'Global', properties: { dataLocation: 'United States' } };
    await wire.put(path, version, body);
    const read = () =>
      until(
        () => wire.get(path, version),
        ({ text }) => text.includes('"Succeeded"'),
      );
    const lost: unknown[] = [];
    for (const example of examples) {
      await read();
      await wire.send(method, `${target.endpoint}${path}?api-version=${version}`, example.body);
      const { body: found } = await read();
      if (!holds(found, example.body)) lost.push({ sent: example.body, found });
    }

    expect(examples.length).toBeGreaterThan(0);
    expect(lost).toEqual([]);
  });

  function examplesIn(id: string, name: string): Example[] {
    const documents = openDocuments(specsFolder());
    const names = {
      subscriptionId: target.subscription,
      resourceGroupName: target.group,
      communicationServiceName: name,
    };
    return operationsOf(documents, PROVIDER, version)
      .filter((operation) => operation.id === id)
      .flatMap((operation) => examplesOf(documents, operation, names));
  }
});

/** Whether everything that was sent is in what was found; the service may add to it. */
function holds(found: unknown, sent: unknown): boolean {
  try {
    expect(found).toMatchObject(sent as object); // bodies of the examples are objects
    return true;
  } catch {
    return false; // the list of what was lost says it all at once
  }
}
