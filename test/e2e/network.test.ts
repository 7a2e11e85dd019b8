import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Running, startEmulator } from '../../src/emulator/start.ts';
import { seededRandom } from '../support/random.ts';

const PROGRAM = join(import.meta.dirname, '../../bin/acs-notify.cjs');

interface Ended {
  exit: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built program with these variables alone. With `deaf` its reader goes away before it writes. */
function run(words: readonly string[], env: Record<string, string>, deaf = false): Promise<Ended> {
  const child = spawn(process.execPath, [PROGRAM, ...words], { env: { CI: 'true', ...env } });
  const [stdout, stderr]: [string[], string[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => void stdout.push(chunk.toString()));
  if (deaf) child.stdout.destroy();
  child.stderr.on('data', (chunk: Buffer) => void stderr.push(chunk.toString()));
  return new Promise((resolve) => {
    child.on('close', (exit) =>
      resolve({ exit, stdout: stdout.join(''), stderr: stderr.join('') }),
    );
  });
}

describe('the built program over real TLS', () => {
  let azure: Running;

  beforeAll(async () => {
    const clock = { now: () => Date.now(), sleep: () => Promise.resolve() };
    azure = await startEmulator({ clock, random: seededRandom('network'), port: 0 });
  });
  afterAll(() => azure.close());

  function variables(without: string): Record<string, string> {
    return Object.fromEntries(Object.entries(azure.variables).filter(([name]) => name !== without));
  }

  test('an authority that is not trusted ends at once, with the variable that names it', async () => {
    const { exit, stdout, stderr } = await run(['status'], variables('NODE_EXTRA_CA_CERTS'));

    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toContain('NODE_EXTRA_CA_CERTS');
    expect(stderr).not.toMatch(/REJECT_UNAUTHORIZED|trying again/);
    expect(azure.emulator.log).toEqual([]);
  });

  test('a connection that is refused is tried again, then told', async () => {
    const origin = `https://localhost:${await closedPort()}`;
    const env = { ...variables(''), ACS_NOTIFY_EMULATOR: origin, AZURE_AUTHORITY_HOST: origin };

    const { exit, stderr } = await run(['status', '-o', 'json'], env);

    expect(exit).toBe(7);
    expect(JSON.parse(stderr.trim().split('\n').at(-1) ?? '')).toMatchObject({
      error: { code: 'UNREACHABLE', exit: 7 },
    });
  });

  test('a proxy without a scheme is no matter for the local Azure, which is never asked through one', async () => {
    const { exit } = await run(['status', '-o', 'none'], {
      ...variables(''),
      HTTPS_PROXY: '127.0.0.1:9',
    });

    expect(exit).toBe(10);
  });

  test('a reader that goes away is no failure of the work', async () => {
    const { exit, stderr } = await run(['resource', 'list', '-o', 'json'], variables(''), true);

    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  });

  test('the chain is read with the certificate trusted', async () => {
    const { exit, stdout } = await run(['status', '-o', 'json'], variables(''));

    expect(exit).toBe(10);
    expect(JSON.parse(stdout)).toMatchObject({
      resource: { name: 'contoso-acs' },
      link: { hubId: null },
    });
  });
});

/** A port on which nobody listens: it was just given back. */
function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : 1),
      );
    });
  });
}
