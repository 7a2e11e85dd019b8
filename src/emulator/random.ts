import type { Random } from '../shared/ports.ts';

/** Lower-case hex digits, two a byte. */
export function hex(random: Random, bytes: number): string {
  return Buffer.from(random.bytes(bytes)).toString('hex');
}

/** Base64 of that many random bytes: 32 for the keys of Notification Hubs, 64 for those of ACS. */
export function base64(random: Random, bytes: number): string {
  return Buffer.from(random.bytes(bytes)).toString('base64');
}

/** A random UUID (version 4) in lower case. */
export function uuid(random: Random): string {
  const bytes = Buffer.from(random.bytes(16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const text = bytes.toString('hex');
  return [
    text.slice(0, 8),
    text.slice(8, 12),
    text.slice(12, 16),
    text.slice(16, 20),
    text.slice(20),
  ].join('-');
}

/** The signature that ARM's operation URLs carry since 2024: `&t=&c=&s=&h=`, opaque to clients (observed 1.1, 3.1). */
export function signature(random: Random): string {
  const text = (bytes: number) => Buffer.from(random.bytes(bytes)).toString('base64url');
  return `&t=${Buffer.from(random.bytes(4)).readUInt32BE()}&c=${text(900)}&s=${text(256)}&h=${text(32)}`;
}
