import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { connect, createServer, type TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPki, type Pki } from '../../../src/emulator/pki/certificates.ts';
import { addressBytes, element, integer, oid, time } from '../../../src/emulator/pki/der.ts';
import { seededRandom } from '../../support/random.ts';

const DAY = 86_400_000;

describe('the certificates', () => {
  const now = Date.UTC(2026, 0, 15);
  const pki = createPki(now, seededRandom('pki'));
  const authority = new X509Certificate(pki.caPem);
  const server = new X509Certificate(pki.certificatePem);

  test('are an authority and one server certificate that it signed', () => {
    expect(authority.ca).toBe(true);
    expect(authority.verify(authority.publicKey)).toBe(true);
    expect(server.ca).toBe(false);
    expect(server.checkIssued(authority)).toBe(true);
    expect(server.verify(authority.publicKey)).toBe(true);
  });

  test('are for loopback, and nothing else', () => {
    expect(server.subjectAltName).toBe(
      'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
    );
    expect(server.checkHost('localhost')).toBe('localhost');
    expect(server.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(server.checkHost('management.azure.com')).toBeUndefined();
  });

  test('have critical name constraints in the authority (OID 2.5.29.30, then BOOLEAN TRUE)', () => {
    const wanted = Buffer.concat([oid('2.5.29.30'), Buffer.from([0x01, 0x01, 0xff])]);

    expect(authority.raw.includes(wanted)).toBe(true);
  });

  test('are valid from a day before to ten days after', () => {
    for (const one of [authority, server]) {
      expect(Date.parse(one.validFrom)).toBe(now - DAY);
      expect(Date.parse(one.validTo)).toBe(now + 10 * DAY);
    }
  });

  test('hold no private key of the authority, and differ each time', () => {
    const other = createPki(now, seededRandom('another'));

    expect(Object.keys(pki).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      'caPem',
      'certificatePem',
      'keyPem',
    ]);
    const key = createPrivateKey(pki.keyPem);
    expect([server.checkPrivateKey(key), authority.checkPrivateKey(key)]).toEqual([true, false]);
    expect(other.caPem).not.toBe(pki.caPem);
    expect(new X509Certificate(other.certificatePem).verify(authority.publicKey)).toBe(false);
  });
});

describe('over TLS', () => {
  let pki: Pki;
  let port: number;
  const server = { close: () => {} };
  beforeAll(async () => {
    pki = createPki(Date.now(), seededRandom('tls'));
    const real = createServer({ cert: pki.certificatePem, key: pki.keyPem });
    real.on('tlsClientError', () => {});
    await new Promise<void>((resolve) => real.listen(0, '127.0.0.1', resolve));
    port = (real.address() as AddressInfo).port;
    server.close = () => void real.close();
  });
  afterAll(() => server.close());

  /** `undefined` when the connection is authorised, else the error's code. */
  const shake = (host: string, ca: string | undefined): Promise<string | undefined> =>
    new Promise((resolve) => {
      const socket: TLSSocket = connect({ port, host: '127.0.0.1', servername: host, ca });
      socket.on('secureConnect', () => {
        socket.destroy();
        resolve(undefined);
      });
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    });

  test('localhost is trusted by who trusts the authority', async () => {
    expect(await shake('localhost', pki.caPem)).toBeUndefined();
  });

  test('and by nobody else', async () => {
    expect(await shake('localhost', undefined)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    const other = createPki(Date.now(), seededRandom('other'));
    expect(await shake('localhost', other.caPem)).toMatch(/SIGNATURE|SELF_SIGNED|UNABLE_TO/);
  });

  test('another name is not what it is for', async () => {
    expect(await shake('login.microsoftonline.com', pki.caPem)).toBe(
      'ERR_TLS_CERT_ALTNAME_INVALID',
    );
  });
});

describe('DER', () => {
  test.each<[string, Buffer, string]>([
    ['a short element', element(0x04, Buffer.from([1, 2])), '04020102'],
    ['an element of 128 bytes', element(0x04, Buffer.alloc(128)).subarray(0, 4), '04818000'],
    ['an element of 256 bytes', element(0x04, Buffer.alloc(256)).subarray(0, 5), '0482010000'],
    ['an identifier with long arcs', oid('1.2.840.10045.4.3.2'), '06082a8648ce3d040302'],
    ['a positive integer', integer(Buffer.from([0x7f])), '02017f'],
    ['one that would read as negative', integer(Buffer.from([0x80])), '02020080'],
    [
      'UTCTime up to 2049',
      time(Date.UTC(2049, 11, 31, 23, 59, 59)),
      `170d${Buffer.from('491231235959Z').toString('hex')}`,
    ],
    [
      'GeneralizedTime after',
      time(Date.UTC(2050, 0, 1)),
      `180f${Buffer.from('20500101000000Z').toString('hex')}`,
    ],
    ['an IPv4 address', addressBytes('127.0.0.1'), '7f000001'],
    ['an IPv6 address', addressBytes('fe80::1:2'), 'fe800000000000000000000000010002'],
  ])('%s', (_what, bytes, hex) => {
    expect(bytes.toString('hex')).toBe(hex);
  });
});

test('the key identifiers of both certificates are those of RFC 5280 4.2.1.2, method 1', () => {
  const pki = createPki(Date.UTC(2026, 0, 1), seededRandom('ids'));
  const { raw, publicKey } = new X509Certificate(pki.caPem);
  const spki = publicKey.export({ type: 'spki', format: 'der' });

  expect(raw.includes(createHash('sha1').update(spki).digest())).toBe(true);
});
