import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { request as plainRequest } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { realClock } from '../../../src/cli/clock.ts';
import { EmulatorProblem } from '../../../src/emulator/problem.ts';
import { type Running, startEmulator, type StartOptions } from '../../../src/emulator/start.ts';
import { virtualClock } from '../../support/clock.ts';
import { seededRandom } from '../../support/random.ts';
import { SIGNING_KEY } from '../../support/signing-key.ts';

let root: string;
let count = 0;
const running: Running[] = [];
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'acs-notify-test-'));
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});
afterAll(() => rm(root, { recursive: true }));

const fresh = (): string => join(root, `${(count += 1)}`);

/** Certificates are judged by this machine's clock, so these start now. */
async function start(options: Partial<StartOptions> = {}): Promise<Running> {
  const one = await startEmulator({
    clock: virtualClock(Date.now()),
    random: seededRandom(`start${count}`),
    port: 0,
    signingKey: SIGNING_KEY,
    ...options,
  });
  running.push(one);
  return one;
}

interface Got {
  status: number | undefined;
  text: string;
}

interface Sending {
  method?: string;
  host?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Sends a request over real TLS, trusting only the emulator's own authority. */
async function send(
  { variables, port }: Running,
  path: string,
  sending: Sending = {},
): Promise<Got> {
  const { method = 'GET', host = '127.0.0.1', headers = {}, body } = sending;
  const ca = await readFile(variables['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8');
  return new Promise((resolve, reject) => {
    const options = {
      host,
      port,
      path,
      method,
      headers,
      ca,
      agent: false,
      servername: 'localhost',
    };
    const sent = request(options, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode, text }));
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Opens a TCP connection, sends this text, and gives all that came back until it was closed. */
function raw(port: number, host: string, text: string): Promise<string> {
  return new Promise((resolve) => {
    let back = '';
    const socket = connect(port, host, () => socket.write(text));
    socket.setEncoding('utf8').on('data', (part: string) => (back += part));
    socket.on('close', () => resolve(back));
    socket.on('error', () => {});
  });
}

async function hasIpv6(): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(0, '::1', () => probe.close(() => resolve(true)));
  });
}

describe('the listener', () => {
  test('answers https on both loopback addresses, on one port', async () => {
    const one = await start();
    const hosts = (await hasIpv6()) ? ['127.0.0.1', '::1'] : ['127.0.0.1'];

    for (const host of hosts)
      expect(await send(one, '/metadata/endpoints', { host })).toMatchObject({ status: 200 });
    expect(one.origin).toBe(`https://localhost:${one.port}`);
  });

  test('refuses plain http in words', async () => {
    const { port } = await start();

    const got = await new Promise<Got>((resolve, reject) => {
      const sent = plainRequest({ host: '127.0.0.1', port, path: '/' }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('end', () => resolve({ status: answer.statusCode, text }));
      });
      sent.on('error', reject);
      sent.end();
    });

    expect(got).toEqual({
      status: 400,
      text: 'This port speaks https only: the address must begin with https://\n',
    });
  });

  test('closes what is neither http nor TLS, and what begins like TLS and is not', async () => {
    const one = await start();

    expect(await raw(one.port, '127.0.0.1', '\u0016nonsense that is no handshake')).not.toContain(
      'HTTP/',
    );
    expect(await raw(one.port, '127.0.0.1', 'hello\n')).toContain('400 Bad Request');
    expect((await send(one, '/metadata/endpoints')).status).toBe(200);
  });

  test('refuses a body of more than 4 MiB with 413, and goes on', async () => {
    const one = await start();

    const got = await send(one, '/subscriptions', {
      method: 'POST',
      body: Buffer.alloc(4 * 1024 * 1024 + 1, 32),
    });

    expect(got.status).toBe(413);
    expect(got.text).toContain('RequestEntityTooLarge');
    expect((await send(one, '/metadata/endpoints')).status).toBe(200);
  });

  test('takes a path that begins with two slashes for a path', async () => {
    const one = await start();

    expect((await send(one, '//metadata/endpoints')).status).toBe(200);
  });

  test('answers a malformed host or method with a refusal, not with silence', async () => {
    const one = await start();

    expect((await send(one, '/', { headers: { host: 'a b' } })).status).toBe(400);
    expect((await send(one, '/', { method: 'TRACE' })).status).toBe(400);
  });

  test('has an answer for its own failure', async () => {
    const one = await start({
      onExchange: () => {
        throw new Error('full');
      },
    });

    const got = await send(one, '/metadata/endpoints');

    expect(got.status).toBe(500);
    expect(got.text).toContain('The local Azure failed: full');
  });

  test('says which port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;

    const starting = start({ port });

    await expect(starting).rejects.toThrow(EmulatorProblem);
    await expect(starting).rejects.toThrow(
      new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 cannot be used`),
    );
    await new Promise((resolve) => taken.close(resolve));
  });

  test('cuts the connection where the fault plan says so, without an answer', async () => {
    const faultsFile = fresh();
    await writeFile(faultsFile, '[{"match":{"path":"/metadata/*"},"does":{"cut":"after"}}]');
    const one = await start({ faultsFile });

    await expect(send(one, '/metadata/endpoints')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await send(one, '/metadata/endpoints')).status).toBe(200);
  });

  test('closes at once although a request is being delayed, and logs it as cut', async () => {
    const [faultsFile, out] = [fresh(), fresh()];
    await writeFile(faultsFile, '[{"match":{"path":"/metadata/*"},"does":{"delay":3600000}}]');
    const clock = realClock();
    const one = await start({ faultsFile, out, clock: { ...clock, sleep: watchedSleep } });
    let ended: Promise<void> | undefined;
    let begun = (): void => {};
    const asleep = new Promise<void>((resolve) => (begun = resolve));
    function watchedSleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
      ended = clock.sleep(milliseconds, signal);
      begun();
      return ended;
    }
    const sent = send(one, '/metadata/endpoints').then(
      () => 'answered',
      (error: NodeJS.ErrnoException) => error.code,
    );
    await asleep;

    await one.close();

    expect(await sent).toBe('ECONNRESET');
    await expect(ended).rejects.toThrow('closing');
    const [line = ''] = (await readFile(join(out, 'requests.ndjson'), 'utf8')).split('\n');
    expect(JSON.parse(line)).toMatchObject({ path: '/metadata/endpoints', status: 0 });
  });

  test('lets go of connections that say nothing when it closes', async () => {
    const one = await start();
    const closed = raw(one.port, '127.0.0.1', '');
    await send(one, '/metadata/endpoints');

    await one.close();

    expect(await closed).toBe('');
  });
});

describe('the folder', () => {
  test('gets three files, for their owner alone, and no private key', async () => {
    const out = fresh();
    await start({ out });
    const names = (await readdir(out)).toSorted((a, b) => (a < b ? -1 : 1));

    expect(names).toEqual(['ca.pem', 'env', 'requests.ndjson']);
    expect((await stat(out)).mode & 0o777).toBe(0o700);
    for (const name of names) {
      expect((await stat(join(out, name))).mode & 0o777).toBe(0o600);
      expect(await readFile(join(out, name), 'utf8')).not.toContain('PRIVATE KEY');
    }
  });

  test('has a request’s line before its answer arrives, with five keys and nothing secret', async () => {
    const out = fresh();
    const one = await start({ out });
    const seen: string[] = [];
    const after = async () => seen.push(await readFile(join(out, 'requests.ndjson'), 'utf8'));

    await send(one, '/metadata/endpoints?api-version=2022-09-01&secret=1');
    await after();
    await send(one, '/nowhere', { headers: { authorization: 'Bearer secret' }, body: 'secret' });
    await after();

    const lines = seen.map((text) => text.trimEnd().split('\n'));
    expect(lines.map(({ length }) => length)).toEqual([1, 2]);
    expect(seen[1]).not.toContain('secret');
    expect(lines[1]?.map((line) => JSON.parse(line))).toEqual([
      {
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        method: 'GET',
        path: '/metadata/endpoints',
        apiVersion: '2022-09-01',
        status: 200,
      },
      expect.objectContaining({ path: '/nowhere', apiVersion: null, status: 501 }),
    ]);
  });

  test('has an env file that a shell reads back exactly', async () => {
    const out = join(fresh(), "it's a $folder");
    const one = await start({ out });
    const script = 'set -a; . "$1"; exec "$2" -p "JSON.stringify(process.env)"';
    const sh = ['-c', script, 'sh', join(out, 'env'), process.execPath];

    const { stdout } = await promisify(execFile)('sh', sh, { env: {} });

    expect(JSON.parse(stdout)).toMatchObject(one.variables);
    expect(one.variables['NODE_EXTRA_CA_CERTS']).toBe(join(out, 'ca.pem'));
  });

  test('has no env of an earlier run while the port cannot be had', async () => {
    const out = fresh();
    const one = await start({ out });

    await expect(start({ out, port: one.port })).rejects.toThrow(EmulatorProblem);

    expect(await readdir(out)).not.toContain('env');
  });

  test('has no env of an earlier run once a new one starts', async () => {
    const out = fresh();
    await (await start({ out })).close();

    const again = await start({ out });

    const origin = `ACS_NOTIFY_EMULATOR='${again.origin}'`;
    expect(await readFile(join(out, 'env'), 'utf8')).toContain(origin);
  });

  test('is refused where somebody else’s env is, which is kept', async () => {
    const out = fresh();
    await mkdir(out);
    await writeFile(join(out, 'env'), 'MINE=1\n');

    const starting = start({ out });

    await expect(starting).rejects.toThrow(EmulatorProblem);
    await expect(starting).rejects.toThrow(/env is not of a local Azure and is kept/);
    expect(await readdir(out)).toEqual(['env']);
    expect(await readFile(join(out, 'env'), 'utf8')).toBe('MINE=1\n');
  });

  test('is refused where env is a folder, as Python’s environments are', async () => {
    const out = fresh();
    await mkdir(join(out, 'env', 'bin'), { recursive: true });

    const starting = start({ out });

    await expect(starting).rejects.toThrow(EmulatorProblem);
    expect(await readdir(join(out, 'env'))).toEqual(['bin']);
  });

  test('is refused where env is a link, and what it leads to is kept', async () => {
    const [out, target] = [fresh(), fresh()];
    await mkdir(out);
    await writeFile(target, "ACS_NOTIFY_CLOUD='emulator'\n");
    await symlink(target, join(out, 'env'));

    await expect(start({ out })).rejects.toThrow(EmulatorProblem);

    expect(await readFile(join(out, 'env'), 'utf8')).toBe("ACS_NOTIFY_CLOUD='emulator'\n");
  });

  test('is refused where a link stands', async () => {
    const out = fresh();
    await symlink(root, out);

    await expect(start({ out })).rejects.toThrow(/symbolic link/);
  });

  test('is a temporary one where none was asked for, and gone after', async () => {
    const one = await start();
    const ca = one.variables['NODE_EXTRA_CA_CERTS'] ?? '';
    expect(await readFile(ca, 'utf8')).toContain('BEGIN CERTIFICATE');

    await one.close();

    await expect(stat(join(ca, '..'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

test('the variables are those of the design, in its order, without a trailing slash', async () => {
  const { variables, origin } = await start();

  expect(Object.keys(variables)).toEqual([
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
  expect(variables).toMatchObject({ ACS_NOTIFY_CLOUD: 'emulator', ACS_NOTIFY_EMULATOR: origin });
});

describe('files that are given', () => {
  test('a state file is there from the start, and keeps the world to the end', async () => {
    const stateFile = fresh();
    const first = await start({ stateFile });
    const atStart = JSON.parse(await readFile(stateFile, 'utf8'));
    first.emulator.world.state.clockOffset = 5;
    await first.close();

    const second = await start({ stateFile });

    expect(atStart.world.clockOffset).toBe(0);
    expect(second.emulator.world.state.clockOffset).toBe(5);
    expect(second.variables['AZURE_CLIENT_SECRET']).not.toBe(
      first.variables['AZURE_CLIENT_SECRET'],
    );
  });

  test.each<[string, Partial<StartOptions>, RegExp]>([
    ['a seed', { seedFile: 'absent' }, /^The seed absent cannot be read: /],
    ['a fault plan', { faultsFile: 'absent' }, /^The fault plan absent cannot be read: /],
    [
      'a state’s folder',
      { stateFile: join('absent', 'state') },
      /^absent.state cannot be written: /,
    ],
  ])(
    '%s that is not there is told, and nothing is left behind',
    async (_what, options, message) => {
      const temporary = fresh();
      await mkdir(temporary);
      vi.stubEnv('TMPDIR', temporary);

      const starting = start(options);

      await expect(starting).rejects.toThrow(EmulatorProblem);
      await expect(starting).rejects.toThrow(message);
      expect(await readdir(temporary)).toEqual([]);
      vi.unstubAllEnvs();
    },
  );

  test('a damaged state file is refused and left as it is', async () => {
    const stateFile = fresh();
    await writeFile(stateFile, '{');

    await expect(start({ stateFile })).rejects.toThrow(/is damaged/);

    expect(await readFile(stateFile, 'utf8')).toBe('{');
  });
});
