import { describe, expect, test } from 'vitest';
import { ACS, CREATE_HUB, HUB, LINK_HUB, NAMESPACE } from '../support/ids.ts';
import { createWorld } from '../support/world.ts';

interface StepsDocument {
  steps: {
    kind: string;
    action: string;
    status: string;
    requests?: { method: string; path: string }[];
  }[];
}

function steps(stdout: string): StepsDocument['steps'] {
  return (JSON.parse(stdout) as StepsDocument).steps;
}

describe('hub create', () => {
  test('makes namespace, hub and Send-only policy, in this order', async () => {
    const { emulator, run } = createWorld();

    const made = await run(...CREATE_HUB, '-o', 'json');

    expect(made.exit).toBe(0);
    expect(steps(made.stdout)).toMatchObject([
      { kind: 'provider', action: 'keep', status: 'kept' },
      { kind: 'namespace', action: 'create', status: 'done' },
      { kind: 'hub', action: 'create', status: 'done' },
      { kind: 'send-policy', action: 'create', status: 'done' },
    ]);
    expect(emulator.writes.map((path) => path.toLowerCase())).toEqual(
      [NAMESPACE, HUB, `${HUB}/authorizationRules/acs-send`].map((id) => id.toLowerCase()),
    );
  });

  test('changes nothing the second time', async () => {
    const { emulator, run } = createWorld();
    await run(...CREATE_HUB);
    const before = emulator.writes.length;

    const second = await run(...CREATE_HUB, '-o', 'json');

    expect(new Set(steps(second.stdout).map(({ action }) => action))).toEqual(new Set(['keep']));
    expect(emulator.writes).toHaveLength(before);
  });

  test('finds the namespace that it named itself', async () => {
    const { emulator, run } = createWorld();
    const line = [
      'hub',
      'create',
      '-g',
      'contoso',
      '--bundle-id',
      'com.contoso.app',
      '--voip',
      '-o',
      'json',
    ];
    await run(...line);
    const before = emulator.writes.length;

    const second = await run(...line);

    expect(JSON.parse(second.stdout)).toMatchObject({
      hub: {
        name: 'com.contoso.app.voip',
        namespace: expect.stringMatching(/^com-contoso-app-voip-[0-9a-f]{8}$/),
      },
    });
    expect(emulator.writes).toHaveLength(before);
  });

  test.each([
    [['--bundle-id', 'com.contoso.app'], 'com.contoso.app'],
    [['--bundle-id', 'com.contoso.app', '--voip'], 'com.contoso.app.voip'],
    [['--bundle-id', 'com.contoso.app.voip', '--voip'], 'com.contoso.app.voip'],
    [['--bundle-id', 'com.contoso.app', '--voip', '--name', 'calls'], 'calls'],
  ])('%j names the hub %s', async (options, name) => {
    const { run } = createWorld();

    const made = await run('hub', 'create', '-g', 'contoso', ...options, '-o', 'json', '--dry-run');

    expect(JSON.parse(made.stdout)).toMatchObject({ hub: { name } });
  });

  test('a dry run sends no writing request, and shows those it would send', async () => {
    const { emulator, run } = createWorld();

    const planned = await run(...CREATE_HUB, '--dry-run', '--show-requests', '-o', 'json');

    expect(planned.exit).toBe(0);
    expect(emulator.writes).toEqual([]);
    const requests = steps(planned.stdout).flatMap((step) => step.requests ?? []);
    await run(...CREATE_HUB);
    expect(requests.map(({ path }) => path.split('?')[0]?.toLowerCase())).toEqual(
      emulator.writes.map((path) => path.toLowerCase()),
    );
  });

  test('--exit-code tells whether there is something to do', async () => {
    const { run } = createWorld();

    const before = await run(...CREATE_HUB, '--dry-run', '--exit-code');
    await run(...CREATE_HUB);
    const after = await run(...CREATE_HUB, '--dry-run', '--exit-code');

    expect([before.exit, after.exit]).toEqual([10, 0]);
  });

  test('makes the group and registers the provider where they are missing', async () => {
    const { emulator, run } = createWorld();

    const made = await run(
      'hub',
      'create',
      '--subscription',
      'Fabrikam Production',
      '-g',
      'push',
      '--create-resource-group',
      '--location',
      'West Europe',
      '--name',
      'calls',
      '-o',
      'json',
    );

    expect(made.exit).toBe(0);
    expect(
      steps(made.stdout).map(({ kind, action, status }) => `${kind} ${action} ${status}`),
    ).toEqual([
      'provider create done',
      'resource-group create done',
      'namespace create done',
      'hub create done',
      'send-policy create done',
    ]);
    expect(emulator.writes[0]).toMatch(/Microsoft\.NotificationHubs\/register$/);
  });

  test('changes sku and tags of an existing namespace in place, by PATCH', async () => {
    const { emulator, run } = createWorld();
    await run(...CREATE_HUB);

    const changed = await run(
      ...CREATE_HUB,
      '--sku',
      'standard',
      '--tags',
      'team=calls',
      '-o',
      'json',
    );

    expect(steps(changed.stdout)[1]).toMatchObject({
      kind: 'namespace',
      action: 'update',
      status: 'done',
    });
    expect(
      emulator.log.filter(
        ({ method, path }) => method === 'PATCH' && path.toLowerCase() === NAMESPACE.toLowerCase(),
      ),
    ).toHaveLength(1);
    expect(
      (
        await run(
          ...CREATE_HUB,
          '--sku',
          'standard',
          '--tags',
          'team=calls',
          '--dry-run',
          '--exit-code',
        )
      ).exit,
    ).toBe(0);
  });

  test('refuses to move a namespace to another location', async () => {
    const { emulator, run } = createWorld();
    await run(...CREATE_HUB);
    const before = emulator.writes.length;

    const moved = await run(...CREATE_HUB, '--location', 'northeurope');

    expect(moved).toMatchObject({ exit: 6, stderr: expect.stringContaining('location') });
    expect(emulator.writes).toHaveLength(before);
  });

  test('waits no longer than needed when answers lag behind', async () => {
    const { clock, run } = createWorld({
      faults: [{ match: { method: 'PUT', path: '*/namespaces/contoso-push' }, does: { stale: 3 } }],
      operationTime: 0,
    });
    const began = clock.now();

    const made = await run(...CREATE_HUB);

    expect(made.exit).toBe(0);
    expect(clock.now() - began).toBeLessThan(2000);
  });
});

describe('link-hub', () => {
  test('links, and shows the link', async () => {
    const { emulator, run } = createWorld();
    await run(...CREATE_HUB);

    const linked = await run(...LINK_HUB, '-o', 'json');

    expect(linked.exit).toBe(0);
    expect(linked.stderr).toContain('up to 10 minutes');
    expect(steps(linked.stdout)).toMatchObject([
      { kind: 'send-policy', status: 'kept' },
      { kind: 'link', action: 'create', status: 'done' },
    ]);
    expect(JSON.parse((await run('status', '-o', 'json')).stdout)).toMatchObject({
      resource: { id: ACS },
      link: { hubId: HUB },
      policy: { name: 'acs-send', rights: ['Send'] },
    });
    expect(JSON.stringify(emulator.save())).toContain('SharedAccessKeyName=acs-send');
  });

  test('keeps a link that is there, and links again with --relink', async () => {
    const { emulator, run } = createWorld();
    await run(...CREATE_HUB);
    await run(...LINK_HUB);
    const before = emulator.writes.length;

    const second = await run(...LINK_HUB, '-o', 'json');
    expect(steps(second.stdout).map(({ action }) => action)).toEqual(['keep', 'keep']);
    expect(emulator.writes).toHaveLength(before);

    const again = await run(...LINK_HUB, '--relink', '-o', 'json');
    expect(steps(again.stdout)[1]).toMatchObject({ action: 'update', status: 'done' });
    expect(emulator.writes).toHaveLength(before + 1);
  });

  test('finds both by their names, in any case', async () => {
    const { run } = createWorld();
    await run(...CREATE_HUB);

    const linked = await run(
      'link-hub',
      '--resource',
      'CONTOSO-ACS',
      '--hub',
      'contoso-push/COM.contoso.app.voip',
    );

    expect(linked.exit).toBe(0);
  });

  test('makes the policy when it is absent', async () => {
    const { run } = createWorld();
    await run(...CREATE_HUB, '--policy', 'other');

    const linked = await run(...LINK_HUB, '-o', 'json');

    expect(steps(linked.stdout)[0]).toMatchObject({
      kind: 'send-policy',
      action: 'create',
      status: 'done',
    });
  });

  test('moves a link only with --relink; --yes is not enough', async () => {
    const { emulator, run } = createWorld();
    await run(...CREATE_HUB);
    await run(...LINK_HUB);
    await run('hub', 'create', '-g', 'contoso', '--namespace', 'contoso-push', '--name', 'second');
    const line = ['link-hub', '--resource', ACS, '--hub', `${NAMESPACE}/notificationHubs/second`];
    const before = emulator.writes.length;

    const refused = await run(...line, '--yes');
    expect(refused).toMatchObject({
      exit: 6,
      stderr: expect.stringContaining('com.contoso.app.voip'),
    });
    expect(emulator.writes).toHaveLength(before);

    expect((await run(...line, '--relink')).exit).toBe(0);
    expect(JSON.parse((await run('status', '-o', 'json')).stdout)).toMatchObject({
      link: { hubId: `${NAMESPACE}/notificationHubs/second` },
    });
  });

  test('asks a person before it moves a link', async () => {
    const saved = await linkedWorld();
    const world = createWorld({ saved, tty: true, answers: [true] });

    const moved = await world.run(
      'link-hub',
      '--resource',
      ACS,
      '--hub',
      `${NAMESPACE}/notificationHubs/second`,
    );

    expect(moved.exit).toBe(0);
    expect(world.questions).toHaveLength(1);
    expect(world.questions[0]).toContain('com.contoso.app.voip');
  });

  test('takes a connection string from a variable, for people who may not list keys', async () => {
    const { emulator, run, env } = createWorld();
    await run(...CREATE_HUB);
    const { stdout } = await run('policy', 'keys', '--hub', HUB, '--show');
    env['HUB_STRING'] = stdout.trim();
    const before = emulator.log.length;

    const linked = await run(
      'link-hub',
      '--resource',
      ACS,
      '--hub-id',
      HUB,
      '--connection-string-file',
      'env:HUB_STRING',
    );

    expect(linked.exit).toBe(0);
    expect(emulator.log.slice(before).filter(({ path }) => /listKeys/i.test(path))).toEqual([]);
  });
});

describe('status', () => {
  test('says what is wrong, with the command that mends it, and exits 10', async () => {
    const { run } = createWorld();

    const shown = await run('status');

    expect(shown.exit).toBe(10);
    expect(shown.stdout).toContain('✘ link');
    expect(shown.stdout).toContain('acs-notify link-hub --resource contoso-acs');
  });

  test('says that nobody can know whether the linked key is still good', async () => {
    const { run } = createWorld();
    await run(...CREATE_HUB);
    await run(...LINK_HUB);

    const shown = await run('status');

    expect(shown).toMatchObject({ exit: 0, stdout: expect.stringContaining('? key') });
  });

  test('sees that the linked hub was deleted', async () => {
    const { run } = createWorld();
    await run(...CREATE_HUB);
    await run(...LINK_HUB);
    await run('hub', 'delete', '--hub', HUB, '--confirm', 'com.contoso.app.voip');

    const shown = await run('status');

    expect(shown).toMatchObject({ exit: 10, stdout: expect.stringContaining('does not exist') });
  });
});

describe('hub delete', () => {
  test('says what is linked, and wants the name', async () => {
    const { emulator, run } = createWorld();
    await run(...CREATE_HUB);
    await run(...LINK_HUB);
    const before = emulator.writes.length;

    const refused = await run('hub', 'delete', '--hub', HUB);
    expect(refused).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('--confirm com.contoso.app.voip'),
    });
    expect(refused.stderr).toContain(ACS);
    expect((await run('hub', 'delete', '--hub', HUB, '--confirm', 'other')).exit).toBe(2);
    expect(emulator.writes).toHaveLength(before);

    const deleted = await run(
      'hub',
      'delete',
      '--hub',
      HUB,
      '--confirm',
      'com.contoso.app.voip',
      '--with-namespace',
      '-o',
      'json',
    );
    expect(steps(deleted.stdout)).toMatchObject([
      { kind: 'hub', action: 'delete', status: 'done' },
      { kind: 'namespace', action: 'delete', status: 'done' },
    ]);
  });

  test('keeps a namespace that holds other hubs', async () => {
    const { emulator, run } = createWorld();
    await run(...CREATE_HUB);
    await run('hub', 'create', '-g', 'contoso', '--namespace', 'contoso-push', '--name', 'second');
    const before = emulator.writes.length;

    const refused = await run(
      'hub',
      'delete',
      '--hub',
      HUB,
      '--confirm',
      'com.contoso.app.voip',
      '--with-namespace',
    );

    expect(refused).toMatchObject({ exit: 6, stderr: expect.stringContaining('second') });
    expect(emulator.writes).toHaveLength(before);
  });
});

describe('policy', () => {
  test('narrows a wide policy only once agreed to', async () => {
    const { run } = createWorld();
    await run(...CREATE_HUB);
    const line = ['policy', 'ensure', '--hub', HUB, '--name', 'DefaultFullSharedAccessSignature'];

    expect((await run(...line)).exit).toBe(2);
    expect((await run(...line, '--yes')).exit).toBe(0);
    expect((await run('policy', 'list', '--hub', HUB, '-o', 'json')).stdout).not.toContain(
      'Manage',
    );
  });

  test.each([
    ['GITHUB_ACTIONS', '::add-mask::'],
    ['TF_BUILD', '##vso[task.setvariable'],
  ])('has a key masked under %s before it is printed', async (variable, command) => {
    const { run } = createWorld({ env: { [variable]: 'true' } });
    await run(...CREATE_HUB);

    const shown = await run('policy', 'keys', '--hub', HUB, '--show');

    expect(shown.stdout).toMatch(
      /^Endpoint=sb:\/\/contoso-push\.servicebus\.windows\.net\/;SharedAccessKeyName=acs-send;SharedAccessKey=\S+=\n$/,
    );
    expect(shown.stderr).toContain(`${command}`);
    expect(shown.stderr).toContain(shown.stdout.trim());
  });

  test('shows fingerprints unless the string is asked for', async () => {
    const { run } = createWorld();
    await run(...CREATE_HUB);

    const shown = await run('policy', 'keys', '--hub', HUB, '-o', 'json');

    expect(shown.stdout).not.toContain('SharedAccessKey');
    expect(JSON.parse(shown.stdout)).toMatchObject({
      primary: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
  });
});

describe('resource', () => {
  test('makes, lists and shows ACS resources', async () => {
    const { run } = createWorld();

    const made = await run(
      'resource',
      'create',
      '--name',
      'calls',
      '-g',
      'contoso',
      '--data-location',
      'europe',
      '-o',
      'json',
    );
    const listed = await run('resource', 'list', '-o', 'tsv', '--query', '[].name');

    expect(steps(made.stdout)[1]).toMatchObject({ kind: 'communication-service', status: 'done' });
    expect(listed.stdout.split('\n').filter(Boolean).toSorted()).toEqual(['calls', 'contoso-acs']);
    expect((await run('resource', 'show')).exit).toBe(2);
    expect((await run('resource', 'show', '--resource', 'calls')).exit).toBe(0);
  });
});

test('unlink-hub explains what can be done, and exits 6', async () => {
  const { run } = createWorld();
  await run(...CREATE_HUB);
  await run(...LINK_HUB);

  const explained = await run('unlink-hub');

  expect(explained).toMatchObject({
    exit: 6,
    stdout: '',
    stderr: expect.stringContaining('Disconnect'),
  });
});

async function linkedWorld() {
  const { emulator, run } = createWorld();
  await run(...CREATE_HUB);
  await run(...LINK_HUB);
  await run('hub', 'create', '-g', 'contoso', '--namespace', 'contoso-push', '--name', 'second');
  return emulator.save();
}
