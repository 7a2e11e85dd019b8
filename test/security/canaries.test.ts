import { describe, expect, test } from 'vitest';
import type { FaultRule } from '../../src/emulator/faults/plan.ts';
import type { SavedState } from '../../src/emulator/state.ts';
import { ACS, CREATE_HUB, HUB, LINK_HUB } from '../support/ids.ts';
import { createWorld, type WorldOptions } from '../support/world.ts';

/** Every form in which a secret might slip out. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('hex'),
    bytes.toString('base64url'),
    ...shifted,
  ];
}

/** All secrets that a world knows: keys of policies and of ACS, the client secret, the tokens that were issued. */
function secretsOf(state: SavedState, issued: readonly string[]): string[] {
  const keys = [
    ...JSON.stringify(state.world).matchAll(/"(?:primaryKey|secondaryKey)":"([^"]+)"/g),
  ].map(([, key]) => key ?? '');
  return [...new Set([...keys, ...issued])].filter((secret) => secret.length > 8);
}

/** Runs a line with `--debug` and gives what it printed, and all secrets that were about. */
async function watched(line: readonly string[], options: WorldOptions) {
  const issued: string[] = [];
  const transport: WorldOptions['transport'] = async (request, real) => {
    const response = await real(request);
    if (request.url.endsWith('/token')) {
      const { access_token: token } = (await response.clone().json()) as { access_token?: string };
      if (token) issued.push(token, ...token.split('.').slice(1));
    }
    return response;
  };
  const world = createWorld({ ...options, transport });
  if (world.env['AZURE_CLIENT_SECRET']) issued.push(world.env['AZURE_CLIENT_SECRET']);
  const { stdout, stderr, exit } = await world.run(...line, '--debug');
  return { exit, stdout, stderr, issued, secrets: secretsOf(world.emulator.save(), issued) };
}

const STRING =
  'Endpoint=sb://contoso-push.servicebus.windows.net/;SharedAccessKeyName=acs-send;SharedAccessKey=Y2FuYXJ5LWNhbmFyeS1jYW5hcnktY2FuYXJ5LTEyMw==';
const BY_STRING = ['link-hub', '--resource', ACS, '--hub-id', HUB, '--connection-string-file'];

const lines: [string, string[], WorldOptions?][] = [
  ['status', ['status']],
  ['resource list', ['resource', 'list', '-o', 'json']],
  ['resource show', ['resource', 'show']],
  [
    'resource create',
    ['resource', 'create', '--name', 'calls', '-g', 'contoso', '--data-location', 'Europe'],
  ],
  [
    'hub create',
    ['hub', 'create', '-g', 'contoso', '--name', 'second', '--namespace', 'contoso-push'],
  ],
  ['hub list', ['hub', 'list', '-o', 'yaml']],
  ['hub show', ['hub', 'show', '--hub', HUB]],
  ['hub delete', ['hub', 'delete', '--hub', HUB, '--confirm', 'com.contoso.app.voip']],
  ['policy ensure', ['policy', 'ensure', '--hub', HUB, '--name', 'fresh']],
  ['policy list', ['policy', 'list', '--hub', HUB]],
  ['policy keys', ['policy', 'keys', '--hub', HUB, '-o', 'json']],
  ['link-hub', [...LINK_HUB, '--relink', '--show-requests', '-o', 'json']],
  ['link-hub, dry', [...LINK_HUB, '--relink', '--dry-run', '--show-requests']],
  ['link-hub by a file', [...BY_STRING, './string', '--relink'], { files: { './string': STRING } }],
  ['link-hub by stdin', [...BY_STRING, '-', '--relink'], { stdin: STRING }],
  [
    'link-hub by a variable',
    [...BY_STRING, 'env:HUB_STRING', '--relink'],
    { env: { HUB_STRING: STRING } },
  ],
  ['a secret in the option’s value', [...BY_STRING, STRING]],
  [
    'a wrong client secret',
    ['status'],
    { env: { AZURE_CLIENT_SECRET: 'canary~wrong~client~secret~0123456789' } },
  ],
  ['unlink-hub', ['unlink-hub']],
];

const mirror: FaultRule = {
  match: { method: 'POST', path: '*/linkNotificationHub' },
  does: {
    status: 400,
    body: { error: { code: 'BadRequest', message: `I do not like ${STRING}` } },
  },
};

describe('with --debug no secret is on any stream:', () => {
  test.each(lines)('%s', async (_name, line, options = {}) => {
    const before = createWorld();
    await before.run(...CREATE_HUB);
    await before.run(...LINK_HUB);

    const { stdout, stderr, secrets } = await watched(line, {
      ...options,
      saved: before.emulator.save(),
    });

    const printed = stdout + stderr;
    const all = [...secrets, STRING, 'Y2FuYXJ5LWNhbmFyeS1jYW5hcnktY2FuYXJ5LTEyMw=='];
    expect(all.flatMap(formsOf).filter((form) => printed.includes(form))).toEqual([]);
    expect(secrets.length).toBeGreaterThan(4);
  });

  test('not even when a service says one back', async () => {
    const before = createWorld();
    await before.run(...CREATE_HUB);

    const { stdout, stderr, exit } = await watched([...BY_STRING, './string'], {
      files: { './string': STRING },
      faults: [mirror],
      saved: before.emulator.save(),
    });

    expect(exit).toBe(1);
    expect(
      formsOf('Y2FuYXJ5LWNhbmFyeS1jYW5hcnktY2FuYXJ5LTEyMw==').filter((form) =>
        (stdout + stderr).includes(form),
      ),
    ).toEqual([]);
  });

  test('the debug log is there, and shows the requests', async () => {
    const { stderr } = await watched(['status'], {});

    expect(stderr).toMatch(/GET https:\/\/localhost:4431\/subscriptions\//);
  });
});

test('policy keys --show prints the string on stdout and nowhere else', async () => {
  const before = createWorld();
  await before.run(...CREATE_HUB);

  const { stdout, stderr } = await watched(['policy', 'keys', '--hub', HUB, '--show'], {
    saved: before.emulator.save(),
  });

  expect(stdout).toContain('SharedAccessKey=');
  expect(formsOf(stdout.trim()).filter((form) => stderr.includes(form))).toEqual([]);
  expect(stderr).not.toContain(stdout.trim().split('SharedAccessKey=')[1] ?? 'x');
});
