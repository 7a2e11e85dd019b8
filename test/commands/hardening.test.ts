import { describe, expect, test } from 'vitest';
import { ACS, CREATE_HUB, HUB, LINK_HUB, NAMESPACE } from '../support/ids.ts';
import { createWorld } from '../support/world.ts';

const KEY = 'O7/c3TabcdefghijklmnopqrstuvwxyzABCDEFGHIJ0=';
const STRING = `Endpoint=sb://contoso-push.servicebus.windows.net/;SharedAccessKeyName=acs-send;SharedAccessKey=${KEY}`;

async function withHub() {
  const before = createWorld();
  await before.run(...CREATE_HUB);
  await before.run(...LINK_HUB);
  return createWorld({ saved: before.emulator.save() });
}

describe('an id or name that an address would read as something else is refused before any request:', () => {
  test.each([
    [
      'a step up as a hub',
      ['hub', 'delete', '--hub', `${NAMESPACE}/notificationHubs/..`, '--confirm', 'contoso-push'],
    ],
    ['a step up in the middle', ['hub', 'show', '--hub', `${NAMESPACE}/notificationHubs/../x`]],
    ['a query', ['link-hub', '--resource', `${ACS}?x`, '--hub', HUB, '--relink']],
    ['a fragment', ['link-hub', '--resource', `${ACS}#x`, '--hub', HUB, '--relink']],
    [
      'an escape',
      ['hub', 'delete', '--hub', `${NAMESPACE}/notificationHubs/%2e%2e`, '--confirm', 'x'],
    ],
    ['a step up as a policy', ['policy', 'ensure', '--hub', HUB, '--name', '..', '--yes']],
    [
      'a step up as the policy to link by',
      ['link-hub', '--resource', ACS, '--hub', HUB, '--policy', '.'],
    ],
  ])('%s', async (_what, line) => {
    const world = await withHub();

    const { exit } = await world.run(...line);

    expect(exit).toBe(2);
    expect(world.emulator.log).toEqual([]);
  });
});

describe('a secret among the arguments is not repeated:', () => {
  test.each([
    ['an option that there is not', ['link-hub', `--connection-string=${STRING}`]],
    ['a hub', ['link-hub', '--hub', STRING]],
    ['a policy', ['link-hub', '--hub', HUB, '--policy', STRING]],
    ['an argument too many', ['link-hub', STRING]],
    ['a query', ['status', '--query', STRING]],
    [
      'a key as the file',
      ['link-hub', '--resource', ACS, '--hub-id', HUB, '--connection-string-file', KEY],
    ],
  ])('%s', async (_what, line) => {
    const world = await withHub();

    const text = await world.run(...line);
    const json = await world.run(...line, '-o', 'json');

    expect(text.exit).not.toBe(0);
    for (const { stdout, stderr } of [text, json]) expect(stdout + stderr).not.toContain(KEY);
  });
});

test.each([
  ['--resource', ['status', '--resource', '']],
  ['--resource-group', ['hub', 'list', '-g', '']],
  ['--subscription', ['resource', 'list', '--subscription', '']],
])('an empty value of %s is a usage error that names it', async (flag, line) => {
  const world = createWorld();

  const { exit, stderr } = await world.run(...line);

  expect(exit).toBe(2);
  expect(stderr).toContain(`${flag} is empty`);
  expect(world.emulator.log).toEqual([]);
});

test('who may not ask about the subscription can make a hub in a group all the same', async () => {
  const denied = { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'no' } } };
  const world = createWorld({
    faults: [
      { match: { path: '*/checkNamespaceAvailability' }, times: 0, does: denied },
      {
        match: { method: 'GET', path: '*/providers/Microsoft.NotificationHubs' },
        times: 0,
        does: denied,
      },
    ],
  });

  expect((await world.run(...CREATE_HUB)).exit).toBe(0);
});

test('a link that is kept says that it may be by another policy, when one was named', async () => {
  const world = await withHub();

  const named = await world.run(...LINK_HUB, '--policy', 'acs-send', '-o', 'json');
  const plain = await world.run(...LINK_HUB, '-o', 'json');

  expect(JSON.parse(named.stdout)).toMatchObject({
    warnings: [expect.stringContaining('--relink'), expect.any(String)],
  });
  expect(plain.stderr).not.toContain('--relink');
});

test('a policy that may do more is refused with every way out', async () => {
  const world = await withHub();

  const { exit, stderr } = await world.run(
    ...LINK_HUB,
    '--policy',
    'DefaultFullSharedAccessSignature',
  );

  expect(exit).toBe(6);
  expect(stderr).toContain('policy ensure');
  expect(stderr).toContain('--allow-more-rights');
});
