import { describe, expect, test } from 'vitest';
import type { FaultRule } from '../../src/emulator/faults/plan.ts';
import { documentOf, errorOf, stepsOf } from '../support/documents.ts';
import { ACS, CREATE_HUB, HUB, LINK_HUB, NAMESPACE, OTHER_SUBSCRIPTION } from '../support/ids.ts';
import { createWorld, type TestWorld, type WorldOptions } from '../support/world.ts';

const SECOND = `${NAMESPACE}/notificationHubs/second`;
const LINK_SECOND = ['link-hub', '--resource', ACS, '--hub', SECOND];
const LINK = `${ACS}/linkNotificationHub`;

/** A world with two hubs, the first of them linked, that goes on under these options. */
async function linkedWorld(options: WorldOptions = {}): Promise<TestWorld> {
  const before = createWorld();
  await before.run(...CREATE_HUB);
  await before.run(...'hub create -g contoso --namespace contoso-push --name second'.split(' '));
  await before.run(...LINK_HUB);
  return createWorld({ ...options, saved: before.emulator.save() });
}

async function hubWorld(options: WorldOptions = {}): Promise<TestWorld> {
  const before = createWorld();
  await before.run(...CREATE_HUB);
  return createWorld({ ...options, saved: before.emulator.save() });
}

async function linkedHub({ run }: TestWorld): Promise<unknown> {
  const shown = await run('resource', 'show', '--resource', ACS, '-o', 'json');
  return (documentOf(shown.stdout) as { notificationHubId: unknown }).notificationHubId;
}

const asked = ({ emulator }: TestWorld) =>
  emulator.log
    .filter(({ path }) => path.startsWith('/subscriptions/'))
    .map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);

describe('link-hub asks for no more than it needs', () => {
  test('by whole ids it looks nothing up: four reads side by side, the key, the link, a look at it', async () => {
    let inFlight = 0;
    let most = 0;
    const world = await hubWorld({
      transport: async (request, next) => {
        most = Math.max(most, (inFlight += 1));
        const answer = await next(request);
        inFlight -= 1;
        return answer;
      },
    });

    await world.run(...LINK_HUB);

    expect(asked(world).toSorted()).toEqual(
      [
        'GET contoso-acs',
        'GET com.contoso.app.voip',
        'GET acs-send',
        'POST pnsCredentials',
        'POST listKeys',
        'POST linkNotificationHub',
        'GET contoso-acs',
      ].toSorted(),
    );
    expect(most).toBe(4);
    expect(world.clock.sleeps).toEqual([]);
  });

  test('a key is asked for only when a link is about to be made', async () => {
    const world = await linkedWorld();

    await world.run(...LINK_HUB);
    await world.run(...LINK_SECOND, '--dry-run', '--show-requests');

    expect(asked(world).filter((line) => line.includes('listKeys'))).toEqual([]);
  });

  test('names are looked up side by side', async () => {
    let inFlight = 0;
    let most = 0;
    const world = await hubWorld({
      transport: async (request, next) => {
        const isLookUp = /\/(resources|namespaces)\?/.test(request.url);
        if (isLookUp) most = Math.max(most, (inFlight += 1));
        const answer = await next(request);
        if (isLookUp) inFlight -= 1;
        return answer;
      },
    });

    expect((await world.run('link-hub')).exit).toBe(0);
    expect(most).toBe(2);
  });
});

describe('link-hub', () => {
  test('looks a hub’s name up in the subscription of the ACS resource', async () => {
    const { run } = await hubWorld({ env: { AZURE_SUBSCRIPTION_ID: OTHER_SUBSCRIPTION } });

    const linked = await run('link-hub', '--resource', ACS, '--hub', 'com.contoso.app.voip');

    expect(linked.exit).toBe(0);
  });

  test('takes ids in any case', async () => {
    const world = await hubWorld();
    const ids = ['--resource', ACS.toUpperCase(), '--hub', HUB.toLowerCase()];

    expect((await world.run('link-hub', ...ids)).exit).toBe(0);
    const again = await world.run(...LINK_HUB, '-o', 'json');

    expect(stepsOf(again.stdout).map(({ action }) => action)).toEqual(['keep', 'keep']);
  });

  test('leaves the link as it is when a person says no', async () => {
    const world = await linkedWorld({ tty: true, answers: [false] });

    const refused = await world.run(...LINK_SECOND);

    expect(refused).toMatchObject({ exit: 9, stderr: expect.stringContaining('Cancelled') });
    expect(world.emulator.writes).toEqual([]);
  });

  test('says in a dry run that a link would be moved, and by what', async () => {
    const world = await linkedWorld();

    const planned = await world.run(...LINK_SECOND, '--dry-run', '-o', 'json');

    expect(planned).toMatchObject({ exit: 0, stderr: expect.stringContaining('--relink') });
    expect(stepsOf(planned.stdout)[1]).toMatchObject({
      action: 'update',
      differences: [{ path: 'notificationHubId', from: HUB, to: SECOND }],
    });
    expect(world.emulator.writes).toEqual([]);
  });

  test('shows the request it would send, its secret as ***', async () => {
    const world = await hubWorld();

    const planned = await world.run(...LINK_HUB, '--dry-run', '--show-requests', '-o', 'json');

    expect(stepsOf(planned.stdout)[1]?.requests).toEqual([
      {
        method: 'POST',
        path: `${LINK}?api-version=2023-04-01`,
        body: { resourceId: HUB, connectionString: '***' },
      },
    ]);
  });

  test('takes a wider policy only when that is allowed', async () => {
    const world = await hubWorld();
    const line = [...LINK_HUB, '--policy', 'DefaultFullSharedAccessSignature'];

    expect((await world.run(...line)).exit).toBe(6);
    expect((await world.run(...line, '--allow-more-rights')).exit).toBe(0);
    expect(
      (
        await world.run(
          ...LINK_HUB,
          '--allow-more-rights',
          '--policy',
          'DefaultListenSharedAccessSignature',
        )
      ).exit,
    ).toBe(6);
  });

  test('refuses two answers to one question', async () => {
    const world = await hubWorld();

    expect((await world.run(...LINK_HUB, '--hub-id', HUB)).exit).toBe(2);
  });

  test('says how to go on for those who may not list keys', async () => {
    const world = await hubWorld({ faults: [denied('*/listKeys')] });

    const refused = await world.run(...LINK_HUB, '-o', 'json');

    expect(refused.exit).toBe(5);
    expect(stepsOf(refused.stdout)).toMatchObject([{ status: 'kept' }, { status: 'failed' }]);
    expect(errorOf(refused.stderr)).toMatchObject({
      code: 'DENIED',
      hint: expect.stringContaining('--connection-string-file'),
    });
  });
});

const lost = (path: string, cut: 'before' | 'after', times = 1): FaultRule => ({
  match: { method: 'POST', path },
  times,
  does: { cut },
});

function denied(path: string): FaultRule {
  const body = { error: { code: 'AuthorizationFailed', message: 'You may not.' } };
  return { match: { path }, times: 0, does: { status: 403, body } };
}

describe('a relink whose answer is lost', () => {
  test.each<['before' | 'after', number]>([
    ['after', 1],
    ['before', 1],
  ])('%s it was made is made %i time', async (cut, times) => {
    const world = await linkedWorld({ faults: [lost(LINK, cut)] });

    const again = await world.run(...LINK_HUB, '--relink', '-o', 'json');

    expect(stepsOf(again.stdout)[1]).toMatchObject({ action: 'update', status: 'done' });
    expect(world.emulator.writes).toHaveLength(times);
  });

  test('for ever ends unknown after three tries', async () => {
    const world = await linkedWorld({ faults: [lost(LINK, 'before', 0)] });

    const again = await world.run(...LINK_SECOND, '--relink', '-o', 'json');

    expect(again.exit).toBe(1);
    expect(stepsOf(again.stdout)[1]).toMatchObject({
      status: 'unknown',
      error: { code: 'OUTCOME_UNKNOWN' },
    });
    expect(world.emulator.log.filter(({ path }) => path === LINK)).toHaveLength(3);
    expect(await linkedHub(world)).toBe(HUB);
  });

  test('is unknown too when it cannot be read back', async () => {
    const world = await linkedWorld({
      faults: [
        lost(LINK, 'after'),
        { match: { method: 'GET', path: ACS }, nth: 2, times: 0, does: { status: 503 } },
      ],
    });

    const again = await world.run(...LINK_HUB, '--relink', '-o', 'json');

    expect(stepsOf(again.stdout)[1]).toMatchObject({ status: 'unknown' });
    expect(world.emulator.writes).toHaveLength(1);
  });
});

describe('a connection string that was brought', () => {
  const BROUGHT = ['link-hub', '--resource', ACS, '--hub-id', HUB, '--connection-string-file'];
  const string = (policy: string) =>
    `Endpoint=sb://contoso-push.servicebus.windows.net/;SharedAccessKeyName=${policy};SharedAccessKey=Y2FuYXJ5`;
  const reads = (policy: string): FaultRule[] => [
    denied(HUB),
    denied(`${HUB}/*`),
    denied(`${NAMESPACE}/authorizationRules/${policy}`),
  ];

  test.each([
    ['a file', './string', {}],
    ['stdin', '-', { stdin: string('acs-send') }],
    ['a variable', 'env:HUB_STRING', { env: { HUB_STRING: string('acs-send') } }],
  ])('is taken from %s and goes to ACS', async (_from, source, options) => {
    const world = await hubWorld({ files: { './string': `${string('acs-send')}\n` }, ...options });

    const linked = await world.run(...BROUGHT, source, '-o', 'json');

    expect(linked.exit).toBe(0);
    expect(stepsOf(linked.stdout).map(({ kind }) => kind)).toEqual(['link']);
    expect(JSON.stringify(world.emulator.save())).toContain(string('acs-send'));
    expect(`${linked.stdout}${linked.stderr}`).not.toContain('Y2FuYXJ5');
  });

  test('does where hub, policies and credentials may not be read', async () => {
    const world = await hubWorld({
      faults: reads('acs-send'),
      env: { HUB_STRING: string('acs-send') },
    });

    expect((await world.run(...BROUGHT, 'env:HUB_STRING')).exit).toBe(0);
  });

  test.each(['DefaultFullSharedAccessSignature', 'RootManageSharedAccessKey'])(
    'of %s is known to be too mighty even where nothing may be read',
    async (policy) => {
      const world = await hubWorld({ faults: reads(policy), env: { HUB_STRING: string(policy) } });

      const refused = await world.run(...BROUGHT, 'env:HUB_STRING');

      expect(refused).toMatchObject({ exit: 6, stderr: expect.stringContaining('more than Send') });
      expect(world.emulator.writes).toEqual([]);
    },
  );

  test('may be of a policy of the namespace, if that may send and nothing else', async () => {
    const rule = (rights: string[]): FaultRule => ({
      match: { method: 'GET', path: `${NAMESPACE}/authorizationRules/all-hubs` },
      does: { status: 200, body: { properties: { rights } } },
    });
    const line = [...BROUGHT, 'env:HUB_STRING'];
    const env = { HUB_STRING: string('all-hubs') };

    expect((await (await hubWorld({ env, faults: [rule(['Send'])] })).run(...line)).exit).toBe(0);
    expect((await (await hubWorld({ env, faults: [rule(['Listen'])] })).run(...line)).exit).toBe(6);
  });

  test('of a policy that nobody has is refused', async () => {
    const world = await hubWorld({ env: { HUB_STRING: string('gone') } });

    const refused = await world.run(...BROUGHT, 'env:HUB_STRING', '-o', 'json');

    expect(errorOf(refused.stderr)).toMatchObject({
      code: 'INVALID_CONNECTION_STRING',
      message: expect.stringContaining('neither the hub nor its namespace'),
    });
    expect(world.emulator.writes).toEqual([]);
  });

  test('for a hub that is absent is refused', async () => {
    const world = createWorld({ env: { HUB_STRING: string('acs-send') } });

    expect((await world.run(...BROUGHT, 'env:HUB_STRING')).exit).toBe(3);
    expect(world.emulator.writes).toEqual([]);
  });

  test('of another policy than the one named is refused before anything is sent', async () => {
    const world = await hubWorld({ env: { HUB_STRING: string('acs-send') } });

    const refused = await world.run(...BROUGHT, 'env:HUB_STRING', '--policy', 'other');

    expect(refused.exit).toBe(2);
    expect(world.emulator.log).toEqual([]);
  });
});
