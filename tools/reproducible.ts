// `npm run reproducible`: builds twice and compares every file.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const [first, second] = [build(), build()];
process.stdout.write(first === second ? `the same twice: ${first.slice(0, 16)}\n` : `the bundle differs:\n${first}\n${second}\n`);
process.exitCode = first === second ? 0 : 1;

function build(): string {
  execFileSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'ignore' });
  const hash = createHash('sha256');
  for (const name of readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' }).toSorted())
    if (name.endsWith('.cjs')) hash.update(name).update(readFileSync(join(root, 'dist', name)));
  return hash.update(readFileSync(join(root, 'THIRD-PARTY-NOTICES'))).digest('hex');
}
