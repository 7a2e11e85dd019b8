import { describe, expect, test } from 'vitest';
import type { FaultRule } from '../../src/emulator/faults/plan.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { servingOutcome } from '../../src/views/serving.ts';
import { CREATE_HUB, HUB, LINK_HUB } from '../support/ids.ts';
import { createJudge, schemaNames } from '../support/schemas.ts';
import { createWorld, type TestWorld, type WorldOptions } from '../support/world.ts';

const judge = createJudge();
const DELETE_HUB = ['hub', 'delete', '--hub', HUB, '--confirm', 'com.contoso.app.voip'];
const CREATE_RESOURCE = ['resource', 'create', '--name', 'calls', '--data-location', 'Europe'];

async function linkedWorld(options: WorldOptions = {}): Promise<TestWorld> {
  const before = createWorld();
  await before.run(...CREATE_HUB);
  await before.run(...LINK_HUB);
  return createWorld({ ...options, saved: before.emulator.save() });
}

const APNS = { appName: 'com.contoso.app.voip', keyId: 'K', token: 'canary' };
const withCredentials: FaultRule = {
  match: { path: '*/pnsCredentials' },
  times: 0,
  does: {
    status: 200,
    body: { properties: { apnsCredential: { properties: APNS } } },
  },
};
const refused = (path: string): FaultRule => ({
  match: { method: 'PUT', path },
  does: { status: 400, body: { error: { code: 'BadRequest', message: 'No.' } } },
});

const rows: [string, string, string[], FaultRule[]][] = [
  ['status', 'of a linked resource', ['status', '--resource', 'contoso-acs'], []],
  ['status', 'with credentials', ['status'], [withCredentials]],
  ['resource-list', '', ['resource', 'list'], []],
  ['resource-show', '', ['resource', 'show'], []],
  ['resource-create', '', CREATE_RESOURCE, []],
  ['hub-create', 'that keeps', CREATE_HUB, []],
  [
    'hub-create',
    'that updates',
    [...CREATE_HUB, '--sku', 'basic', '--tags', 'a=b', '--show-requests'],
    [],
  ],
  ['hub-create', 'planned', [...CREATE_HUB, '--name', 'other', '--dry-run', '--show-requests'], []],
  [
    'hub-create',
    'that fails',
    [...CREATE_HUB, '--name', 'other'],
    [refused('*/notificationHubs/other')],
  ],
  ['hub-list', '', ['hub', 'list'], []],
  ['hub-show', '', ['hub', 'show'], [withCredentials]],
  ['hub-delete', '', DELETE_HUB, []],
  ['hub-delete', 'planned', [...DELETE_HUB, '--with-namespace', '--dry-run'], []],
  ['policy-list', '', ['policy', 'list'], []],
  ['policy-ensure', '', ['policy', 'ensure', '--name', 'new'], []],
  ['policy-keys', '', ['policy', 'keys'], []],
  ['policy-keys', 'in clear', ['policy', 'keys', '--show'], []],
  ['link-hub', 'that keeps', LINK_HUB, []],
  ['emulator-clock', '', ['emulator', 'clock', '--advance', '24h'], []],
  ['emulator-unlink', '', ['emulator', 'unlink'], []],
  ['link-hub', 'that links again', [...LINK_HUB, '--relink', '--show-requests'], []],
];

describe('what is printed with -o json is as its schema says:', () => {
  test.each(rows)('%s %s', async (...[name, , line, faults]) => {
    const { run } = await linkedWorld({ faults });

    const { stdout } = await run(...line, '-o', 'json');

    expect(judge(name, JSON.parse(stdout))).toEqual([]);
    expect(stdout).not.toContain('canary');
  });

  test('status of a resource without a link', async () => {
    const { stdout } = await createWorld().run('status', '-o', 'json');

    expect(judge('status', JSON.parse(stdout))).toEqual([]);
  });

  test.each([undefined, './azure'])('emulator-start, with --out %s', (out) => {
    const serving = { origin: 'https://localhost:4431', port: 4431, variables: { A: 'b' } };

    expect(judge('emulator-start', servingOutcome(serving, out).data)).toEqual([]);
  });

  test.each([
    ['unlink-hub', ['unlink-hub']],
    ['error', ['status', '--resource', 'x']],
    ['error', ['nonsense']],
    [
      'error',
      [
        'status',
        '--resource',
        'contoso-acs',
        '--subscription',
        '00000000-0000-4000-8000-000000000000',
      ],
    ],
  ])('%s, for %j', async (name, line) => {
    const { stdout, stderr } = await createWorld().run(...line, '-o', 'json');

    expect(stdout).toBe('');
    expect(judge(name, JSON.parse(stderr.slice(stderr.search(/^\{/m))))).toEqual([]);
  });
});

describe('the schemas', () => {
  test('are there for every command that prints JSON of its own', () => {
    const without = ['help', 'emulator-exec'];
    const program = buildProgram(() => async () => {}, { write: () => {}, columns: 80 });
    const leaves = (command: typeof program, path: string[]): string[] =>
      command.commands.length === 0
        ? [path.join('-')]
        : command.commands.flatMap((child) =>
            leaves(child as typeof program, [...path, child.name()]),
          );

    expect(
      leaves(program, [])
        .filter((name) => !without.includes(name))
        .toSorted(),
    ).toEqual(
      schemaNames()
        .filter((name) => !['error', 'steps'].includes(name))
        .toSorted(),
    );
  });

  test('find what is missing, mistyped or not named', () => {
    expect(judge('hub-list', [{ id: 'x', name: 1, namespace: 'n' }])).toHaveLength(1);
    expect(judge('hub-list', [{ id: 'x', name: 'n' }])).toHaveLength(1);
    expect(judge('hub-list', [{ id: 'x', name: 'n', namespace: 'n', more: 1 }])).toHaveLength(1);
  });
});
