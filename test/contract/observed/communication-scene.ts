import type { Target } from '../target.ts';
import { idIn, serviceId, until } from '../waiting.ts';
import type { Exchange } from '../wire.ts';
import type { Scene } from './row.ts';

/** What the scenario of Microsoft.Communication asks. */
export type AcsExchange = keyof Awaited<ReturnType<typeof play>>;

/** A hub that nobody made, in a subscription that nobody has. */
export const FOREIGN_HUB =
  '/subscriptions/00000000-0000-0000-0000-00000000dead/resourceGroups/Some-Group/providers/Microsoft.NotificationHubs/namespaces/MyNamespace/notificationHubs/MyHub';
const DEAD_STRING = 'Endpoint=sb://MyNamespace.servicebus.windows.net/;SharedAccessKey=abcd1234';

/** Plays one scenario in an api-version: make, poll, update, keys, link, refusals, delete. */
export async function communicationScene(
  target: Target,
  version: string,
): Promise<Scene<AcsExchange>> {
  const names = { service: target.fresh('Acs-Observed') };
  return { target, names, of: await play(target, version, names.service) };
}

async function play(target: Target, version: string, service: string) {
  const { wire } = target;
  const path = serviceId(target, service);
  const body = { location: 'Global', properties: { dataLocation: 'UnitedStates' } };
  const put = await wire.put(path, version, body);
  const poll = () => wire.send('GET', put.headers['azure-asyncoperation'] ?? '');
  const running = await poll();
  const succeeded = await until(poll, ({ text }) => text.includes('"Succeeded"'));
  const get = await wire.get(path, version);
  const putAgain = await wire.put(path, version, { ...body, tags: { a: 'b' } });
  await until(
    () => wire.get(path, version),
    ({ text }) => text.includes('"Succeeded"'),
  );
  return {
    put,
    running,
    succeeded,
    get,
    putAgain,
    patch: await wire.patch(path, version, { tags: { c: 'd' } }),
    ...(await keysAndLink(target, version, path)),
    ...(await refusals(target, version)),
    ...(await deletion(target, version, path)),
  };
}

async function keysAndLink({ wire, subscription, group }: Target, version: string, path: string) {
  const provider = `/subscriptions/${subscription}/providers/Microsoft.Communication`;
  const name = path.split('/').at(-1);
  const type = 'Microsoft.Communication/CommunicationServices';
  return {
    keys: await wire.post(`${path}/listKeys`, version),
    regenerated: await wire.post(`${path}/regenerateKey`, version, { keyType: 'Primary' }),
    keysAfter: await wire.post(`${path}/listKeys`, version),
    nameTaken: await wire.post(`${provider}/checkNameAvailability`, version, { name, type }),
    beforeLink: await wire.get(path, version),
    link: await wire.post(`${path}/linkNotificationHub`, version, {
      resourceId: FOREIGN_HUB,
      connectionString: DEAD_STRING,
    }),
    linked: await wire.get(path, version),
    list: await wire.get(`${provider}/communicationServices`, version),
    listOfGroup: await wire.get(
      `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Communication/communicationServices`,
      version,
    ),
  };
}

async function refusals(target: Target, version: string) {
  const { wire } = target;
  const absent = serviceId(target, 'acs-absent');
  const list = idIn(target, 'Microsoft.Communication/communicationServices');
  const body = { location: 'global', properties: { dataLocation: 'Europe' } };
  return {
    absentGet: await wire.get(absent, version),
    absentDelete: await wire.delete(absent, version),
    absentLink: await wire.post(`${absent}/linkNotificationHub`, version, {}),
    oldList: await wire.get(list, '2019-10-10-preview'),
    oldAbsentGet: await wire.get(absent, '2019-10-10-preview'),
    oldAbsentDelete: await wire.delete(absent, '2019-10-10-preview'),
    oldPut: await wire.put(absent, '2019-10-10-preview', body),
  };
}

async function deletion({ wire }: Target, version: string, path: string) {
  const deleted = await wire.delete(path, version);
  const poll = (): Promise<Exchange> => wire.send('GET', deleted.headers['location'] ?? '');
  return {
    deleted,
    deleting: await poll(),
    gone: await until(poll, ({ status }) => status === 200),
    afterwards: await wire.get(path, version),
  };
}
