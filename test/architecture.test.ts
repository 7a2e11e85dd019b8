import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Files, findCircles, violations } from './support/architecture.ts';

const root = join(import.meta.dirname, '..');

function read(...folders: string[]): Files {
  const files = new Map<string, string>();
  for (const folder of folders)
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && /\.(ts|cjs)$/.test(entry.name))
        files.set(path.slice(root.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8'));
    }
  return files;
}

test('every import goes through a door that the design allows', () => {
  expect(violations(read('src', 'bin'))).toEqual([]);
});

test('no file imports itself by way of others', () => {
  expect(findCircles(read('src'))).toEqual([]);
});

test('no test replaces a module: the wire is the seam', () => {
  const replacing = [...read('test')].filter(
    ([path, text]) => path !== 'test/architecture.test.ts' && /\bvi\.(mock|doMock)\(/.test(text),
  );

  expect(replacing.map(([path]) => path)).toEqual([]);
});

describe('the rules notice', () => {
  const forbidden: [string, string, string, RegExp][] = [
    [
      'a service that knows the terminal',
      'src/services/x.ts',
      "import { x } from '../terminal/wire.ts';",
      /services may not import terminal/,
    ],
    [
      'an engine that knows Azure',
      'src/engine/x.ts',
      "import type { Arm } from '../azure/arm.ts';",
      /engine may not import azure/,
    ],
    [
      'an emulator that knows our client',
      'src/emulator/x.ts',
      "import { x } from '../resources/hub.ts';",
      /emulator may not import resources/,
    ],
    [
      'shared importing a room',
      'src/shared/x.ts',
      "import { x } from '../engine/want.ts';",
      /shared may not import engine/,
    ],
    [
      'an SDK outside azure',
      'src/services/x.ts',
      "import { x } from '@azure/identity';",
      /@azure\/identity/,
    ],
    ['chalk outside terminal', 'src/views/x.ts', "import chalk from 'chalk';", /chalk/],
    [
      'azure reached by a static import',
      'src/cli/deps.ts',
      "import { connectAzure } from '../azure/connect.ts';",
      /azure is reached/,
    ],
    [
      'the emulator reached from a service',
      'src/services/x.ts',
      "await import('../emulator/start.ts');",
      /services may not import emulator/,
    ],
    ['process outside its doors', 'src/services/x.ts', 'const home = process.env;', /process/],
    ['globalThis.process', 'src/services/x.ts', 'const home = globalThis.process;', /process/],
    ['node:process', 'src/cli/main.ts', "import { env } from 'node:process';", /node:process/],
    ['console', 'src/views/x.ts', 'console.log(1);', /console/],
    ['the time of day', 'src/services/x.ts', 'const now = Date.now();', /time/],
    ['a timer', 'src/engine/x.ts', 'setTimeout(() => {}, 1);', /time/],
    ['chance', 'src/engine/x.ts', 'Math.random();', /chance/],
    ['a default export', 'src/views/x.ts', 'export default 1;', /default export/],
    ['a barrel', 'src/views/x.ts', "export * from './table.ts';", /barrel/],
    ['a room that no list names', 'src/cellar/x.ts', 'export const x = 1;', /cellar/],
  ];

  test.each(forbidden)('%s', (_what, path, text, expected) => {
    expect(violations(new Map([[path, text]])).join('\n')).toMatch(expected);
  });

  test('a circle', () => {
    const files: Files = new Map([
      ['src/views/a.ts', "import { b } from './b.ts';"],
      ['src/views/b.ts', "import { a } from './a.ts';"],
    ]);

    expect(findCircles(files)).toEqual(['src/views/a.ts → src/views/b.ts → src/views/a.ts']);
  });
});
