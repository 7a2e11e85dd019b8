import { describe, expect, test } from 'vitest';
import { documentOf, stepsOf } from '../support/documents.ts';
import { CREATE_HUB, GROUP, HUB, LINK_HUB, NAMESPACE, OTHER_SUBSCRIPTION } from '../support/ids.ts';
import { createWorld, type TestWorld } from '../support/world.ts';

const NAME = 'com.contoso.app.voip';
const ABSENT = 'hub create -g contosa --name calls'.split(' ');
/** What `emulator.writes` says of an id. */
const lower = (paths: readonly string[]) => paths.map((path) => path.toLowerCase());

/** Azure is busy at the making of hubs, that many times, and asks to wait that many seconds. */
const busy = (seconds: string, times: number) => ({
  match: { method: 'PUT', path: '*/notificationHubs/com.contoso.app.voip' },
  times,
  does: { status: 503, headers: { 'retry-after': seconds } },
});
const isHubPut = ({ method, path }: { method: string; path: string }) =>
  method === 'PUT' && path.toLowerCase() === HUB.toLowerCase();

async function withHub(options: Parameters<typeof createWorld>[0] = {}): Promise<TestWorld> {
  const before = createWorld();
  await before.run(...CREATE_HUB);
  return createWorld({ ...options, saved: before.emulator.save() });
}

describe('hub create', () => {
  test('takes the group and the namespace by their ids, in any case', async () => {
    const { run } = createWorld({ env: { AZURE_SUBSCRIPTION_ID: OTHER_SUBSCRIPTION } });

    const byGroup = await run(
      ...['hub', 'create', '-g', GROUP.toUpperCase(), '--name', 'h', '--dry-run', '-o', 'json'],
    );
    const byNamespace = await run(
      ...['hub', 'create', '--namespace', NAMESPACE, '--name', 'h', '--dry-run', '-o', 'json'],
    );

    expect(byGroup.stdout.toLowerCase()).toContain(`"id": "${GROUP.toLowerCase()}/providers/`);
    expect(documentOf(byNamespace.stdout)).toMatchObject({
      hub: { id: `${NAMESPACE}/notificationHubs/h`, namespace: 'contoso-push' },
    });
  });

  test('refuses a group that is not the namespace’s', async () => {
    const { emulator, run } = createWorld();

    const refused = await run(
      ...['hub', 'create', '--namespace', NAMESPACE, '-g', 'other', '--name', 'h'],
    );

    expect(refused).toMatchObject({ exit: 2, stderr: expect.stringContaining('lies in contoso') });
    expect(emulator.log).toEqual([]);
  });

  test('sends what was answered 503 again no sooner than Azure asked for, and says why it waits', async () => {
    const { clock, emulator, run } = createWorld({ faults: [busy('5', 2)] });
    const began = clock.now();

    const made = await run(...CREATE_HUB);

    expect(made).toMatchObject({ exit: 0, stderr: expect.stringContaining('trying again in 5 s') });
    expect(clock.now() - began).toBeGreaterThanOrEqual(10_000);
    expect(emulator.log.filter(isHubPut)).toHaveLength(3);
  });

  test('does not wait for the better part of an hour: the outcome is unknown then', async () => {
    const { clock, emulator, run } = createWorld({ faults: [busy('3000', 1)] });
    const began = clock.now();

    expect((await run(...CREATE_HUB)).exit).toBe(8);
    expect(clock.now() - began).toBeLessThan(60_000);
    expect(emulator.log.filter(isHubPut)).toHaveLength(1);
  });

  test('names the group that is nearest to an absent one, and the way to make it', async () => {
    const { emulator, run } = createWorld();

    const refused = await run(...ABSENT);

    expect(refused.exit).toBe(3);
    expect(refused.stderr).toContain('Did you mean contoso?');
    expect(refused.stderr).toContain('--create-resource-group');
    expect(emulator.writes).toEqual([]);
  });

  test('quotes what it says to run for a shell', async () => {
    const { run } = createWorld();
    await run(
      ...['hub', 'create', '-g', 'my(rg)', '--create-resource-group', '--location', 'westus'],
      ...['--namespace', 'contoso-push', '--name', 'x'],
    );

    const refused = await run(
      ...'hub create -g contoso --namespace contoso-push --name x'.split(' '),
    );

    expect(refused.stderr).toContain("--resource-group 'my(rg)'");
  });

  test('says in which group of ours a taken name is', async () => {
    const { run } = await withHub();
    await run(
      ...'hub create -g second --create-resource-group --location westus --name x'.split(' '),
    );

    const refused = await run(
      ...'hub create -g second --namespace contoso-push --name x'.split(' '),
    );

    expect(refused).toMatchObject({
      exit: 6,
      stderr: expect.stringContaining('in the resource group contoso'),
    });
    expect(refused.stderr).toContain('--resource-group contoso');
  });

  test('refuses to call a policy Send-only that may do more', async () => {
    const { emulator, run } = await withHub();

    const refused = await run(...CREATE_HUB, '--policy', 'DefaultFullSharedAccessSignature');

    expect(refused).toMatchObject({ exit: 6, stderr: expect.stringContaining('policy ensure') });
    expect(emulator.writes).toEqual([]);
  });

  test('waits for a namespace that an earlier run left half made', async () => {
    const before: TestWorld = createWorld({
      operationTime: 20_000,
      async transport(request, next) {
        const answer = await next(request);
        if (request.method === 'PUT') before.interrupt();
        return answer;
      },
    });
    expect((await before.run(...CREATE_HUB)).exit).toBe(130);
    const next = createWorld({ saved: before.emulator.save(), now: before.clock.now() });

    const again = await next.run(...CREATE_HUB, '-o', 'json');

    expect(again.exit).toBe(0);
    expect(lower(next.emulator.writes)).not.toContain(NAMESPACE.toLowerCase());
    expect(again.stderr).toContain('waiting until it is active');
  });

  test('shows the requests of each kind in a plan', async () => {
    const { run } = createWorld();

    const planned = await run(
      ...'hub create -g new --create-resource-group --location westus --name calls'.split(' '),
      ...['--subscription', 'Fabrikam Production', '--dry-run', '--show-requests', '-o', 'json'],
    );

    const requests = stepsOf(planned.stdout).flatMap((step) => step.requests ?? []);
    expect(requests.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`)).toEqual([
      'POST register?api-version=2025-04-01',
      'PUT new?api-version=2025-04-01',
      expect.stringMatching(/^PUT calls-[0-9a-f]{8}\?api-version=2017-04-01$/),
      'PUT calls?api-version=2017-04-01',
      'PUT acs-send?api-version=2017-04-01',
    ]);
  });

  test('says that Azure failed to make what it had accepted', async () => {
    const body = {
      id: NAMESPACE,
      name: 'contoso-push',
      properties: { provisioningState: 'Failed' },
    };
    const { run } = createWorld({
      faults: [
        {
          match: { method: 'GET', path: NAMESPACE },
          nth: 2,
          times: 0,
          does: { status: 200, body },
        },
      ],
    });

    const failed = await run(...CREATE_HUB, '-o', 'json');

    expect(failed.exit).toBe(1);
    expect(stepsOf(failed.stdout)[1]).toMatchObject({
      status: 'failed',
      error: { code: 'OPERATION_FAILED' },
    });
  });

  test('waits less than a second in all for a cloud that is ready at once', async () => {
    const { clock, run } = createWorld({ operationTime: 0 });
    const began = clock.now();

    expect((await run(...CREATE_HUB)).exit).toBe(0);
    expect(clock.now() - began).toBeLessThan(1000);
  });

  test('waits no longer than it must for one that takes its time', async () => {
    const { clock, run } = createWorld({ operationTime: 30_000 });
    const began = clock.now();

    expect((await run(...CREATE_HUB)).exit).toBe(0);
    expect(clock.now() - began).toBeLessThan(30_000 + 10_000 + 1000);
  });

  test('keeps what nobody asked to change', async () => {
    const { emulator, run } = await withHub();
    await run(...CREATE_HUB, '--sku', 'standard', '--tags', 'team=calls');
    const before = emulator.writes.length;

    const again = await run(...CREATE_HUB, '-o', 'json');

    expect(stepsOf(again.stdout).map(({ action }) => action)).toEqual(Array(4).fill('keep'));
    expect(emulator.writes).toHaveLength(before);
  });

  test('adds a tag to those that are there', async () => {
    const { run } = createWorld();
    await run(...CREATE_HUB, '--tags', 'team=calls', '--tags', 'owner=me');

    await run(...CREATE_HUB, '--tags', 'Team=push');
    const planned = await run(
      ...CREATE_HUB,
      ...['--tags', 'team=push', '--tags', 'owner=me', '--dry-run', '--exit-code'],
    );

    expect(planned.exit).toBe(0);
  });
});

describe('hub list and hub show', () => {
  test('list the hubs of a group, in a subscription without the provider none', async () => {
    const { run } = await withHub();
    const names = ['-o', 'tsv', '--query', '[].name'];

    expect((await run('hub', 'list', ...names)).stdout).toBe(`${NAME}\n`);
    expect((await run('hub', 'list', '-g', 'CONTOSO', ...names)).stdout).toBe(`${NAME}\n`);
    expect((await run('hub', 'list', '-g', GROUP, ...names)).stdout).toBe(`${NAME}\n`);
    expect(await run('hub', 'list', '--subscription', 'Fabrikam Production')).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('No hubs'),
    });
  });

  test('say which group is nearest to one that is absent', async () => {
    const { run } = await withHub();

    const refused = await run('hub', 'list', '-g', 'contosa');

    expect(refused).toMatchObject({ exit: 3, stderr: expect.stringContaining('contoso') });
  });

  test('show policies, credentials and links', async () => {
    const { run } = await withHub();
    await run(...LINK_HUB);

    const shown = await run('hub', 'show', '--hub', `contoso-push/${NAME}`, '-o', 'json');

    expect(documentOf(shown.stdout)).toMatchObject({
      hub: { id: HUB, name: NAME },
      policies: expect.arrayContaining([
        { id: `${HUB}/authorizationRules/acs-send`, name: 'acs-send', rights: ['Send'] },
      ]),
      credentials: [],
      linkedFrom: [expect.stringContaining('contoso-acs')],
    });
  });

  test('are readable', async () => {
    const { run } = await withHub();
    await run(...LINK_HUB);

    const shown = await run('hub', 'show', '--hub', NAME);
    const listed = await run('hub', 'list');

    expect(shown.stdout).toMatch(/^Hub: +com\.contoso\.app\.voip$/m);
    expect(shown.stdout).toMatch(/^Linked from: \/subscriptions.*contoso-acs$/m);
    expect(shown.stdout).toMatch(/^acs-send +Send$/m);
    expect(listed.stdout).toMatch(/^com\.contoso\.app\.voip +contoso-push +West Europe$/m);
  });

  test('ask a person which of several is meant', async () => {
    const world = await withHub({ tty: true, answers: ['second'] });
    await world.run(...'hub create -g contoso --namespace contoso-push --name second'.split(' '));

    const shown = await world.run('hub', 'show');

    expect(shown.stdout).toContain('second');
    expect(world.questions).toEqual(['Which hub?']);
  });
});

describe('hub delete', () => {
  const DELETE = ['hub', 'delete', '--hub', HUB];
  const CONFIRMED = [...DELETE, '--confirm', NAME];

  test('deletes once a person has typed the name, and not when it is mistyped', async () => {
    const typed = await withHub({ tty: true, answers: [NAME] });
    const mistyped = await withHub({ tty: true, answers: ['com.contoso.app'] });

    expect((await typed.run(...DELETE)).exit).toBe(0);
    expect(await mistyped.run(...DELETE)).toMatchObject({
      exit: 9,
      stderr: expect.stringMatching(
        /What was typed is not the hub’s name[^]*To delete it: --confirm com\.contoso\.app\.voip/,
      ),
    });
    expect(lower(typed.emulator.writes)).toEqual([HUB.toLowerCase()]);
    expect(mistyped.emulator.writes).toEqual([]);
  });

  test('is not agreed to by --yes', async () => {
    const { emulator, run } = await withHub();

    expect((await run(...DELETE, '--yes')).exit).toBe(2);
    expect(emulator.writes).toEqual([]);
  });

  test('deletes nothing in a dry run, and asks nothing', async () => {
    const { emulator, run } = await withHub();

    const planned = await run(...DELETE, '--with-namespace', '--dry-run', '--exit-code');

    expect(planned.exit).toBe(10);
    expect(emulator.writes).toEqual([]);
  });

  test('leaves the namespace and its other hubs', async () => {
    const { emulator, run } = await withHub();
    await run(...'hub create -g contoso --namespace contoso-push --name second'.split(' '));
    const before = emulator.writes.length;

    await run(...CONFIRMED);

    expect(lower(emulator.writes.slice(before))).toEqual([HUB.toLowerCase()]);
    expect((await run('hub', 'list', '-o', 'tsv', '--query', '[].name')).stdout).toBe('second\n');
  });

  test('goes on with the namespace when an earlier run got no further', async () => {
    const stuck = await withHub({
      faults: [
        {
          match: { method: 'DELETE', path: NAMESPACE },
          does: { status: 409, body: { error: { code: 'Conflict', message: 'Not now.' } } },
        },
      ],
    });

    const first = await stuck.run('hub', 'delete', '--confirm', NAME, '--with-namespace');
    expect(first.exit).toBe(8);
    const [, again = ''] = /\n {2}acs-notify (.*)\n/.exec(first.stdout) ?? [];
    const second = await stuck.run(...again.split(' '), '-o', 'json');

    expect(stepsOf(second.stdout)).toMatchObject([
      { kind: 'hub', action: 'keep' },
      { kind: 'namespace', action: 'delete', status: 'done' },
    ]);
  });

  test('finds nothing to delete the second time', async () => {
    const { run } = await withHub();
    await run(...CONFIRMED, '--with-namespace');

    expect((await run(...CONFIRMED, '--with-namespace')).exit).toBe(3);
  });
});
