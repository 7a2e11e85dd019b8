import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ConnectionString,
  formatConnectionString,
  looksLikeConnectionString,
  parseConnectionString,
} from '../../../src/push/connection-string.ts';
import { Secret } from '../../../src/shared/secret.ts';

const KEY = 'c2VjcmV0LWNhbmFyeQ==';
const text = (namespace = 'contoso') =>
  `Endpoint=sb://${namespace}.servicebus.windows.net/;SharedAccessKeyName=acs-send;SharedAccessKey=${KEY}`;
const plain = ({ key, ...rest }: ConnectionString) => ({ ...rest, key: key.reveal() });

const label = fc.stringMatching(/^[a-z][a-z0-9-]{4,30}[a-z0-9]$/);
const suffix = fc.constantFrom(
  'servicebus.windows.net',
  'servicebus.usgovcloudapi.net',
  'servicebus.chinacloudapi.cn',
);
const key = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => new Secret(Buffer.from(bytes).toString('base64')));
const policy = fc.stringMatching(/^[A-Za-z0-9!()*\-._]{1,40}$/);
const entityPath = fc.option(fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,30}$/), { nil: undefined });
const parts = fc.record({ namespace: label, suffix, policy, key, entityPath });

describe('a connection string', () => {
  test('is taken apart into host, namespace, policy and key, of which the last is a secret', () => {
    const parsed = parseConnectionString(text('Contoso'));

    expect(plain(parsed)).toEqual({
      host: 'contoso.servicebus.windows.net',
      namespace: 'contoso',
      policy: 'acs-send',
      key: KEY,
      entityPath: undefined,
    });
    expect(JSON.stringify(parsed)).not.toContain(KEY);
  });

  test('comes back from its parts', () => {
    fc.assert(
      fc.property(parts, ({ namespace, suffix: tail, ...rest }) => {
        const host = `${namespace}.${tail}`;
        const parsed = parseConnectionString(formatConnectionString({ host, ...rest }).reveal());

        expect(plain(parsed)).toEqual({ host, namespace, ...rest, key: rest.key.reveal() });
      }),
    );
  });

  test('may have its parts in any order, names in any case, blanks and line ends around', () => {
    const pieces = [
      'endpoint=sb://contoso.servicebus.windows.net',
      'SHAREDACCESSKEYNAME = acs-send',
      `SharedAccessKey=${KEY}`,
      'EntityPath=app',
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(pieces, { minLength: 4 }), (shuffled) => {
        expect(plain(parseConnectionString(` ${shuffled.join(';')};\r\n`))).toEqual({
          host: 'contoso.servicebus.windows.net',
          namespace: 'contoso',
          policy: 'acs-send',
          key: KEY,
          entityPath: 'app',
        });
      }),
    );
  });

  test.each([
    ['', 'no Endpoint'],
    ['hello', 'not of the form name=value'],
    [KEY, 'no Endpoint'],
    [text().replace('Endpoint', 'Server'), 'no Endpoint'],
    [text().replace('sb://', 'https://'), 'no sb:// address'],
    [text().replace('sb://contoso.servicebus.windows.net/', 'sb://'), 'no sb:// address'],
    [text().replace('.servicebus.windows.net', '.evil.example'), 'not of Notification Hubs'],
    [text().replace('sb://', 'sb://evil.example@'), 'no sb:// address'],
    [text().replace(/SharedAccessKeyName=[^;]*;/, ''), 'names no policy'],
    [text().replace(/;SharedAccessKey=.*/, ''), 'holds no key'],
    [text().replace(KEY, ''), 'holds no key'],
    [`${text()};SharedAccessKey=x`, 'stands in it twice'],
  ])('%j is refused: %s', (given, says) => {
    expect(() => parseConnectionString(given)).toThrow(
      expect.objectContaining({
        code: 'INVALID_CONNECTION_STRING',
        message: expect.stringContaining(says),
      }),
    );
  });

  test('never shows its key in an error', () => {
    fc.assert(
      fc.property(fc.string(), (junk) => {
        const error = thrownBy(() => parseConnectionString(`${junk};SharedAccessKey=${KEY}`));
        expect(`${error?.message}${error?.stack}`).not.toContain(KEY);
      }),
    );
  });
});

test.each([
  [text(), true],
  ['endpoint = SB://x', true],
  ['SharedAccessKey=abc', true],
  ['./hub.connection-string', false],
  ['env:HUB_CONNECTION_STRING', false],
  ['-', false],
])('%j looks like a connection string: %s', (given, is) => {
  expect(looksLikeConnectionString(given)).toBe(is);
});

function thrownBy(act: () => void): Error | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : undefined;
  }
}
