import { createHash } from 'node:crypto';
import { inspect } from 'node:util';

/** A value that no log, error, JSON or `inspect` can show. Only `reveal()` gives it out, where it is sent. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value in clear. Call it only where the value leaves for the service that must have it. */
  reveal(): string {
    return this.#value;
  }

  /** The first 8 hex digits of its SHA-256: tells two secrets apart and gives neither away. */
  fingerprint(): string {
    return createHash('sha256').update(this.#value).digest('hex').slice(0, 8);
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  [inspect.custom](): string {
    return '***';
  }
}
