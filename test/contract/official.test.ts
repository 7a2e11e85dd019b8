import { stderr } from 'node:process';
import { describe, expect, test } from 'vitest';
import { checkExchange, type Problem } from './official/check.ts';
import type { Departure } from './official/departure.ts';
import { openDocuments } from './official/documents.ts';
import { FILES } from './official/files.ts';
import { haveSpecs, specsFolder } from './official/folder.ts';
import { judge } from './official/judge.ts';
import { DEPARTURES } from './departures/departures.ts';
import type { Exchange } from './wire.ts';

const PATH =
  '/subscriptions/a1b2c3d4-2222-4222-8222-00000000c0de/resourceGroups/g/providers/Microsoft.Communication/communicationServices/acs';
const ACS = {
  id: PATH,
  name: 'acs',
  type: 'microsoft.communication/communicationservices',
  location: 'global',
  properties: { dataLocation: 'Europe', provisioningState: 'Succeeded' },
};

if (!haveSpecs())
  stderr.write(
    `Contract tests against the official OpenAPI files are SKIPPED: ${specsFolder()} has none. Set ACS_NOTIFY_SPECS.\n`,
  );

function exchange(changes: Partial<Exchange>): Exchange {
  const body = 'body' in changes ? changes.body : ACS;
  return {
    method: 'GET',
    url: new URL(`https://localhost:1${PATH}?api-version=2023-04-01`),
    apiVersion: '2023-04-01',
    sent: undefined,
    status: 200,
    headers: {},
    text: body === undefined ? '' : JSON.stringify(body),
    body,
    ...changes,
  };
}

const found = (changes: Partial<Exchange>): string[] =>
  checkExchange(openDocuments(specsFolder()), exchange(changes)).map(
    ({ where, path, keyword }: Problem) => `${where} ${path} ${keyword}`,
  );
const with_ = (properties: Record<string, unknown>) => ({
  body: { ...ACS, properties: { ...ACS.properties, ...properties } },
});

type Fault = [what: string, changes: Partial<Exchange>, problems: string[]];
const FAULTS: Fault[] = [
  ['a wrong type', with_({ hostName: 7 }), ['response /properties/hostName type']],
  [
    'a value that is not listed',
    with_({ provisioningState: 'Sleeping' }),
    ['response /properties/provisioningState enum'],
  ],
  [
    'a property that is missing',
    { body: { ...ACS, location: undefined } },
    ['response /location required'],
  ],
  [
    'a property that the file does not know',
    with_({ extra: 1 }),
    ['response /properties/extra extra'],
  ],
  [
    'one in the items of a list',
    {
      url: new URL(`https://localhost:1${PATH.slice(0, -4)}?api-version=2023-04-01`),
      body: { value: [{ ...ACS, extra: 1 }] },
    },
    ['response /value/*/extra extra'],
  ],
  ['a status that is not declared', { status: 203 }, ['status  undeclared']],
  ['a failure that is no error', { status: 404, body: { code: 1 } }, ['response /code extra']],
  ['no body where one is due', { body: undefined }, ['response  empty']],
  [
    'a time that is no time',
    { body: { ...ACS, systemData: { createdAt: 'yesterday' } } },
    ['response /systemData/createdAt format'],
  ],
  [
    'a read-only property that is sent',
    {
      method: 'PUT',
      sent: { location: 'global', properties: { dataLocation: 'Europe', hostName: 'x' } },
    },
    ['request /properties/hostName readOnly'],
  ],
  [
    'a request without what is required',
    { method: 'PUT', sent: { location: 'global', properties: {} } },
    ['request /properties/dataLocation required'],
  ],
  [
    'an operation that no file has',
    { method: 'POST', url: new URL(`https://localhost:1${PATH}/explode?api-version=2023-04-01`) },
    ['operation  undeclared'],
  ],
];

describe.runIf(haveSpecs())('the judge', () => {
  test('has nothing to say of an answer that is as the file says', () => {
    expect(found({})).toEqual([]);
  });

  test.each(FAULTS)('finds %s', (_what, changes, problems) => {
    expect(found(changes)).toEqual(problems);
  });

  test('a written departure excuses its own problem and no other', () => {
    const departure = { ...DEPARTURE, path: '/properties/extra' };
    const documents = openDocuments(specsFolder());
    const one = [exchange(with_({ extra: 1, other: 1 }))];

    const verdict = judge(documents, one, { all: [departure], owed: [departure] });

    expect(verdict.unexpected).toHaveLength(1);
    expect(verdict.unexpected[0]).toContain('/properties/other extra');
    expect(verdict.unmet).toEqual([]);
  });

  test('a written departure that does not happen is named', () => {
    const departure = { ...DEPARTURE, path: '/properties/extra' };

    const verdict = judge(openDocuments(specsFolder()), [exchange({})], {
      all: [departure],
      owed: [departure],
    });

    expect(verdict.unmet).toEqual([
      expect.stringContaining('2023-04-01 response /properties/extra extra'),
      expect.stringContaining('CommunicationServices_Get response /properties/extra extra'),
    ]);
  });
});

describe.runIf(haveSpecs())('the written list of judges', () => {
  test('every listed file is there and is of that version, or of another that is written down', () => {
    const documents = openDocuments(specsFolder());
    const nearest = Object.entries(FILES).flatMap(([provider, versions]) =>
      Object.entries(versions).flatMap(([version, files]) =>
        files
          .map((file) => (documents.load(file)['info'] as { version: string }).version) // every OpenAPI file has it
          .filter((own) => own !== version)
          .map((own) => `${provider} ${version} by ${own}`),
      ),
    );

    expect(nearest).toMatchInlineSnapshot(`
      [
        "Microsoft.NotificationHubs 2023-01-01-preview by 2023-09-01",
        "Microsoft.Communication 2021-10-01-preview by 2020-08-20",
        "Microsoft.Communication 2022-07-01-preview by 2023-04-01",
        "Microsoft.Communication 2023-03-01-preview by 2023-04-01",
        "Microsoft.Communication 2023-03-31 by 2023-04-01",
        "Microsoft.Communication 2023-04-01-preview by 2023-04-01",
        "Microsoft.Communication 2023-06-01-preview by 2023-04-01",
        "Microsoft.Communication 2024-09-01-preview by 2025-05-01",
        "Microsoft.Communication 2025-09-01 by 2025-05-01",
        "Microsoft.Resources 2025-04-01 by 2024-07-01",
      ]
    `);
  });
});

test('every written departure says why and where it was seen', () => {
  for (const { reason, source, operations, versions } of DEPARTURES) {
    expect(reason).toMatch(/\w.+\.$/);
    expect(source).not.toBe('');
    expect(Math.min(operations.length, versions.length)).toBeGreaterThan(0);
  }
});

const DEPARTURE: Departure = {
  provider: 'Microsoft.Communication',
  versions: ['2023-04-01'],
  operations: ['CommunicationServices_Get'],
  where: 'response',
  path: '',
  keyword: 'extra',
  reason: 'For this test.',
  source: 'nowhere',
};
