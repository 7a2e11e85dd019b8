import { describe, expect, test } from 'vitest';
import type { FaultRule } from '../../src/emulator/faults/plan.ts';
import { documentOf } from '../support/documents.ts';
import { ACS, CREATE_HUB, HUB, LINK_HUB, OTHER_HUB, SUBSCRIPTION } from '../support/ids.ts';
import { createWorld, type TestWorld, type WorldOptions } from '../support/world.ts';

async function linkedWorld(options: WorldOptions = {}): Promise<TestWorld> {
  const before = createWorld();
  await before.run(...CREATE_HUB);
  await before.run(...LINK_HUB);
  return createWorld({ ...options, saved: before.emulator.save() });
}

/** ACS says that it is linked to that hub. */
const linkedTo = (notificationHubId: string): FaultRule => ({
  match: { method: 'GET', path: ACS },
  times: 0,
  does: {
    status: 200,
    body: { id: ACS, name: 'contoso-acs', properties: { notificationHubId } },
  },
});

const denied = (path: string): FaultRule => ({
  match: { path },
  times: 0,
  does: { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'No.' } } },
});

describe('status', () => {
  test('gives the chain as one document', async () => {
    const { run } = await linkedWorld();

    const shown = await run('status', '--resource', ACS, '-o', 'json');

    expect(shown).toMatchObject({ exit: 0, stderr: '' });
    expect(documentOf(shown.stdout)).toMatchObject({
      resource: { id: ACS, name: 'contoso-acs', provisioningState: 'Succeeded' },
      link: { hubId: HUB },
      hub: { id: HUB, name: 'com.contoso.app.voip' },
      policy: { name: 'acs-send', rights: ['Send'] },
      credentials: [],
    });
  });

  test('begins each line with ✔, ✘ or ?, and puts a command under each ✘', async () => {
    const { run } = createWorld();
    const lines = (await run('status')).stdout.split('\n').slice(2, -3);

    expect(lines.filter((line) => !/^[✔✘?] /.test(line))).toEqual([
      expect.stringMatching(/^ +acs-notify link-hub --resource contoso-acs/),
    ]);
    expect(lines[lines.findIndex((line) => line.startsWith('✘')) + 1]).toContain('acs-notify');
  });

  test('is well without credentials, and says that no phone rings yet', async () => {
    const { run } = await linkedWorld();

    const shown = await run('status');

    expect(shown.exit).toBe(0);
    expect(shown.stdout).toMatch(/\? credentials .*no phone rings/);
  });

  test('sees a hub of another subscription', async () => {
    const { run } = await linkedWorld({ faults: [linkedTo(OTHER_HUB)] });

    const shown = await run('status');

    expect(shown).toMatchObject({
      exit: 10,
      stdout: expect.stringContaining('in another subscription'),
    });
  });

  test('bears a link to something that is no hub', async () => {
    const { run } = await linkedWorld({ faults: [linkedTo('/nonsense')] });

    expect(await run('status')).toMatchObject({
      exit: 10,
      stdout: expect.stringContaining('does not exist'),
    });
  });

  test('sees that no policy may send', async () => {
    const { run } = await linkedWorld({
      faults: [
        {
          match: { method: 'GET', path: '*/authorizationRules' },
          does: {
            status: 200,
            body: {
              value: [
                {
                  id: `${HUB}/authorizationRules/x`,
                  name: 'x',
                  properties: { rights: ['Listen'] },
                },
              ],
            },
          },
        },
      ],
    });

    const shown = await run('status', '--resource', ACS);

    expect(shown.exit).toBe(10);
    expect(shown.stdout).toContain(
      `acs-notify policy ensure --hub contoso-push/com.contoso.app.voip --subscription ${SUBSCRIPTION}`,
    );
  });

  test('says what may not be read, and is not alarmed by it', async () => {
    const { run } = await linkedWorld({ faults: [denied(HUB), denied(`${HUB}/*`)] });

    const shown = await run('status', '-o', 'json');

    expect(shown.exit).toBe(0);
    expect(documentOf(shown.stdout)).toMatchObject({
      link: { hubId: HUB },
      hub: null,
      policy: null,
      credentials: null,
    });
  });

  test('fits a narrow terminal but for names and commands', async () => {
    const { run } = await linkedWorld({
      tty: { stdout: true },
      columns: 40,
      env: { NO_COLOR: '1' },
    });

    const { stdout } = await run('status', '--resource', ACS);

    const wide = stdout.split('\n').filter((line) => line.length > 40);
    expect(wide.filter((line) => line.slice(15).includes(' '))).toEqual([]);
  });
});

test('unlink-hub says what to do, whether or not there is a link', async () => {
  const linked = await (await linkedWorld()).run('unlink-hub', '--resource', ACS);
  const unlinked = await createWorld().run('unlink-hub', '--resource', ACS);

  expect(linked).toMatchObject({ exit: 6, stderr: expect.stringContaining('Disconnect') });
  expect(linked.stderr).toContain(HUB);
  expect(linked.stderr).toContain(
    `acs-notify link-hub --resource contoso-acs --hub <hub> --relink --subscription ${SUBSCRIPTION}`,
  );
  expect(unlinked).toMatchObject({ exit: 6, stderr: expect.stringContaining('nothing to remove') });
  expect(unlinked.stderr).toContain(`status --resource contoso-acs --subscription ${SUBSCRIPTION}`);
});
