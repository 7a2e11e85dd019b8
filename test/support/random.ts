import { createHash } from 'node:crypto';
import type { Random } from '../../src/shared/ports.ts';

/** The same bytes for the same seed, in the same order. */
export function seededRandom(seed: string): Random {
  let block = 0;
  const next = (): Uint8Array =>
    createHash('sha256')
      .update(`${seed}/${(block += 1)}`)
      .digest();
  return {
    bytes(count) {
      const blocks = Array.from({ length: Math.ceil(count / 32) }, next);
      return new Uint8Array(Buffer.concat(blocks).subarray(0, count));
    },
  };
}
