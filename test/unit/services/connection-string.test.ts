import { describe, expect, test } from 'vitest';
import {
  checkedConnectionString,
  type ConnectionStringRequest,
} from '../../../src/services/connection-string.ts';
import { HUB } from '../../support/ids.ts';

const STRING =
  'Endpoint=sb://contoso-push.servicebus.windows.net/;SharedAccessKeyName=acs-send;SharedAccessKey=Y2FuYXJ5';

function check(request: Partial<ConnectionStringRequest>, text = STRING) {
  const read: string[] = [];
  const readFile = async (path: string) => {
    read.push(path);
    return text;
  };
  const given = { connectionStringFile: './string', hub: HUB, policy: undefined, ...request };
  return { read, result: checkedConnectionString(given, { readFile, env: { HUB_STRING: text } }) };
}

describe('a connection string that was brought', () => {
  test.each([
    ['./string', ['./string']],
    ['-', ['-']],
    ['env:HUB_STRING', []],
  ])('is read from %s', async (connectionStringFile, files) => {
    const { read, result } = check({ connectionStringFile }, `${STRING}\n`);

    const given = await result;

    expect([given?.policy, given?.secret.reveal()]).toEqual(['acs-send', STRING]);
    expect(read).toEqual(files);
  });

  test('is no matter where none was', async () => {
    const { read, result } = check({ connectionStringFile: undefined });

    expect(await result).toBeUndefined();
    expect(read).toEqual([]);
  });

  test.each<[string, Partial<ConnectionStringRequest>, string, string]>([
    ['in the option’s value', { connectionStringFile: STRING }, STRING, 'SECRET_IN_ARGUMENT'],
    ['without a hub', { hub: undefined }, STRING, 'USAGE'],
    ['with a hub’s name alone', { hub: 'app' }, STRING, 'USAGE'],
    [
      'with an id of another type',
      { hub: HUB.split('/notificationHubs')[0] },
      STRING,
      'INVALID_ID',
    ],
    ['of another policy than named', { policy: 'other' }, STRING, 'INVALID_CONNECTION_STRING'],
    [
      'of another namespace',
      {},
      STRING.replace('contoso-push', 'elsewhere'),
      'INVALID_CONNECTION_STRING',
    ],
    ['of another hub', {}, `${STRING};EntityPath=other`, 'INVALID_CONNECTION_STRING'],
    [
      'from a variable that is not set',
      { connectionStringFile: 'env:NO' },
      STRING,
      'INVALID_SETTING',
    ],
  ])('%s is refused, and not shown', async (...[, request, text, code]) => {
    const { result } = check(request, text);

    const error: unknown = await result.catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code });
    expect(JSON.stringify([error, String(error)])).not.toContain('Y2FuYXJ5');
  });

  test.each([
    ['its hub', `${STRING};EntityPath=COM.contoso.app.voip`, undefined],
    ['its policy in another case', STRING, 'ACS-Send'],
  ])('may name %s', async (_what, text, policy) => {
    await expect(check({ policy }, text).result).resolves.toMatchObject({ policy: 'acs-send' });
  });
});
