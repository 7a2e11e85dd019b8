import { describe, expect, test } from 'vitest';
import { choose, type Choice, type ChooseDeps } from '../../../src/services/choose.ts';

const question = {
  what: 'hub',
  flag: '--hub',
  where: 'in the subscription s',
  none: 'Make one with: acs-notify hub create',
};
const one = (name: string, id = `/${name}`): Choice => ({ id, name });

function asked(interactive = false) {
  const said: string[] = [];
  const offered: string[][] = [];
  const deps: ChooseDeps = {
    say: (text) => void said.push(text),
    prompts: {
      interactive,
      confirm: () => Promise.reject(new Error('not asked here')),
      typed: () => Promise.reject(new Error('not asked here')),
      select: async ({ choices }) => {
        offered.push(choices.map(({ name }) => name));
        const last = choices.at(-1);
        if (!last) throw new Error('nothing to choose from');
        return last.value;
      },
    },
  };
  return {
    said,
    offered,
    pick: (all: Choice[], name?: string) => choose(all, name, { question, deps }),
  };
}

describe('choosing', () => {
  test('by a name, in any case, says nothing', async () => {
    const { said, pick } = asked();

    expect(await pick([one('a'), one('App')], 'aPP')).toEqual(one('App'));
    expect(said).toEqual([]);
  });

  test('the only one says so', async () => {
    const { said, pick } = asked();

    expect(await pick([one('app')])).toEqual(one('app'));
    expect(said).toEqual(['Using the hub app, the only one.']);
  });

  test('among several lists their ids where nobody can be asked', async () => {
    const { pick } = asked();

    await expect(pick([one('app', '/1/app'), one('app', '/2/app')], 'app')).rejects.toMatchObject({
      code: 'AMBIGUOUS',
      message: expect.stringMatching(/2 hubs named app .*\n {2}\/1\/app\n {2}\/2\/app$/s),
      hint: expect.stringContaining('--hub <id>'),
    });
  });

  test('among several asks a person, showing what tells them apart', async () => {
    const { offered, pick } = asked(true);

    expect(await pick([one('a'), one('b')])).toEqual(one('b'));
    expect(offered).toEqual([['a  /a', 'b  /b']]);
  });

  const hub = (namespace: string, group = 'contoso') =>
    one(
      'app',
      `/subscriptions/s/resourceGroups/${group}/providers/Microsoft.NotificationHubs/namespaces/${namespace}/notificationHubs/app`,
    );
  const acs = (group: string) =>
    one(
      'acs',
      `/subscriptions/s/resourceGroups/${group}/providers/Microsoft.Communication/communicationServices/acs`,
    );

  test.each<[string, Choice[], string[]]>([
    ['hubs', [hub('one'), hub('two')], ['one/app', 'two/app']],
    ['ACS resources', [acs('a'), acs('b')], ['acs  a', 'acs  b']],
    ['groups', [one('a', '/subscriptions/s/resourceGroups/a'), acs('b')], ['a', 'acs  b']],
  ])('%s are offered by short names where those tell them apart', async (_what, all, names) => {
    const { offered, pick } = asked(true);

    await pick(all);

    expect(offered).toEqual([names]);
  });

  test('what short names do not tell apart is offered by its id', async () => {
    const { offered, pick } = asked(true);
    const all = [hub('one', 'a'), hub('one', 'b')];

    await pick(all);

    expect(offered).toEqual([all.map(({ id }) => `app  ${id}`)]);
  });

  test('what is not there names the nearest, and the way out', async () => {
    await expect(asked().pick([one('contoso')], 'contosa')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no hub named contosa in the subscription s. Did you mean contoso?',
      hint: question.none,
    });
    await expect(asked().pick([])).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no hub in the subscription s.',
    });
  });
});
