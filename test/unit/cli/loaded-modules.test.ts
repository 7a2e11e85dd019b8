import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

/** Notes every module that is loaded, and writes the list on the fourth stream at the end. */
const PRELOAD = `data:text/javascript,
import { registerHooks } from 'node:module';
import { writeSync } from 'node:fs';
const seen = [];
registerHooks({ load: (url, context, next) => { seen.push(url); return next(url, context); } });
process.on('exit', () => writeSync(3, JSON.stringify(seen)));`;

/** What running from source with these words loads: our files by path, packages by name. */
function loadedBy(...words: string[]): { files: string[]; packages: string[] } {
  const { output } = spawnSync(
    process.execPath,
    ['--import', PRELOAD.replaceAll('\n', ' '), join(ROOT, 'src/cli/main.ts'), ...words],
    { encoding: 'utf8', stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const urls: string[] = JSON.parse(output[3] ?? '[]');
  const paths = urls
    .filter((url) => url.startsWith('file:'))
    .map((url) => relative(ROOT, fileURLToPath(url)).replaceAll('\\', '/'));
  const packages = paths.flatMap(
    (path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  );
  return {
    files: paths.filter((path) => path.startsWith('src/')).toSorted(),
    packages: [...new Set(packages)],
  };
}

test('help loads commander, the declarations of the commands, and little else', () => {
  const { files, packages } = loadedBy('--help');

  expect(packages).toEqual(['commander']);
  expect(files).toMatchSnapshot();
});

test('help loads no service, no view, no Azure and no emulator', () => {
  const rooms = new Set(
    loadedBy('hub', 'create', '--help').files.map((file) => file.split('/')[1]),
  );

  expect(rooms).toEqual(new Set(['cli', 'commands', 'shared', 'terminal']));
});

test('a wrong command line loads no Azure either', () => {
  const { packages } = loadedBy('nonsense');

  expect(packages.toSorted()).toEqual([
    'chalk',
    'commander',
    'fast-string-truncated-width',
    'fast-string-width',
  ]);
});
