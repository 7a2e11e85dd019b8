// `npm run build`.
import { bundleInto, ROOT, VERSION } from './bundle.ts';

const chunks = await bundleInto(ROOT);
const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
process.stdout.write(
  `acs-notify ${VERSION}: ${chunks.length} files, ${Math.round(bytes / 1000)} kB\n`,
);
