import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { VERSION } from '../../../src/cli/version.ts';
import { createWorld } from '../../support/world.ts';

const ROOT = join(import.meta.dirname, '../../..');
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

test('the version is the package’s, in the program and in the doorbell', () => {
  expect(JSON.parse(text('package.json')).version).toBe(VERSION);
  expect(text('bin/acs-notify.cjs')).toContain(`'${VERSION}\\n'`);
});

test.each(['--version', '-V'])('%s prints it', async (option) => {
  expect(await createWorld().run(option)).toEqual({ exit: 0, stdout: `${VERSION}\n`, stderr: '' });
});
