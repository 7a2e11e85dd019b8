import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pages } from './pages.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = 'docs/commands';

/** The generated pages that are missing, different or left over, by path. */
export function stalePages(): string[] {
  const wanted = pages();
  const stale = [...wanted].filter(([path, text]) => textOf(path) !== text).map(([path]) => path);
  return [...stale, ...leftOver(wanted)];
}

function textOf(path: string): string | undefined {
  const file = join(ROOT, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function leftOver(wanted: ReadonlyMap<string, string>): string[] {
  const folder = join(ROOT, FOLDER);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.map((file) => `${FOLDER}/${file}`).filter((path) => !wanted.has(path));
}

function writePages(): void {
  const wanted = pages();
  for (const path of leftOver(wanted)) rmSync(join(ROOT, path));
  for (const [path, text] of wanted) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
  }
}

function check(): void {
  const stale = stalePages();
  if (stale.length === 0) return;
  process.stderr.write(`Stale, run npm run docs:\n${stale.join('\n')}\n`);
  process.exitCode = 1;
}

if (import.meta.main) {
  if (process.argv.includes('--check')) check();
  else writePages();
}
