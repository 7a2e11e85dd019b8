import { expect, test } from 'vitest';
import { EXIT_CODES } from '../../src/shared/exit-codes.ts';
import type { FaultRule } from '../../src/emulator/faults/plan.ts';
import { CREATE_HUB, LINK_HUB } from '../support/ids.ts';
import { createWorld, type Ran, type TestWorld, type WorldOptions } from '../support/world.ts';

const namespacePut: FaultRule['match'] = { method: 'PUT', path: '*/namespaces/contoso-push' };
const hubPut: FaultRule['match'] = { method: 'PUT', path: '*/notificationHubs/*' };
const refusal = (status: number, code: string): FaultRule['does'] => ({
  status,
  body: { error: { code, message: `Refused with ${code}.` } },
});

interface Case extends WorldOptions {
  line: string[];
  setup?: string[][];
}

const cases: Record<keyof typeof EXIT_CODES, Case> = {
  ok: { line: ['resource', 'list'] },
  failed: {
    line: CREATE_HUB,
    faults: [{ match: namespacePut, does: refusal(400, 'BadRequest') }],
  },
  usage: { line: ['resource', 'list', '--nonsense'] },
  notFound: { line: ['resource', 'show', '--resource', 'nobody'] },
  signIn: { line: ['resource', 'list'], env: { AZURE_CLIENT_SECRET: undefined } },
  denied: {
    line: CREATE_HUB,
    faults: [{ match: namespacePut, does: refusal(403, 'AuthorizationFailed') }],
  },
  conflict: { line: ['unlink-hub'], setup: [CREATE_HUB, LINK_HUB] },
  later: {
    line: ['resource', 'list'],
    faults: [{ match: { path: '*/communicationServices' }, times: 0, does: { status: 503 } }],
  },
  partial: { line: CREATE_HUB, faults: [{ match: hubPut, does: refusal(400, 'BadRequest') }] },
  cancelled: {
    line: [...LINK_HUB.slice(0, -1), 'second'],
    setup: [CREATE_HUB, LINK_HUB, ['hub', 'create', '-g', 'contoso', '--name', 'second']],
    tty: true,
    answers: [false],
  },
  changes: { line: [...CREATE_HUB, '--dry-run', '--exit-code'] },
  interrupted: { line: CREATE_HUB, transport: stopAt('SIGINT') },
  terminated: { line: CREATE_HUB, transport: stopAt('SIGTERM') },
};

let stopped: TestWorld | undefined;

/** Sends the signal while the first change is on its way. */
function stopAt(signal: 'SIGINT' | 'SIGTERM'): NonNullable<WorldOptions['transport']> {
  return async (request, next) => {
    if (request.method === 'PUT') stopped?.interrupt(signal);
    return await next(request);
  };
}

async function runCase({ line, setup = [], ...options }: Case): Promise<Ran> {
  const world = createWorld(options);
  stopped = world;
  for (const words of setup) expect((await world.run(...words)).exit).toBe(0);
  return await world.run(...line);
}

test.each(Object.entries(cases))('%s', async (name, given) => {
  const { exit, stderr } = await runCase(given);

  // The keys of `cases` are the names of the exit codes: the compiler sees to it.
  expect(exit, stderr).toBe(EXIT_CODES[name as keyof typeof EXIT_CODES].code);
});

test.each(Object.entries(cases).filter(([name]) => !['ok', 'changes', 'cancelled'].includes(name)))(
  '%s, with -o json: the last line of stderr is the error as JSON',
  async (name, given) => {
    const { exit, stderr } = await runCase({ ...given, line: [...given.line, '-o', 'json'] });

    const { error } = JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '');
    expect(error).toMatchObject({
      code: expect.stringMatching(/^[A-Z_]+$/),
      message: expect.stringMatching(/\w/),
      hint: expect.any(String),
    });
    // What was partly done exits with 8; the error keeps the code that it has by itself.
    expect(name === 'partial' ? EXIT_CODES.partial.code : error.exit).toBe(exit);
  },
);

test('exit codes are never renumbered', () => {
  const numbers = Object.entries(EXIT_CODES).map(([name, { code }]) => [name, code]);

  expect(Object.fromEntries(numbers)).toEqual({
    ok: 0,
    failed: 1,
    usage: 2,
    notFound: 3,
    signIn: 4,
    denied: 5,
    conflict: 6,
    later: 7,
    partial: 8,
    cancelled: 9,
    changes: 10,
    interrupted: 130,
    terminated: 143,
  });
});

test('a stopped command says so at once, then what was done, what is unknown, and how to go on', async () => {
  const { stderr, stdout } = await runCase({ line: CREATE_HUB, transport: stopAt('SIGINT') });

  expect(stderr).toContain('stopping…\n');
  expect(stdout).toMatch(/\? namespace +contoso-push +may have been created/);
  expect(stdout).toMatch(/hub +com\.contoso\.app\.voip +not started/);
  expect(stdout).toContain(`acs-notify ${CREATE_HUB.join(' ')}`);
});

test('stopped before any change, a command names itself as the way on and changes nothing', async () => {
  const world = createWorld({
    transport: async (request, next) => {
      if (request.url.includes('/namespaces/')) world.interrupt();
      return await next(request);
    },
  });

  const { exit, stderr } = await world.run(...CREATE_HUB);

  expect(exit).toBe(130);
  expect(stderr).toContain('Stopped by Ctrl-C');
  expect(world.emulator.writes).toEqual([]);
});
