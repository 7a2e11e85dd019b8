import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  name: string;
  version: string;
  license?: string;
  author?: string | { name?: string };
}

interface Notice {
  title: string;
  text: string;
}

/** The text of THIRD-PARTY-NOTICES: every package of which a module is in the bundle, with its licence, sorted by name. */
export function noticesFor(moduleIds: readonly string[]): string {
  const folders = new Set(moduleIds.map(packageFolder).filter((folder) => folder !== undefined));
  const all = [...folders].map(notice);
  const unique = [...new Map(all.map((one) => [one.title, one])).values()].toSorted((one, other) =>
    one.title < other.title ? -1 : 1,
  );
  const head = `acs-notify holds parts of these ${unique.length} packages. Their licences follow.\n`;
  const rule = '-'.repeat(78);
  return [head, ...unique.map(({ title, text }) => `${rule}\n${title}\n\n${text.trim()}\n`)].join(
    '\n',
  );
}

/** The folder directly under the last node_modules: some packages have a second package.json deeper inside. */
function packageFolder(id: string): string | undefined {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))?.[1];
}

function notice(folder: string): Notice {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest; // npm's own form
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\..*)?$/i.test(name));
  const text = file === undefined ? stated(manifest) : readFileSync(join(folder, file), 'utf8');
  const { name, version, license } = manifest;
  return { title: `${name} ${version} (${license})`, text: text.replaceAll('\r\n', '\n') };
}

/** For a package that carries no licence file: what its manifest says. */
function stated({ license, author }: Manifest): string {
  const by = typeof author === 'object' ? author.name : author;
  return `Licence: ${license}.${by === undefined ? '' : ` Copyright ${by}.`}`;
}
