import { bundleInto, ROOT } from '../tools/bundle.ts';

/** Builds once before the tests, for those in e2e/ that run the built program. */
export async function setup(): Promise<void> {
  await bundleInto(ROOT);
}
