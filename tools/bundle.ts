import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rolldown, type OutputChunk, type Plugin } from 'rolldown';
import { noticesFor } from './notices.ts';

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, '..');

/** The version that package.json states. */
export const VERSION = versionIn(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** commander loads it at once for commands that are other programs. We have none, and it costs a tenth of `--help`. */
const withoutChildProcess: Plugin = {
  name: 'without-child-process',
  transform(code, id) {
    if (!id.endsWith('/commander/lib/command.js')) return undefined;
    const changed = code.replace(/^import childProcess from 'node:child_process';$/m, '');
    if (changed === code) throw new Error('commander no longer imports node:child_process.');
    return changed.replaceAll('childProcess.spawn', 'undefined');
  },
};

/** One file of `dist/`. */
export interface Chunk {
  /** As `chunks/create-hub-Ab12Cd34.cjs`. */
  file: string;
  bytes: number;
  /** What is in it: paths from the repository's root. */
  modules: string[];
}

/**
 * Makes what `npm pack` packs, in that folder: `dist/` (CommonJS, lazy chunks, everything bundled) and THIRD-PARTY-NOTICES.
 * An old `dist/` is replaced whole, so a program that runs from it meanwhile meets no half of it.
 */
export async function bundleInto(folder: string): Promise<Chunk[]> {
  const fresh = join(folder, `dist.new-${process.pid}`);
  const chunks = await write(fresh);
  replace(join(folder, 'dist'), fresh);
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES'), noticesFor(modules));
  return chunks.map(({ fileName, code, moduleIds }) => ({
    file: fileName,
    bytes: Buffer.byteLength(code),
    modules: moduleIds.map((id) => relative(ROOT, id.replace(/^\0/, '')).replaceAll('\\', '/')),
  }));
}

async function write(dir: string): Promise<OutputChunk[]> {
  const bundle = await rolldown({
    cwd: ROOT,
    input: 'src/cli/main.ts',
    platform: 'node',
    // What the entry needs at once stays in its own file, though lazy chunks need it too.
    preserveEntrySignatures: 'allow-extension',
    plugins: [withoutChildProcess],
    // Without `module` first the SDKs' CommonJS halves are taken: a fifth larger and slower.
    resolve: { mainFields: ['module', 'main'] },
    transform: {
      target: 'node20.17',
      define: {
        'import.meta.main': 'false',
        // A policy of the SDKs looks at it on every request, and a look loads all of undici. We send no such forms.
        FormData: 'undefined',
      },
    },
  });
  const { output } = await bundle.write({
    dir,
    format: 'cjs',
    minify: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name]-[hash].cjs',
  });
  await bundle.close();
  return output.filter((file) => file.type === 'chunk');
}

function replace(place: string, fresh: string): void {
  const old = `${place}.old-${process.pid}`;
  mkdirSync(place, { recursive: true });
  renameSync(place, old);
  renameSync(fresh, place);
  rmSync(old, { recursive: true });
}

function versionIn(text: string): string {
  const { version } = JSON.parse(text) as { version: string }; // npm sees to it
  return version;
}
