import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Env } from '../../src/shared/ports.ts';
import { CREATE_HUB, LINK_HUB } from '../support/ids.ts';
import { createWorld, type Ran, type TestWorld, type WorldOptions } from '../support/world.ts';

/** Certificates are judged by this machine's clock, so a world whose emulator listens lives now. */
const listening = (options: WorldOptions): TestWorld =>
  createWorld({ now: Date.now(), ...options });

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acs-notify-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the running emulator that these variables lead to answers to a GET: its status. */
async function statusOf(path: string, variables: Env): Promise<number | undefined> {
  const ca = await readFile(variables['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8');
  const url = `${variables['ACS_NOTIFY_EMULATOR']}${path}`;
  return await new Promise((resolve, reject) => {
    request(url, { ca, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

/** The variables among `export NAME=value` lines. */
function exported(text: string): Env {
  const lines = [...text.matchAll(/^export (\w+)='?([^'\n]*)'?$/gm)];
  return Object.fromEntries(lines.map(([, name = '', value]) => [name, value]));
}

/** Runs `emulator start`, does something once it serves, then presses Ctrl-C. */
async function whileServing(
  argv: readonly string[],
  act: (stdout: string) => Promise<void>,
): Promise<Ran> {
  const acting: Promise<void>[] = [];
  const world = listening({
    onOutput: (text) => {
      const done = act(text);
      acting.push(done);
      void done.catch(() => {}).then(() => world.interrupt());
    },
  });
  const ran = await world.run('emulator', 'start', ...argv);
  await Promise.all(acting);
  return ran;
}

/** The real program from source, in a process of its own. */
function program(argv: readonly string[], env: Env = {}): Promise<Ran & { signal: string | null }> {
  const child = spawn(process.execPath, [MAIN, ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ exit: code ?? -1, stdout, stderr, signal }));
  });
}

describe('emulator start', () => {
  test('prints variables that lead to it, and Ctrl-C ends it with exit 0', async () => {
    let status: number | undefined;

    const { exit, stdout, stderr } = await whileServing([], async (text) => {
      status = await statusOf('/metadata/endpoints?api-version=2022-09-01', exported(text));
    });

    expect(status).toBe(200);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: 'Ctrl-C stops it.\nstopping…\n' });
    expect(Object.keys(exported(stdout))).toEqual([
      'ACS_NOTIFY_CLOUD',
      'ACS_NOTIFY_EMULATOR',
      'ACS_NOTIFY_EMULATOR_KEY',
      'AZURE_AUTHORITY_HOST',
      'AZURE_TENANT_ID',
      'AZURE_CLIENT_ID',
      'AZURE_CLIENT_SECRET',
      'AZURE_SUBSCRIPTION_ID',
      'NODE_EXTRA_CA_CERTS',
      'REQUESTS_CA_BUNDLE',
    ]);
  });

  test('no longer answers once it was stopped', async () => {
    let variables: Env = {};
    const ca = join(folder, 'kept.pem');

    await whileServing([], async (text) => {
      variables = { ...exported(text), NODE_EXTRA_CA_CERTS: ca };
      await writeFile(ca, await readFile(exported(text)['NODE_EXTRA_CA_CERTS'] ?? ''));
    });

    await expect(statusOf('/', variables)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('with -o json it prints one document with the same', async () => {
    const { stdout } = await whileServing(['-o', 'json'], async () => {});

    const { origin, port, variables, out } = JSON.parse(stdout);
    expect(origin).toBe(`https://localhost:${port}`);
    expect(out).toBeNull();
    expect(variables).toMatchObject({ ACS_NOTIFY_EMULATOR: origin, ACS_NOTIFY_CLOUD: 'emulator' });
  });

  test('--out keeps the certificate, the variables and a line a request in a folder', async () => {
    const out = join(folder, 'out');

    const { stdout } = await whileServing(['--out', out], async (text) => {
      await statusOf('/metadata/endpoints?api-version=2022-09-01', exported(text));
    });

    const env = await readFile(join(out, 'env'), 'utf8');
    const requests = await readFile(join(out, 'requests.ndjson'), 'utf8');
    expect(env).toContain(exported(stdout)['ACS_NOTIFY_EMULATOR']);
    expect(await readFile(join(out, 'ca.pem'), 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(
      requests
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { method: 'GET', path: '/metadata/endpoints', apiVersion: '2022-09-01', status: 200 },
    ]);
  });

  test('on a terminal it shows a line a request', async () => {
    const acting: Promise<void>[] = [];
    const world = listening({
      tty: true,
      onOutput: (text) => {
        const asked = statusOf('/metadata/endpoints?api-version=2022-09-01', exported(text));
        acting.push(asked.then(() => world.interrupt()));
      },
    });

    const { stderr } = await world.run('emulator', 'start', '--no-color');

    await Promise.all(acting);
    expect(stderr).toContain('200 GET /metadata/endpoints 2022-09-01\n');
  });

  test('on a terminal a request that is wider than it is one line, with its end', async () => {
    const acting: Promise<unknown>[] = [];
    const path = `/subscriptions/a1b2c3d4-2222-4222-8222-00000000c0de/${'x'.repeat(60)}/the/end`;
    const world = listening({
      tty: true,
      columns: 60,
      onOutput: (text) => {
        const asked = statusOf(`${path}?api-version=2023-04-01`, exported(text));
        acting.push(asked.then(() => world.interrupt()));
      },
    });

    const { stderr } = await world.run('emulator', 'start', '--no-color');

    await Promise.all(acting);
    const about = stderr.split('\n').filter((line) => !/^(?:Ctrl-C|stopping|$)/.test(line));
    expect(about).toEqual([expect.stringMatching(/^\d+ GET \/sub.*….*\/the\/end 2023-04-01$/)]);
    expect(about[0]).toHaveLength(60);
  });

  test('a request cannot steer the terminal', async () => {
    const acting: Promise<unknown>[] = [];
    const world = listening({
      tty: true,
      onOutput: (text) => {
        const asked = statusOf('/metadata/endpoints?api-version=%1b[2J', exported(text));
        acting.push(asked.then(() => world.interrupt()));
      },
    });

    const { stderr } = await world.run('emulator', 'start', '--no-color');

    await Promise.all(acting);
    expect(stderr).toMatch(/GET \/metadata\/endpoints \\u001b/);
  });

  test.each([
    [['--port', 'eighty'], 2, /number from 0 to 65535/],
    [['--port', '65536'], 2, /number from 0 to 65535/],
    [['--seed', '/does/not/exist'], 1, /\/does\/not\/exist cannot be read/],
    [['--faults', '/does/not/exist'], 1, /\/does\/not\/exist cannot be read/],
  ])('%j is refused', async (argv, code, says) => {
    const { exit, stderr, stdout } = await createWorld().run('emulator', 'start', ...argv);

    expect({ exit, stdout }).toEqual({ exit: code, stdout: '' });
    expect(stderr).toMatch(says);
  });

  test('a taken port is refused, naming it', async () => {
    let second: Ran | undefined;

    await whileServing(['-o', 'json'], async (text) => {
      const port = String(JSON.parse(text).port);
      second = await createWorld().run('emulator', 'start', '--port', port);
    });

    expect(second).toMatchObject({ exit: 1, stdout: '' });
    expect(second?.stderr).toMatch(/Port \d+ .*cannot be used/);
  });

  test('--state goes on with the world of the run before', async () => {
    const state = join(folder, 'state.json');
    const resource =
      '/subscriptions/a1b2c3d4-2222-4222-8222-00000000c0de/resourceGroups/contoso?api-version=2021-04-01';

    await whileServing(['--state', state], async (text) => {
      expect(await statusOf(resource, exported(text))).toBe(401);
    });
    const again = await whileServing(['--state', state], async () => {});

    expect(JSON.parse(await readFile(state, 'utf8'))).toMatchObject({ version: 1 });
    expect(again.exit).toBe(0);
  });
});

test('a terminal that closes stops it in good order: the world is kept, no file is left', async () => {
  const [state, temporary] = [join(folder, 'hung-up.json'), join(folder, 'temporary')];
  await mkdir(temporary);
  const child = spawn(process.execPath, [MAIN, 'emulator', 'start', '--state', state], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, TMPDIR: temporary },
  });
  await once(child.stdout, 'data');
  await rm(state);

  child.kill('SIGHUP');

  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(JSON.parse(await readFile(state, 'utf8'))).toMatchObject({ version: 1 });
  expect(await readdir(temporary)).toEqual([]);
});

describe('emulator exec', () => {
  const exec = async (child: (env: Env) => Promise<number>) => {
    let seen: { command: string; args: readonly string[] } | undefined;
    const world = listening({
      child: ({ command, args, env }) => {
        seen = { command, args };
        return child(env);
      },
    });
    const ran = await world.run('emulator', 'exec', '--', 'my-tool', '-o', 'json', '--', '--yes');
    return { ...ran, seen, env: world.env };
  };

  test('gives the child its own arguments, whatever they look like', async () => {
    const { seen } = await exec(async () => 0);

    expect(seen).toEqual({ command: 'my-tool', args: ['-o', 'json', '--', '--yes'] });
  });

  test('serves the child, and sets the variables for it alone', async () => {
    let status: number | undefined;

    const { env } = await exec(async (variables) => {
      status = await statusOf('/metadata/endpoints?api-version=2022-09-01', variables);
      return 0;
    });

    expect(status).toBe(200);
    expect(env).not.toHaveProperty('NODE_EXTRA_CA_CERTS');
  });

  test('passes the child’s exit code on, and prints nothing of its own', async () => {
    const { exit, stdout, stderr } = await exec(async () => 42);

    expect({ exit, stdout, stderr }).toEqual({ exit: 42, stdout: '', stderr: '' });
  });

  test('without a command it is a usage error', async () => {
    expect(await createWorld().run('emulator', 'exec')).toMatchObject({ exit: 2, stdout: '' });
  });

  test('a real child shares our streams, sees the emulator, and its code is ours', async () => {
    const script = 'console.log(process.env.ACS_NOTIFY_CLOUD); console.error("e"); process.exit(7)';

    const ran = await program(['emulator', 'exec', '--', process.execPath, '-e', script]);

    expect(ran).toEqual({ exit: 7, stdout: 'emulator\n', stderr: 'e\n', signal: null });
  });

  test('a child that a signal ended gives 128 + n', async () => {
    const script = 'process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)';

    const ran = await program(['emulator', 'exec', '--', process.execPath, '-e', script]);

    expect(ran).toMatchObject({ exit: 143, signal: null });
  });

  test('a real child has our variables as they are, empty ones too', async () => {
    const script = 'console.log(JSON.stringify(process.env.ACS_NOTIFY_TEST))';
    const argv = ['emulator', 'exec', '--', process.execPath, '-e', script];

    const ran = await program(argv, { ACS_NOTIFY_TEST: '' });

    expect(ran).toMatchObject({ exit: 0, stdout: '""\n' });
  });

  test.each(['SIGTERM', 'SIGHUP'])(
    '%s to it reaches the child, whose answer counts',
    async (name) => {
      const script =
        `process.on("${name}", () => { console.log("told"); process.exit(5) });` +
        `process.kill(process.ppid, "${name}"); setInterval(() => {}, 1000)`;

      const ran = await program(['emulator', 'exec', '--', process.execPath, '-e', script]);

      expect(ran).toEqual({ exit: 5, stdout: 'told\n', stderr: '', signal: null });
    },
  );

  test('a program that does not exist is named', async () => {
    const ran = await program(['emulator', 'exec', '--', 'no-such-program']);

    expect(ran).toMatchObject({ exit: 2, stdout: '' });
    expect(ran.stderr).toContain('no-such-program cannot be started');
  });
});

describe('emulator clock', () => {
  test('moves the clock of the running emulator forward', async () => {
    const world = createWorld();

    const { exit, stdout } = await world.run('emulator', 'clock', '--advance', '24h', '-o', 'json');

    expect(exit).toBe(0);
    expect(world.emulator.world.state.clockOffset).toBe(86_400_000);
    expect(JSON.parse(stdout)).toEqual({
      advanced: 86_400_000,
      now: new Date(world.clock.now() + 86_400_000).toISOString(),
    });
  });

  test.each(['24', 'soon', '-1h', '0s', ''])('%j is no duration', async (text) => {
    const { exit, stderr } = await createWorld().run('emulator', 'clock', `--advance=${text}`);

    expect(exit).toBe(2);
    expect(stderr).toMatch(/90s, 30m, 24h or 2d|argument missing/);
  });

  test.each<[string, Record<string, string | undefined>]>([
    ['nothing is set', { ACS_NOTIFY_EMULATOR: undefined, ACS_NOTIFY_EMULATOR_KEY: undefined }],
    ['another machine is named', { ACS_NOTIFY_EMULATOR: 'https://example.com' }],
    ['it is not https', { ACS_NOTIFY_EMULATOR: 'http://localhost:1' }],
    ['it is no address', { ACS_NOTIFY_EMULATOR: 'localhost' }],
  ])('refused, and nothing sent, when %s', async (_name, env) => {
    const world = createWorld({ env });

    const { exit, stderr } = await world.run('emulator', 'clock', '--advance', '1h');

    expect(exit).toBe(2);
    expect(stderr).toContain('ACS_NOTIFY_EMULATOR');
    expect(world.emulator.log).toEqual([]);
  });

  test('a wrong key is refused, and said to be wrong', async () => {
    const world = createWorld({ env: { ACS_NOTIFY_EMULATOR_KEY: 'wrong' } });

    const { exit, stderr } = await world.run('emulator', 'clock', '--advance', '1h');

    expect(exit).toBe(1);
    expect(stderr).toContain('ACS_NOTIFY_EMULATOR_KEY');
    expect(world.emulator.world.state.clockOffset).toBe(0);
  });

  test.each<[string, () => Promise<Response>, RegExp]>([
    ['does not answer', () => Promise.reject(new TypeError('refused')), /does not answer/],
    ['is no emulator', async () => new Response('<html>'), /is no local Azure/],
  ])('says so when what is named %s', async (_name, transport, says) => {
    const { exit, stderr } = await createWorld({ transport }).run(
      ...['emulator', 'clock', '--advance', '1h'],
    );

    expect(exit).toBe(1);
    expect(stderr).toMatch(says);
  });
});

describe('emulator unlink', () => {
  test('plays the portal’s Disconnect', async () => {
    const world = createWorld();
    await world.run(...CREATE_HUB);
    await world.run(...LINK_HUB);

    const { exit, stdout } = await world.run('emulator', 'unlink');

    expect(exit).toBe(0);
    expect(stdout).toContain('com.contoso.app.voip');
    const { stdout: id } = await world.run(
      ...['resource', 'show', '-o', 'tsv', '--query', 'notificationHubId'],
    );
    expect(id).toBe('\n');
  });

  test('finds nothing where nothing is linked', async () => {
    expect(await createWorld().run('emulator', 'unlink')).toMatchObject({ exit: 3, stdout: '' });
  });
});
