import { describe, expect, test } from 'vitest';
import type { FaultRule } from '../../src/emulator/faults/plan.ts';
import {
  ACS,
  CREATE_HUB,
  GROUP,
  HUB,
  LINK_HUB,
  NAMESPACE,
  OTHER_HUB,
  OTHER_SUBSCRIPTION,
} from '../support/ids.ts';
import { createWorld, type WorldOptions } from '../support/world.ts';

interface Row extends WorldOptions {
  line: string[];
  exit: number;
  says: RegExp;
  /** Command lines that run first, without faults. */
  setup?: string[][];
}

/** Runs the setup in one world and the line in another that goes on from it, so that faults hit the line alone. */
async function refused({ line, setup = [], ...options }: Row) {
  const before = createWorld(options.seed ? { seed: options.seed } : {});
  for (const words of setup) expect((await before.run(...words)).exit).toBe(0);
  const world = createWorld({ ...options, saved: before.emulator.save() });
  const ran = await world.run(...line);
  return { ...ran, world };
}

const string = (parts: string) => `Endpoint=sb://contoso-push.servicebus.windows.net/;${parts}`;
const withString = (value: string): Pick<Row, 'line' | 'env' | 'setup'> => ({
  line: [
    'link-hub',
    '--resource',
    ACS,
    '--hub-id',
    HUB,
    '--connection-string-file',
    'env:HUB_STRING',
  ],
  env: { HUB_STRING: value },
  setup: [CREATE_HUB],
});

const rows: Record<string, Row> = {
  'not an ARM id': {
    line: ['link-hub', '--resource', '/nonsense', '--hub', HUB],
    exit: 2,
    says: /is no ARM id/,
  },
  'an id of another type': {
    line: ['link-hub', '--resource', HUB, '--hub', HUB],
    exit: 2,
    says: /is the id of a Microsoft\.NotificationHubs/,
  },
  'a hub in another subscription': {
    line: ['link-hub', '--resource', ACS, '--hub', OTHER_HUB],
    exit: 2,
    says: /own subscription/,
  },
  '.voip twice': {
    line: ['hub', 'create', '-g', 'contoso', '--bundle-id', 'com.contoso.app.voip.voip', '--voip'],
    exit: 2,
    says: /\.voip twice/,
  },
  'a bundle id with illegal characters': {
    line: ['hub', 'create', '-g', 'contoso', '--bundle-id', 'com.contoso.app!'],
    exit: 2,
    says: /letters, digits and hyphens/,
  },
  'a namespace name outside the rule': {
    line: ['hub', 'create', '-g', 'contoso', '--name', 'h', '--namespace', '1abcdef'],
    exit: 2,
    says: /6 to 50 letters/,
  },
  'a hub name outside the rule': {
    line: ['hub', 'create', '-g', 'contoso', '--name', '-h'],
    exit: 2,
    says: /1 to 260 letters/,
  },
  'a policy name outside the rule': {
    line: ['hub', 'create', '-g', 'contoso', '--name', 'h', '--policy', 'a b'],
    exit: 2,
    says: /no policy name/,
  },
  'no name at all': { line: ['hub', 'create', '-g', 'contoso'], exit: 2, says: /--bundle-id/ },
  '--voip without a bundle id': {
    line: ['hub', 'create', '-g', 'contoso', '--voip', '--name', 'h'],
    exit: 2,
    says: /--voip needs --bundle-id/,
  },
  'an unknown location': {
    line: [...CREATE_HUB, '--location', 'westeurop'],
    exit: 2,
    says: /Did you mean westeurope/,
  },
  'a namespace name that somebody has': {
    line: ['hub', 'create', '-g', 'contoso', '--name', 'h', '--namespace', 'contoso-taken'],
    exit: 6,
    says: /--namespace/,
  },
  'a group that is absent': {
    line: ['hub', 'create', '-g', 'nowhere', '--name', 'calls'],
    exit: 3,
    says: /--create-resource-group/,
  },
  'a new group without a location': {
    line: ['hub', 'create', '-g', 'new', '--create-resource-group', '--name', 'calls'],
    exit: 2,
    says: /--location/,
  },
  'an ACS resource that is absent': {
    line: ['status', '--resource', 'contoso-acx'],
    exit: 3,
    says: /Did you mean contoso-acs/,
  },
  'a hub that is absent': { line: LINK_HUB, exit: 3, says: /no hub/ },
  'a hub whose name is near': {
    line: ['hub', 'show', '--hub', 'com.contoso.ap.voip'],
    setup: [CREATE_HUB],
    exit: 3,
    says: /Did you mean com\.contoso\.app\.voip/,
  },
  'an unknown subscription': {
    line: ['resource', 'list', '--subscription', 'Contoso Dev'],
    exit: 3,
    says: /Did you mean Contoso Development/,
  },
  'several subscriptions and no choice': {
    line: ['resource', 'list'],
    env: { AZURE_SUBSCRIPTION_ID: undefined },
    exit: 2,
    says: new RegExp(OTHER_SUBSCRIPTION),
  },
  'a connection string without a policy': {
    ...withString(string('SharedAccessKey=a2V5')),
    exit: 2,
    says: /names no policy/,
  },
  'a connection string without a key': {
    ...withString(string('SharedAccessKeyName=acs-send')),
    exit: 2,
    says: /holds no key/,
  },
  'a malformed connection string': {
    ...withString('hello'),
    exit: 2,
    says: /not of the form name=value/,
  },
  'a connection string of another namespace': {
    ...withString(
      'Endpoint=sb://elsewhere.servicebus.windows.net/;SharedAccessKeyName=acs-send;SharedAccessKey=a2V5',
    ),
    exit: 2,
    says: /namespace elsewhere/,
  },
  'a connection string of another hub': {
    ...withString(string('SharedAccessKeyName=acs-send;SharedAccessKey=a2V5;EntityPath=other')),
    exit: 2,
    says: /EntityPath names the hub other/,
  },
  'a Listen-only policy in the connection string': {
    ...withString(
      string('SharedAccessKeyName=DefaultListenSharedAccessSignature;SharedAccessKey=a2V5'),
    ),
    exit: 6,
    says: /only listen/,
  },
  'a Manage policy in the connection string': {
    ...withString(
      string('SharedAccessKeyName=DefaultFullSharedAccessSignature;SharedAccessKey=a2V5'),
    ),
    exit: 6,
    says: /more than Send/,
  },
  'a Listen-only policy': {
    line: [...LINK_HUB, '--policy', 'DefaultListenSharedAccessSignature'],
    setup: [CREATE_HUB],
    exit: 6,
    says: /cannot send/,
  },
  'a policy that may do more': {
    line: [...LINK_HUB, '--policy', 'DefaultFullSharedAccessSignature'],
    setup: [CREATE_HUB],
    exit: 6,
    says: /policy ensure/,
  },
  'a variable that is not set': {
    ...withString('x'),
    env: {},
    exit: 2,
    says: /HUB_STRING is not set/,
  },
  'no sign-in': {
    line: ['status'],
    env: { AZURE_CLIENT_SECRET: '' },
    exit: 4,
    says: /AZURE_CLIENT_SECRET is not set/,
  },
  'a wrong client secret': {
    line: ['status'],
    env: { AZURE_CLIENT_SECRET: 'wrong' },
    exit: 4,
    says: /AADSTS7000215/,
  },
  'an unknown application': {
    line: ['status'],
    env: { AZURE_CLIENT_ID: '00000000-0000-4000-8000-000000000000' },
    exit: 4,
    says: /AADSTS700016/,
  },
  'an unknown tenant': {
    line: ['status'],
    env: { AZURE_TENANT_ID: '00000000-0000-4000-8000-000000000000' },
    exit: 4,
    says: /AADSTS90002/,
  },
  'a foreign authority': {
    line: ['status'],
    env: { AZURE_AUTHORITY_HOST: 'https://login.evil.example' },
    exit: 2,
    says: /AZURE_AUTHORITY_HOST/,
  },
  'an unknown cloud': {
    line: ['status'],
    env: { ACS_NOTIFY_CLOUD: 'mars' },
    exit: 2,
    says: /no cloud/,
  },
  'a local Azure that is not local': {
    line: ['status'],
    env: { ACS_NOTIFY_EMULATOR: 'https://evil.example:4431' },
    exit: 2,
    says: /on this machine/,
  },
  'a tag without a value': { line: [...CREATE_HUB, '--tags', 'team'], exit: 2, says: /name=value/ },
  'an unknown sku': {
    line: [...CREATE_HUB, '--sku', 'gold'],
    exit: 2,
    says: /free, basic or standard/,
  },
  'an unknown data location': {
    line: ['resource', 'create', '--name', 'a', '--data-location', 'Europa'],
    exit: 2,
    says: /Did you mean Europe/,
  },
};

describe('bad input is refused before anything is written:', () => {
  test.each(Object.entries(rows))('%s', async (_what, row) => {
    const { exit, stdout, stderr, world } = await refused(row);

    expect(stderr).toMatch(row.says);
    expect(exit).toBe(row.exit);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/hint: /);
    expect(world.emulator.writes).toEqual([]);
  });

  test.each(Object.entries(rows))('%s, as JSON', async (_what, row) => {
    const { stdout, stderr } = await refused({ ...row, line: [...row.line, '-o', 'json'] });

    expect(stdout).toBe('');
    expect(JSON.parse(lastDocument(stderr))).toMatchObject({
      error: {
        code: expect.stringMatching(/^[A-Z_]+$/),
        message: expect.any(String),
        hint: expect.any(String),
        exit: row.exit,
      },
    });
  });
});

function lastDocument(stderr: string): string {
  return stderr.slice(stderr.search(/^\{/m));
}

test('a secret in the option’s value is refused and not echoed', async () => {
  const secret = string('SharedAccessKeyName=acs-send;SharedAccessKey=Y2FuYXJ5');
  const { exit, stderr, world } = await refused({
    line: ['link-hub', '--resource', ACS, '--hub-id', HUB, '--connection-string-file', secret],
    exit: 2,
    says: /x/,
  });

  expect(exit).toBe(2);
  expect(stderr).toContain('others can read a command line');
  expect(stderr).not.toContain('Y2FuYXJ5');
  expect(world.emulator.log).toEqual([]);
});

test('a hub in another subscription is refused before any request', async () => {
  const { world } = await refused({
    line: ['link-hub', '--resource', ACS, '--hub', OTHER_HUB],
    exit: 2,
    says: /x/,
  });

  expect(world.emulator.log).toEqual([]);
});

const arm = (does: FaultRule['does'], times = 0): FaultRule[] => [
  { match: { path: '/subscriptions*' }, times, does },
];
const DENIED =
  "The client 'x' with object id 'y' does not have authorization to perform action 'Microsoft.Communication/communicationServices/read' over scope '/subscriptions/s' or the scope is invalid.";

const faults: Record<string, Row> = {
  'a token that is refused': {
    faults: arm({
      status: 401,
      body: {
        error: { code: 'InvalidAuthenticationToken', message: 'The access token is invalid.' },
      },
    }),
    line: ['status'],
    exit: 4,
    says: /does not accept the token/,
  },
  '403': {
    faults: arm({ status: 403, body: { error: { code: 'AuthorizationFailed', message: DENIED } } }),
    line: ['status'],
    exit: 5,
    says: /Microsoft\.Communication\/communicationServices\/read on \/subscriptions\/s/,
  },
  '429 for longer than may be waited': {
    faults: arm({ status: 429, headers: { 'retry-after': '3600' } }),
    line: ['status'],
    exit: 7,
    says: /\d\d:30 UTC/,
  },
  '429 without Retry-After, for ever': {
    faults: arm({ status: 429 }),
    line: ['status'],
    exit: 7,
    says: /429/,
  },
  '503, for ever': { faults: arm({ status: 503 }), line: ['status'], exit: 7, says: /503/ },
  '501': {
    faults: arm({ status: 501, body: { error: { code: 'NotImplemented', message: 'no' } } }),
    line: ['status'],
    exit: 1,
    says: /501/,
  },
  'an HTML page': {
    faults: arm({
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<html>Please sign in to the WLAN</html>',
    }),
    line: ['status'],
    exit: 1,
    says: /text\/html/,
  },
  'JSON that is cut': {
    faults: arm({ truncate: 20 }),
    line: ['status'],
    exit: 1,
    says: /not an answer of Azure/,
  },
  'an empty answer': {
    faults: arm({ status: 200, body: '' }),
    line: ['resource', 'list'],
    exit: 1,
    says: /no list/,
  },
  'a redirect': {
    faults: arm({ status: 302, headers: { location: 'https://evil.example/x' } }),
    line: ['status'],
    exit: 1,
    says: /evil\.example/,
  },
  'a link that Azure refuses for its subscription': {
    faults: [
      {
        match: { method: 'POST', path: '*/linkNotificationHub' },
        does: {
          status: 400,
          body: {
            error: {
              code: 'WrongSubscription',
              message:
                'The notification hub must be in the same subscription as the communication service',
            },
          },
        },
      },
    ],
    line: LINK_HUB,
    setup: [CREATE_HUB],
    exit: 2,
    says: /same subscription/,
  },
};

describe('what Azure or the network does wrong is explained:', () => {
  test.each(Object.entries(faults))('%s', async (_what, row) => {
    const { exit, stderr } = await refused(row);

    expect(stderr).toMatch(row.says);
    expect(exit).toBe(row.exit);
    expect(stderr).not.toMatch(/TLS.*off|REJECT_UNAUTHORIZED/);
  });

  test('the service’s code, words and correlation id are shown', async () => {
    const { stderr } = await refused({
      ...faults['403'],
      line: ['status'],
      exit: 5,
      says: /x/,
    } as Row);

    expect(stderr).toContain('AuthorizationFailed');
    expect(stderr).toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  test('429 with Retry-After is waited for, and the wait announced', async () => {
    const { exit, stderr } = await refused({
      faults: arm({ status: 429, headers: { 'retry-after': '7' } }, 1),
      line: ['status'],
      exit: 10,
      says: /x/,
    });

    expect(exit).toBe(10);
    expect(stderr).toContain('trying again in 7 s');
  });

  test('escape sequences in a server’s text reach no terminal', async () => {
    const { stderr } = await refused({
      faults: arm({
        status: 400,
        body: { error: { code: 'Bad\u001b[31m', message: '\u001b]0;owned\u0007 \u202e' } },
      }),
      line: ['status'],
      exit: 1,
      says: /x/,
    });

    expect(stderr).not.toMatch(/[\u001b\u0007\u202e]/);
  });
});

const lost: [string, string[], string][] = [
  ['the namespace', CREATE_HUB, NAMESPACE],
  ['the hub', CREATE_HUB, HUB],
  ['the policy', CREATE_HUB, `${HUB}/authorizationRules/acs-send`],
  ['the link', LINK_HUB, `${ACS}/linkNotificationHub`],
];

describe('a change whose answer is lost is read back, and made once:', () => {
  test.each(lost)('%s', async (_what, line, path) => {
    const setup = line === LINK_HUB ? [CREATE_HUB] : [];
    const { exit, world } = await refused({
      line,
      setup,
      faults: [
        { match: { path, method: line === LINK_HUB ? 'POST' : 'PUT' }, does: { cut: 'after' } },
      ],
      exit: 0,
      says: /x/,
    });

    expect(exit).toBe(0);
    expect(
      world.emulator.writes.filter((one) => one.toLowerCase() === path.toLowerCase()),
    ).toHaveLength(1);
  });

  test('and one that never arrived is made again', async () => {
    const { exit, world } = await refused({
      line: LINK_HUB,
      setup: [CREATE_HUB],
      faults: [{ match: { path: `${ACS}/linkNotificationHub` }, does: { cut: 'before' } }],
      exit: 0,
      says: /x/,
    });

    expect(exit).toBe(0);
    expect(world.emulator.writes).toHaveLength(1);
  });

  test('and when reading back fails too, the step is unknown, the rest not started, and the next run goes on', async () => {
    const faults: FaultRule[] = [
      { match: { method: 'PUT', path: NAMESPACE }, does: { cut: 'after' } },
      { match: { method: 'GET', path: NAMESPACE }, nth: 2, times: 0, does: { status: 503 } },
    ];
    const { exit, stdout, stderr, world } = await refused({
      line: [...CREATE_HUB, '-o', 'json'],
      faults,
      exit: 1,
      says: /x/,
    });

    expect(exit).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      steps: [
        { status: 'kept' },
        { status: 'unknown' },
        { status: 'skipped' },
        { status: 'skipped' },
      ],
    });
    expect(JSON.parse(lastDocument(stderr))).toMatchObject({ error: { code: 'OUTCOME_UNKNOWN' } });
    const next = createWorld({ saved: world.emulator.save() });
    expect((await next.run(...CREATE_HUB)).exit).toBe(0);
    expect(
      next.emulator.writes.filter((path) => path.toLowerCase() === NAMESPACE.toLowerCase()),
    ).toEqual([]);
  });
});

test('a failure in the middle is exit 8, says what was done, and running again goes on', async () => {
  const faults: FaultRule[] = [
    {
      match: { method: 'PUT', path: HUB },
      does: { status: 400, body: { error: { code: 'BadRequest', message: 'no' } } },
    },
  ];
  const { exit, stdout, world } = await refused({ line: CREATE_HUB, faults, exit: 8, says: /x/ });

  expect(exit).toBe(8);
  expect(stdout).toContain('could not be created');
  expect(stdout).toContain('not started');
  expect(stdout).toContain(`acs-notify ${CREATE_HUB.join(' ')}`);
  expect((await createWorld({ saved: world.emulator.save() }).run(...CREATE_HUB)).exit).toBe(0);
});

test('a group’s id is no ACS resource', async () => {
  const { exit } = await refused({ line: ['status', '--resource', GROUP], exit: 2, says: /x/ });

  expect(exit).toBe(2);
});
