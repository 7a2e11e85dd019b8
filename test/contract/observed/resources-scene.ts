import type { Target } from '../target.ts';
import { idIn, until } from '../waiting.ts';
import type { Exchange } from '../wire.ts';
import type { Scene } from './row.ts';

/** What the scenario of ARM's own resources asks. */
export type ArmExchange = keyof Awaited<ReturnType<typeof play>>;

/** Plays one scenario in an api-version: a group, providers, refusals. */
export async function resourcesScene(target: Target, version: string): Promise<Scene<ArmExchange>> {
  const names = { group: target.fresh('Acs-Notify-Observed') };
  return { target, names, of: await play(target, version, names.group) };
}

async function play(target: Target, version: string, group: string) {
  const { wire, subscription, location } = target;
  const path = `/subscriptions/${subscription}/resourcegroups/${group}`;
  const display = location.replace(/^(west|north|east|south)/, (word) => `${word} `);
  const url = `${target.endpoint}${path}?api-version=${version}`;
  const head = () => wire.send('HEAD', url);
  const headAbsent = await head();
  const put = await wire.put(path, version, { location: display });
  const putAgain = await wire.put(path, version, { location, tags: {} });
  const get = await wire.get(path.toUpperCase().replace('SUBSCRIPTIONS', 'subscriptions'), version);
  const headPresent = await head();
  const deleted = await wire.delete(path, version);
  const poll = (): Promise<Exchange> => wire.send('GET', deleted.headers['location'] ?? '');
  const deleting = await poll();
  const gone = await until(poll, ({ status }) => status === 200);
  return {
    headAbsent,
    put,
    putAgain,
    get,
    headPresent,
    deleted,
    deleting,
    gone,
    provider: await wire.get(
      `/subscriptions/${subscription}/providers/Microsoft.Communication`,
      version,
    ),
    ...(await refusals(target, version, path)),
  };
}

async function refusals(target: Target, version: string, absentGroup: string) {
  const { wire, endpoint, subscription } = target;
  const list = `${endpoint}/subscriptions/${subscription}/resourcegroups`;
  return {
    tokenAbsent: await wire.getAs(undefined, `${list}?api-version=${version}`),
    tokenBad: await wire.getAs('Bearer not.a.token', `${list}?api-version=${version}`),
    groupAbsent: await wire.get(absentGroup, version),
    inAbsentGroup: await wire.get(
      `${absentGroup}/providers/Microsoft.Communication/communicationServices/x`,
      '2023-04-01',
    ),
    noVersion: await wire.send('GET', list),
    badVersion: await wire.get(`/subscriptions/${subscription}/resourcegroups`, '1999-01-01'),
    subscriptionAbsent: await wire.get(
      '/subscriptions/00000000-0000-0000-0000-00000000dead/resourcegroups',
      version,
    ),
    providerAbsent: await wire.get(
      `/subscriptions/${subscription}/providers/Microsoft.Nonesuch`,
      version,
    ),
    typeAbsent: await wire.get(idIn(target, 'Microsoft.Communication/nonesuch/x'), '2023-04-01'),
  };
}
