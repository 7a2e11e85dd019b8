import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of THIRD-PARTY-NOTICES: every package of which a module is in the bundle, with its licence, sorted by name. */
export function noticesFor(moduleIds) {
  const folders = new Set(moduleIds.map(packageFolder).filter((folder) => folder !== undefined));
  const notices = [...folders]
    .map(notice)
    .toSorted((one, other) => one.title.localeCompare(other.title, 'en'));
  const unique = [...new Map(notices.map((one) => [one.title, one])).values()];
  const head = `acs-notify holds parts of these ${unique.length} packages. Their licences follow.\n`;
  return [
    head,
    ...unique.map(({ title, text }) => `${'-'.repeat(78)}\n${title}\n\n${text.trim()}\n`),
  ].join('\n');
}

/** The folder directly under the last node_modules: some packages have a second package.json deeper inside. */
function packageFolder(id) {
  const [, folder] =
    /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/')) ?? [];
  return folder;
}

function notice(folder) {
  const { name, version, license, author } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(folder).find(
    (one) => /^(licen[cs]e|copying)(\..*)?$/i.test(one) && existsSync(join(folder, one)),
  );
  const by = typeof author === 'object' ? author?.name : author;
  const text =
    file === undefined
      ? `Licence: ${license}. ${by === undefined ? '' : `Copyright ${by}.`}`
      : readFileSync(join(folder, file), 'utf8');
  return { title: `${name} ${version} (${license})`, text };
}
