// Makes what `npm pack` packs: dist/ (CommonJS, lazy chunks, everything bundled) and THIRD-PARTY-NOTICES.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';
import { noticesFor } from './tools/notices.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
rmSync('dist', { recursive: true, force: true });

const bundle = await rolldown({
  input: 'src/cli/main.ts',
  platform: 'node',
  // Without `module` first the SDKs' CommonJS halves are taken: a fifth larger and slower.
  resolve: { mainFields: ['module', 'main'] },
  transform: { target: 'node20.17', define: { 'import.meta.main': 'false' } },
});
const { output } = await bundle.write({
  dir: 'dist',
  format: 'cjs',
  minify: true,
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name]-[hash].cjs',
});
await bundle.close();

const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
writeFileSync('THIRD-PARTY-NOTICES', noticesFor(modules));
const size = output.reduce((sum, { code = '' }) => sum + code.length, 0);
process.stdout.write(`acs-notify ${version}: ${output.length} files, ${Math.round(size / 1000)} kB\n`);
