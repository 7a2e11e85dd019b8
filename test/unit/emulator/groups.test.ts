import { describe, expect, test } from 'vitest';
import { ACS, GROUP, SUBSCRIPTION } from '../../support/ids.ts';
import { local, refusal, TAKES, valueOf } from './local.ts';

const SUB = `/subscriptions/${SUBSCRIPTION}`;
const NEW = `${SUB}/resourcegroups/Fresh_(1)`;
const WHERE = { location: 'North Europe' };

describe('PUT of a group', () => {
  test('makes it with the name as sent and the location normalised', async () => {
    const { ask } = local();

    const made = await ask('PUT', NEW, { body: { ...WHERE, tags: { a: 'b' }, managedBy: 'x' } });

    expect(made.status).toBe(201);
    expect(made.text).toBe(
      JSON.stringify({
        id: `${SUB}/resourceGroups/Fresh_(1)`,
        name: 'Fresh_(1)',
        type: 'Microsoft.Resources/resourceGroups',
        location: 'northeurope',
        managedBy: 'x',
        tags: { a: 'b' },
        properties: { provisioningState: 'Succeeded' },
      }),
    );
  });

  test('again is 200, replaces the tags, and keeps the name’s casing', async () => {
    const { ask } = local();
    await ask('PUT', NEW, { body: { ...WHERE, tags: { a: 'b' } } });

    const again = await ask('PUT', NEW.toUpperCase().replace('SUBSCRIPTIONS', 'subscriptions'), {
      body: { location: 'northeurope' },
    });

    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ id: `${SUB}/resourceGroups/Fresh_(1)`, name: 'Fresh_(1)' });
    expect(again.body).not.toHaveProperty('tags');
  });

  const refusals: [string, string, unknown, number, string][] = [
    ['no body', NEW, undefined, 400, 'LocationRequired'],
    ['no location', NEW, {}, 400, 'LocationRequired'],
    ['a location that is no text', NEW, { location: 1 }, 400, 'LocationRequired'],
    [
      'a location that is none',
      NEW,
      { location: 'atlantis' },
      400,
      'LocationNotAvailableForResourceGroup',
    ],
    [
      'global, which is no region',
      NEW,
      { location: 'global' },
      400,
      'LocationNotAvailableForResourceGroup',
    ],
    [
      'a name every object has as its location',
      NEW,
      { location: 'constructor' },
      400,
      'LocationNotAvailableForResourceGroup',
    ],
    ['another location than it has', GROUP, WHERE, 409, 'InvalidResourceGroupLocation'],
    [
      'a name with a character that none can have',
      `${SUB}/resourcegroups/a%20b`,
      WHERE,
      400,
      'InvalidResourceGroup',
    ],
    [
      'a name that ends in a period',
      `${SUB}/resourcegroups/a.`,
      WHERE,
      400,
      'InvalidResourceGroup',
    ],
    [
      'a name of 91 characters',
      `${SUB}/resourcegroups/${'a'.repeat(91)}`,
      WHERE,
      400,
      'InvalidResourceGroup',
    ],
  ];

  test.each(refusals)('is refused with %s', async (_what, path, body, status, code) => {
    const { ask, emulator } = local();
    const before = emulator.save().world.groups;

    expect(refusal(await ask('PUT', path, { body }))).toEqual([status, code]);
    expect(emulator.save().world.groups).toEqual(before);
  });
});

test('PATCH sets tags and leaves what it does not name', async () => {
  const { ask } = local();
  await ask('PUT', NEW, { body: { ...WHERE, managedBy: 'x' } });

  await ask('PATCH', NEW, { body: { tags: { c: 'd' } } });

  expect((await ask('GET', NEW)).body).toMatchObject({
    location: 'northeurope',
    managedBy: 'x',
    tags: { c: 'd' },
  });
});

test('HEAD tells whether it is there, with no body', async () => {
  const { ask } = local();
  const { status, text } = await ask('HEAD', GROUP);

  expect([status, text, (await ask('HEAD', NEW)).status]).toEqual([204, '', 404]);
});

describe('DELETE of a group', () => {
  test('goes on by the clock; then all that lay in it is gone', async () => {
    const { ask, clock } = local();
    const { status, text, headers } = await ask('DELETE', GROUP);
    const poll = headers.get('location') ?? '';
    const running = await ask('GET', poll);
    const meanwhile = await ask('GET', GROUP);
    clock.advance(TAKES);
    const done = await ask('GET', poll);

    expect([status, text, headers.get('retry-after')]).toEqual([202, '', '15']);
    expect([running.status, running.headers.get('location')]).toEqual([202, poll]);
    expect(meanwhile.body).toMatchObject({ properties: { provisioningState: 'Deleting' } });
    expect([done.status, done.text]).toEqual([200, '']);
    expect(refusal(await ask('GET', GROUP))).toEqual([404, 'ResourceGroupNotFound']);
    expect(valueOf(await ask('GET', `${SUB}/resources`))).toEqual([]);
    await ask('PUT', GROUP, { body: { location: 'westeurope' } });
    expect((await ask('GET', ACS, { version: '2023-04-01' })).status).toBe(404);
  });

  test('needs nobody to poll', async () => {
    const { ask, clock } = local();
    await ask('DELETE', GROUP);

    clock.advance(TAKES);

    expect((await ask('HEAD', GROUP)).status).toBe(404);
  });

  test('asked for twice ends when the first does', async () => {
    const { ask, clock } = local();
    await ask('DELETE', GROUP);
    clock.advance(TAKES - 1);
    const second = await ask('DELETE', GROUP);
    clock.advance(1);

    expect(second.status).toBe(202);
    expect((await ask('HEAD', GROUP)).status).toBe(404);
  });

  test('forbids writes in it until it is gone, and allows reads', async () => {
    const { ask } = local();
    await ask('DELETE', GROUP);
    const body = { location: 'westeurope' };
    const inside = { version: '2023-04-01', body: { location: 'Global', tags: {} } };

    expect(refusal(await ask('PUT', GROUP, { body }))).toEqual([409, 'ResourceGroupBeingDeleted']);
    expect(refusal(await ask('PATCH', GROUP, { body }))[0]).toBe(409);
    expect(refusal(await ask('PUT', ACS, inside))).toEqual([409, 'ResourceGroupBeingDeleted']);
    expect((await ask('GET', ACS, { version: '2023-04-01' })).status).toBe(200);
  });

  test('of an absent group, and the poll of an operation that never was, are 404', async () => {
    const { ask } = local();

    expect(refusal(await ask('DELETE', NEW))).toEqual([404, 'ResourceGroupNotFound']);
    expect(refusal(await ask('GET', `${SUB}/operationresults/bm9uZQ`))).toEqual([404, 'NotFound']);
  });
});

describe('the list of groups', () => {
  test('is that of one subscription, filtered by tags alone', async () => {
    const { ask } = local();
    await ask('PUT', NEW, { body: { ...WHERE, tags: { Team: 'Calls' } } });
    const names = async (filter: string) => {
      const path = `${SUB}/resourcegroups${filter === '' ? '' : `?$filter=${encodeURIComponent(filter)}`}`;
      return valueOf(await ask('GET', path)).map(({ name }) => name);
    };

    expect(await names('')).toEqual(['contoso', 'Fresh_(1)']);
    expect(await names("tagName eq 'team' and tagValue eq 'calls'")).toEqual(['Fresh_(1)']);
    expect(await names("tagName eq 'team' and tagValue eq 'chat'")).toEqual([]);
    expect(await names("startswith(tagName, 'te')")).toEqual(['Fresh_(1)']);
  });

  test('refuses a filter on the name, as ARM does', async () => {
    const answer = await local().ask('GET', `${SUB}/resourcegroups?$filter=name eq 'contoso'`);

    expect(refusal(answer)).toEqual([400, 'InvalidFilterInQueryString']);
    expect(answer.text).toContain("Invalid $filter 'name eq 'contoso'' specified");
  });
});

describe('pages', () => {
  async function groups(count: number) {
    const world = local();
    for (let each = 1; each < count; each += 1)
      await world.ask('PUT', `${SUB}/resourcegroups/g${each}`, { body: WHERE });
    return world;
  }

  test('hold $top each and lead by nextLink to everything once, filter and version kept', async () => {
    const { ask } = await groups(5);
    const seen: unknown[][] = [];
    const links: string[] = [];
    let next: string | undefined = `${SUB}/resourcegroups?$top=2`;
    while (next !== undefined) {
      const answer = await ask('GET', next);
      seen.push(valueOf(answer).map(({ name }) => name));
      next = (answer.body as { nextLink?: string }).nextLink;
      if (next !== undefined) links.push(next);
    }

    expect(seen).toEqual([['contoso', 'g1'], ['g2', 'g3'], ['g4']]);
    expect(links.filter((link) => link.includes('api-version=2024-07-01'))).toEqual(links);
  });

  test('have no nextLink where all fits exactly', async () => {
    const { ask } = await groups(4);

    expect((await ask('GET', `${SUB}/resourcegroups?$top=4`)).body).not.toHaveProperty('nextLink');
  });

  test('are of 100 at most', async () => {
    const { ask } = await groups(102);

    expect(valueOf(await ask('GET', `${SUB}/resourcegroups?$top=1000`))).toHaveLength(100);
    expect(valueOf(await ask('GET', `${SUB}/resourcegroups`))).toHaveLength(100);
  });

  test.each(['$top=0', '$top=-1', '$top=x', '$skiptoken=5', '$SkipToken=%00'])(
    'are refused for %s',
    async (query) => {
      const answer = await local().ask('GET', `${SUB}/resourcegroups?${query}`);

      expect(refusal(answer)).toEqual([400, 'InvalidQueryParameter']);
    },
  );
});
