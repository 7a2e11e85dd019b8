import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseFaults } from '../../../src/emulator/faults/parse.ts';
import { parseSeed } from '../../../src/emulator/parse-seed.ts';
import { controlRoutes } from '../../../src/emulator/control.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/emulator.md'), 'utf8');
const EXAMPLES = [...PAGE.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, json = '']) => json);
const FAULTS = EXAMPLES.filter((json) => json.startsWith('['));
const SEEDS = EXAMPLES.filter((json) => json.startsWith('{'));

test('the page shows a seed and several fault plans', () => {
  expect([SEEDS.length, FAULTS.length]).toEqual([1, 4]);
});

test.each(FAULTS)('a fault plan of the page can be used: %#', (json) => {
  expect(parseFaults(json).length).toBeGreaterThan(0);
});

test.each(SEEDS)('the seed of the page can be used', (json) => {
  expect(parseSeed(json).subscriptions).toHaveLength(1);
});

test('the page names every control route', () => {
  const named = controlRoutes.filter(({ method, path }) => PAGE.includes(`\`${method} ${path}\``));

  expect(named).toEqual(controlRoutes);
});
