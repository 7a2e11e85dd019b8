import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleInto, ROOT } from '../tools/bundle.ts';

/**
 * Builds once before the tests, for those in e2e/ that run the built program. When it cannot be built those fail, for want
 * of a program, and the others still run.
 */
export async function setup(): Promise<void> {
  try {
    await bundleInto(ROOT);
  } catch (error) {
    rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
    process.stderr.write(`The program could not be built: ${String(error).split('\n')[0]}\n`);
  }
}
