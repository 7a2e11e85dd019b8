import {
  createHash,
  generateKeyPairSync,
  type KeyObject,
  sign,
  X509Certificate,
} from 'node:crypto';
import { isIP } from 'node:net';
import type { Random } from '../../shared/ports.ts';
import {
  addressBytes,
  bits,
  commonName,
  element,
  integer,
  octets,
  oid,
  sequence,
  time,
  yes,
} from './der.ts';

/** Where the local Azure may be reached, and all that its certificate authority may vouch for. */
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '::1'];
const DAY = 86_400_000;
const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));

/** What a listener needs, and the authority's certificate for its clients. The authority's key is dropped once it has signed. */
export interface Pki {
  caPem: string;
  certificatePem: string;
  keyPem: string;
}

interface Identity {
  name: string;
  privateKey: KeyObject;
  publicKey: Buffer;
  keyId: Buffer;
}

/** A certificate authority limited to loopback by critical name constraints, and one server certificate; ten days each. */
export function createPki(now: number, random: Random): Pki {
  const authority = identity(
    `acs-notify local Azure ${Buffer.from(random.bytes(4)).toString('hex')}`,
  );
  const server = identity('localhost');
  const sealed = { now, random, issuer: authority };
  return {
    caPem: certificate({ ...sealed, subject: authority, extensions: authorityExtensions() }),
    certificatePem: certificate({ ...sealed, subject: server, extensions: serverExtensions() }),
    keyPem: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function identity(name: string): Identity {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return { name, privateKey, publicKey: der, keyId: createHash('sha1').update(der).digest() };
}

interface Request {
  now: number;
  random: Random;
  issuer: Identity;
  subject: Identity;
  extensions: Buffer[];
}

function certificate({ now, random, issuer, subject, extensions }: Request): string {
  const identifiers = [
    extension('2.5.29.14', octets(subject.keyId)),
    extension('2.5.29.35', sequence(element(0x80, issuer.keyId))),
  ];
  const body = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(serial(random)),
    ECDSA_SHA256,
    commonName(issuer.name),
    sequence(time(now - DAY), time(now + 10 * DAY)),
    commonName(subject.name),
    subject.publicKey,
    element(0xa3, sequence(...extensions, ...identifiers)),
  );
  const der = sequence(body, ECDSA_SHA256, bits(sign('sha256', body, issuer.privateKey)));
  return new X509Certificate(der).toString();
}

function serial(random: Random): Buffer {
  const bytes = Buffer.from(random.bytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [yes()] : []), octets(value));
}

/** CA without sub-authorities; keyCertSign and cRLSign; permitted subtrees: loopback alone (RFC 5280 4.2.1.9, .3, .10). */
function authorityExtensions(): Buffer[] {
  const subtrees = LOOPBACK.map((name) =>
    sequence(
      isIP(name)
        ? element(0x87, addressBytes(name), Buffer.alloc(isIP(name) === 4 ? 4 : 16, 0xff))
        : element(0x82, Buffer.from(name)),
    ),
  );
  return [
    extension('2.5.29.19', sequence(yes(), integer(Buffer.from([0]))), true),
    extension('2.5.29.15', bits(Buffer.from([0x06]), 1), true),
    extension('2.5.29.30', sequence(element(0xa0, ...subtrees)), true),
  ];
}

/** No CA; digitalSignature; serverAuth; the loopback names (RFC 5280 4.2.1.9, .3, .12, .6). */
function serverExtensions(): Buffer[] {
  const names = LOOPBACK.map((name) =>
    isIP(name) ? element(0x87, addressBytes(name)) : element(0x82, Buffer.from(name)),
  );
  return [
    extension('2.5.29.19', sequence(), true),
    extension('2.5.29.15', bits(Buffer.from([0x80]), 7), true),
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', sequence(...names)),
  ];
}
