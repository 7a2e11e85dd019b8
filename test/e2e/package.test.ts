import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VERSION } from '../../src/cli/version.ts';
import { commandsOf, pathOf } from '../../src/cli/globals.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { bundleInto, type Chunk, ROOT, VERSION as PACKAGE_VERSION } from '../../tools/bundle.ts';
import { loadedBy } from '../../tools/loaded.ts';

const folder = mkdtempSync(join(tmpdir(), 'acs-notify-package-'));

afterAll(() => rmSync(folder, { recursive: true }));

function run(command: string, args: readonly string[], cwd = folder): string {
  // stderr goes into the error that a failure throws.
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
}

describe('what is loaded', () => {
  let chunks: Chunk[];

  beforeAll(async () => {
    chunks = await bundleInto(mkdtempSync(join(folder, 'build-')));
  });

  function modulesLoadedBy(words: readonly string[]): string[] {
    const files = loadedBy(words);
    return chunks.filter(({ file }) => files.includes(file)).flatMap(({ modules }) => modules);
  }

  test('--version loads nothing at all', () => {
    expect(loadedBy(['--version'])).toEqual([]);
  });

  test('--help loads the command tree, commander, and this list of ours', () => {
    const modules = modulesLoadedBy(['--help']);

    const packages = modules.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
    const ours = modules.filter((path) => /^src\/(?!cli\/|commands\/)/.test(path));
    expect([...new Set(packages)].filter((name) => name !== undefined)).toEqual(['commander']);
    expect(ours.toSorted()).toEqual([
      'src/shared/error-codes.ts',
      'src/shared/errors.ts',
      'src/shared/exit-codes.ts',
      'src/shared/json.ts',
      'src/shared/printable.ts',
      'src/shared/shell-quote.ts',
      'src/terminal/format.ts',
      'src/terminal/globals.ts',
      'src/terminal/wire.ts',
    ]);
  });

  test('the help of each command loads no more than that', () => {
    const program = buildProgram(() => async () => {}, { write: () => {}, columns: 80 });
    const paths = commandsOf(program).map((command) => pathOf(command).split(' ').slice(1));
    const most = loadedBy(['--help']);

    const more = paths.flatMap((words) =>
      loadedBy([...words, '--help'])
        .filter((file) => !most.includes(file))
        .map((file) => `${words.join(' ')}: ${file}`),
    );
    expect(paths.length).toBeGreaterThan(10);
    expect(more).toEqual([]);
  });

  test('no Azure SDK is loaded by a command line that is wrong', () => {
    const modules = modulesLoadedBy(['hub', 'create', '--bundle-id', 'not a bundle id']);

    expect(modules).not.toEqual([]);
    expect(modules.filter((path) => path.includes('node_modules/@azure/'))).toEqual([]);
  });
});

test('the version is the same wherever it stands', () => {
  const doorbell = run(process.execPath, [join(ROOT, 'bin', 'acs-notify.cjs'), '--version']);

  expect([VERSION, doorbell.trim()]).toEqual([PACKAGE_VERSION, PACKAGE_VERSION]);
});

describe('the packed tarball', () => {
  interface Packed {
    filename: string;
    size: number;
    files: { path: string; mode: number }[];
  }

  const JOB = `set -e
for time in first second; do
  npx acs-notify hub create -g contoso --bundle-id com.contoso.app --voip -o json > "$time-create.json"
  npx acs-notify link-hub --resource contoso-acs --hub com.contoso.app.voip -o json > "$time-link.json"
  npx acs-notify status --resource contoso-acs -o json > "$time-status.json"
  cp azure/requests.ndjson "$time.ndjson"
done
`;
  let packed: Packed;

  beforeAll(() => {
    const answer = run(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
      ROOT,
    );
    [packed] = JSON.parse(answer) as [Packed]; // npm's own form
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`]);
  });

  test('holds the program and its papers, and is at most 1 MB', () => {
    const paths = packed.files.map(({ path }) => path);
    const others = paths.filter((path) => !/^(dist\/chunks\/[\w-]+\.cjs|docs\/.+)$/.test(path));

    expect(others.toSorted()).toEqual([
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'THIRD-PARTY-NOTICES',
      'bin/acs-notify.cjs',
      'dist/main.cjs',
      'package.json',
    ]);
    expect(paths).toContain('docs/voip.md');
    expect(packed.size).toBeLessThan(1_000_000);
  });

  test('asks npm for nothing else, and runs nothing when it is installed', () => {
    const text = readFileSync(join(folder, 'node_modules/acs-notify/package.json'), 'utf8');
    const manifest = JSON.parse(text) as Record<string, Record<string, string> | undefined>;

    expect(manifest['dependencies']).toBeUndefined();
    expect(manifest['optionalDependencies']).toBeUndefined();
    expect(manifest['peerDependencies']).toBeUndefined();
    expect(Object.keys(manifest['scripts'] ?? {})).not.toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^((pre|post)?install|prepare|prepublish|postpack)$/),
      ]),
    );
  });

  test('names every package that is in the bundle, with its licence', () => {
    const notices = readFileSync(
      join(folder, 'node_modules/acs-notify/THIRD-PARTY-NOTICES'),
      'utf8',
    );

    for (const name of ['commander', 'chalk', '@azure/identity', '@azure/msal-node', 'yaml'])
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\((MIT|ISC)\\)$`, 'm'));
    expect(notices).not.toContain('undefined');
  });

  test('does the main job by npx in an empty folder, and the second time writes nothing', () => {
    writeFileSync(join(folder, 'job.sh'), JOB);
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
    const stepsIn = (name: string): unknown[] =>
      (JSON.parse(read(name)) as { steps: { action: string }[] }).steps.map((one) => one.action);

    run('npx', ['acs-notify', 'emulator', 'exec', '--out', 'azure', '--', 'bash', 'job.sh']);

    expect(stepsIn('first-create.json')).toContain('create');
    expect(stepsIn('first-link.json')).toContain('create');
    expect(new Set(stepsIn('second-create.json'))).toEqual(new Set(['keep']));
    expect(new Set(stepsIn('second-link.json'))).toEqual(new Set(['keep']));
    const before = read('first.ndjson').split('\n').length;
    expect(writesIn(read('first.ndjson'))).not.toEqual([]);
    expect(
      writesIn(
        read('second.ndjson')
          .split('\n')
          .slice(before - 1)
          .join('\n'),
      ),
    ).toEqual([]);
  });
});

/** What changed something, in a `requests.ndjson`. */
function writesIn(log: string): string[] {
  const lines = log.split('\n').filter((line) => line !== '');
  const requests = lines.map((line) => JSON.parse(line) as { method: string; path: string });
  return requests
    .filter(({ method, path }) =>
      method === 'POST'
        ? /(linkNotificationHub|regenerateKeys?|register)$/i.test(path)
        : !['GET', 'HEAD'].includes(method),
    )
    .map(({ method, path }) => `${method} ${path}`);
}
