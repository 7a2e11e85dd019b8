import { generateKeyPairSync } from 'node:crypto';
import type { SigningKey } from '../../src/emulator/entra/jwt.ts';

/** Signs the tokens of every world in this process: making a key takes longer than a whole test. It is never changed. */
export const SIGNING_KEY: SigningKey = generateKeyPairSync('rsa', { modulusLength: 2048 });
