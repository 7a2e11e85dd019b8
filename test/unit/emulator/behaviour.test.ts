import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { local } from './local.ts';

const BEHAVIOUR = join(import.meta.dirname, '../../../src/emulator/BEHAVIOUR.md');

const sorted = (texts: readonly string[]): string[] =>
  texts.toSorted((one, other) => (one < other ? -1 : 1));

test('BEHAVIOUR.md and the routes name the same operations, each once', () => {
  const lines = readFileSync(BEHAVIOUR, 'utf8').matchAll(
    /^- `((?:GET|HEAD|PUT|PATCH|POST|DELETE) \/[^`]+)` — /gm,
  );
  const written = [...lines].map(([, operation = '']) => operation);

  const routes = local().emulator.routes.map(({ method, path }) => `${method} ${path}`);

  expect(sorted(written)).toEqual(sorted(routes));
  expect(new Set(written).size).toBe(written.length);
});
