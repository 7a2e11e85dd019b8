// `npm run reproducible`: builds twice, in two folders, and compares every file.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleInto } from './bundle.ts';

const [first, second] = [await fingerprints(), await fingerprints()];
const names = [...new Set([...first.keys(), ...second.keys()])];
const different = names.filter((name) => first.get(name) !== second.get(name));
process.stdout.write(
  different.length === 0
    ? `${names.length} files, the same twice\n`
    : `These differ from one build to the next: ${different.join(', ')}\n`,
);
process.exitCode = different.length === 0 ? 0 : 1;

async function fingerprints(): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'acs-notify-build-'));
  await bundleInto(folder);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((one) => join(one.parentPath, one.name));
  const hashes = files.map((file): [string, string] => [
    file.slice(folder.length + 1),
    createHash('sha256').update(readFileSync(file)).digest('hex'),
  ]);
  rmSync(folder, { recursive: true });
  return new Map(hashes);
}
