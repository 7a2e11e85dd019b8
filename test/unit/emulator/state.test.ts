import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  envLines,
  openRequestLog,
  privateFolder,
  writeWhole,
} from '../../../src/emulator/files.ts';
import { EmulatorProblem } from '../../../src/emulator/problem.ts';
import { loadState, saveState } from '../../../src/emulator/saved.ts';
import { ACS, GROUP } from '../../support/ids.ts';
import { local, refusal } from './local.ts';

let root: string;
let folder: string;
let count = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'acs-notify-test-'));
});
beforeEach(async () => {
  folder = join(root, `${(count += 1)}`);
  await mkdir(folder);
});
afterAll(() => rm(root, { recursive: true }));

const rights = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe('a saved world', () => {
  test('goes on as it was, with a new secret and the old one refused', async () => {
    const before = local();
    await before.ask('PUT', `${GROUP}-2`, { body: { location: 'westeurope' } });
    const keys = await before.ask('POST', `${ACS}/listKeys`, { version: '2023-04-01' });
    const path = join(folder, 'state.json');
    await saveState(path, before.emulator.save());

    const saved = await loadState(path);
    const random = { bytes: (bytes: number) => new Uint8Array(bytes).fill(9) };
    const after = local({ ...(saved ? { saved } : {}), random });

    expect((await after.ask('HEAD', `${GROUP}-2`)).status).toBe(204);
    expect(await after.ask('POST', `${ACS}/listKeys`, { version: '2023-04-01' })).toMatchObject({
      body: keys.body,
    });
    const old = before.emulator.signIn.clientSecret;
    expect(refusal(await after.signIn({ client_secret: old }))).toEqual([401, 'invalid_client']);
  });

  test('is no window into the running one', async () => {
    const { ask, emulator } = local();
    const saved = emulator.save();

    await ask('DELETE', GROUP);

    expect(JSON.stringify(saved)).not.toContain('deletedAt');
  });

  test('is readable by its owner only, and nothing is left beside it', async () => {
    const path = join(folder, 'state.json');
    await saveState(path, local().emulator.save());
    await saveState(path, local().emulator.save());

    expect(await rights(path)).toBe(0o600);
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  test('that cannot be written says why', async () => {
    const path = join(folder, 'absent', 'state.json');

    await expect(saveState(path, local().emulator.save())).rejects.toThrow(EmulatorProblem);
    await expect(saveState(path, local().emulator.save())).rejects.toThrow(/cannot be written: /);
  });

  test('that is not there is undefined', async () => {
    expect(await loadState(join(folder, 'none.json'))).toBeUndefined();
  });

  test.each([
    ['cut', '{"version":1,"world', /is damaged: it is not JSON\. Move it away/],
    ['empty', '', /is damaged: it is not JSON/],
    ['of another version', '{"version":2}', /is not one of this version/],
    [
      'without its parts',
      '{"version":1,"world":{},"directory":{"applications":[]}}',
      /is damaged: parts of it are missing/,
    ],
    ['no object', '[]', /is damaged/],
  ])('that is %s is refused', async (_how, text, message) => {
    const path = join(folder, 'state.json');
    await writeFile(path, text);

    await expect(loadState(path)).rejects.toThrow(EmulatorProblem);
    await expect(loadState(path)).rejects.toThrow(message);
  });
});

describe('files', () => {
  test('a link in a file’s place is replaced, and what it pointed to is left alone', async () => {
    const [target, path] = [join(folder, 'target'), join(folder, 'env')];
    await writeFile(target, 'mine');
    await symlink(target, path);
    await symlink(target, `${path}.new`);

    await writeWhole(path, 'ours');

    expect(await readFile(target, 'utf8')).toBe('mine');
    expect(await readFile(path, 'utf8')).toBe('ours');
    expect((await readdir(folder)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['env', 'target']);
  });

  test('a folder is made for its owner alone; one that is there keeps its rights', async () => {
    const made = join(folder, 'a', 'b');
    await privateFolder(made);
    await mkdir(join(folder, 'open'), { mode: 0o755 });
    await privateFolder(join(folder, 'open'));

    expect(await rights(made)).toBe(0o700);
    expect(await rights(join(folder, 'open'))).toBe(0o755);
  });

  test('a link to a folder, and a file, are no folder', async () => {
    await symlink(root, join(folder, 'link'));
    await writeFile(join(folder, 'file'), '');

    await expect(privateFolder(join(folder, 'link'))).rejects.toThrow(/symbolic link/);
    await expect(privateFolder(join(folder, 'file'))).rejects.toThrow(EmulatorProblem);
    await expect(privateFolder(join(folder, 'file', 'below'))).rejects.toThrow(EmulatorProblem);
  });

  test('the request log begins anew, and has each line when its promise resolves', async () => {
    const path = join(folder, 'requests.ndjson');
    await writeFile(path, 'old\n', { mode: 0o644 });
    const log = await openRequestLog(folder);

    await log.append({ a: 1 });
    const first = await readFile(path, 'utf8');
    await Promise.all([log.append({ b: 2 }), log.append({ c: 3 }), log.append({ d: 4 })]);
    const all = await readFile(path, 'utf8');
    await log.close();

    expect(first).toBe('{"a":1}\n');
    expect(all).toBe('{"a":1}\n{"b":2}\n{"c":3}\n{"d":4}\n');
    expect(await rights(path)).toBe(0o600);
  });

  test('a shell reads the env file’s values as they are', () => {
    expect(envLines({ A: 'plain', B: `it's $HOME "and" \`more\`` })).toBe(
      `A='plain'\nB='it'\\''s $HOME "and" \`more\`'\n`,
    );
  });
});
