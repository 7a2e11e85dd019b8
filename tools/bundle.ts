import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rolldown, type OutputChunk } from 'rolldown';
import { lighter } from './lighter.ts';
import { noticesFor } from './notices.ts';

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, '..');

/** The version that package.json states. */
export const VERSION = versionIn(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/**
 * What is loaded together comes in one file: a file more costs a third of a millisecond. What the entry needs at once is in
 * neither, nor what few need.
 */
const GROUPS = [
  // What every command that runs needs, whatever it does.
  {
    name: 'session',
    test: /\/src\/(terminal\/(run|terminal|progress|prompts|spinner|style|truncated)|views\/(error|render-json|steps|table|wrapped)|shared\/(arm-id|hide-secrets|secret|url)|engine\/.*|services\/context)\.ts$|\/node_modules\/(chalk|yocto|fast-string)/,
  },
  // Signing in and asking ARM: every command that asks Azure does both, and most ask for hubs.
  {
    name: 'azure',
    test: /\/src\/azure\/(?!proxy\.|transport|debug-log|resources-client)|\/node_modules\/(@azure\/(abort|arm-notif|core-|identity|logger|msal)|@typespec|tslib|agent-base|https?-proxy-agent|debug|ms|jsonweb|jwa|jws|ecdsa|safe-buffer|buffer-equal|semver|lodash\.)/,
  },
].map((group) => ({ ...group, includeDependenciesRecursively: false }));

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
    plugins: [lighter],
    // What is in one file with its reader is read at once, as meant below.
    checks: { ineffectiveDynamicImport: false },
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
    codeSplitting: { groups: GROUPS },
  });
  await bundle.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  checkOrder(chunks);
  return chunks;
}

/** Files that need one another would find each other half made. Throws. */
function checkOrder(chunks: readonly OutputChunk[]): void {
  const imports = new Map(chunks.map((chunk) => [chunk.fileName, chunk.imports]));
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) throw new Error(`In a circle: ${[...path, file].join(' → ')}`);
    for (const next of imports.get(file) ?? []) visit(next, [...path, file]);
  };
  for (const { fileName } of chunks) visit(fileName, []);
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
