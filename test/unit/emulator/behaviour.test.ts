import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createWorld } from '../../support/world.ts';

const BEHAVIOUR = join(import.meta.dirname, '../../../src/emulator/BEHAVIOUR.md');

test('BEHAVIOUR.md and the routes name the same operations', () => {
  const lines = readFileSync(BEHAVIOUR, 'utf8').matchAll(/^- `((?:GET|HEAD|PUT|PATCH|POST|DELETE) \/[^`]+)` — /gm);
  const written = [...lines].map(([, operation]) => operation);

  const routes = createWorld().emulator.routes.map(({ method, path }) => `${method} ${path}`);

  expect(written.toSorted()).toEqual(routes.toSorted());
});
