import { dirname, posix } from 'node:path';

/** Source texts by path from the project's root. */
export type Files = ReadonlyMap<string, string>;

interface Import {
  target: string;
  /** `await import()` and `import()`. */
  dynamic: boolean;
}

/** Which rooms a room's files may import, besides their own. docs/design.md section 2. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  cli: ['commands', 'terminal', 'views', 'shared', 'azure'],
  commands: ['services', 'views', 'terminal', 'engine', 'shared', 'emulator'],
  terminal: ['views', 'engine', 'shared'],
  views: ['engine', 'shared'],
  services: ['resources', 'push', 'engine', 'shared'],
  resources: ['engine', 'push', 'shared'],
  push: ['shared'],
  engine: ['shared'],
  azure: ['shared'],
  emulator: ['shared'],
  shared: [],
};

/** Packages that only one room may import. */
const PACKAGES: readonly { pattern: RegExp; rooms: readonly string[] }[] = [
  { pattern: /^@azure(-rest)?\//, rooms: ['azure'] },
  { pattern: /^(chalk|inquirer|@inquirer\/.*|yocto-spinner|ora)$/, rooms: ['terminal'] },
  { pattern: /^(node:)?process$/, rooms: [] },
];

interface Forbidden {
  pattern: RegExp;
  says: string;
  except: RegExp;
}

/** What the text of a file may not hold. */
const TEXTS: readonly Forbidden[] = [
  {
    pattern: /(?<![\w.'"`])process\s*[.[]|globalThis\.process/,
    says: 'process belongs to bin/ and cli/deps.ts',
    except: /^(bin\/|src\/cli\/deps\.ts$)/,
  },
  { pattern: /\bconsole\s*\./, says: 'console belongs nowhere', except: /^$/ },
  {
    pattern:
      /\bDate\.now\(|new Date\(\)|(?<![\w.])set(Timeout|Interval|Immediate)\(|performance\.now/,
    says: 'time comes in through the clock',
    except: /^src\/cli\/(deps|clock)\.ts$/,
  },
  { pattern: /Math\.random\(/, says: 'chance comes in through random', except: /^$/ },
  { pattern: /export default/, says: 'no default export', except: /^$/ },
  { pattern: /^export (\* from|\{[^}]*\} from '\.)/m, says: 'no barrel', except: /^$/ },
];

/** Every breach of the design in these files, one line each; empty when there is none. */
export function violations(files: Files): string[] {
  return [...files].flatMap(([path, text]) => [
    ...roomBreach(path),
    ...importBreaches(path, text),
    ...textBreaches(path, text),
  ]);
}

function roomOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

function roomBreach(path: string): string[] {
  const room = roomOf(path);
  return room === undefined || Object.hasOwn(DOORS, room)
    ? []
    : [`${path}: the room ${room} is in no list`];
}

function importBreaches(path: string, text: string): string[] {
  return importsOf(text).flatMap((one) =>
    one.target.startsWith('.') ? doorBreach(path, one) : packageBreach(path, one.target),
  );
}

function doorBreach(path: string, { target, dynamic }: Import): string[] {
  const from = roomOf(path);
  const to = roomOf(posix.join(dirname(path), target));
  if (from === undefined || to === undefined || from === to) return [];
  if (!DOORS[from]?.includes(to)) return [`${path}: ${from} may not import ${to} (${target})`];
  if (to === 'azure' && !(path === 'src/cli/deps.ts' && dynamic))
    return [`${path}: azure is reached from cli/deps.ts alone, by await import`];
  if (to === 'emulator' && !path.startsWith('src/commands/emulator/'))
    return [`${path}: the emulator is reached from commands/emulator alone`];
  return [];
}

function packageBreach(path: string, name: string): string[] {
  const room = roomOf(path) ?? '';
  return PACKAGES.filter(({ pattern, rooms }) => pattern.test(name) && !rooms.includes(room)).map(
    () => `${path}: ${name} does not belong here`,
  );
}

function textBreaches(path: string, text: string): string[] {
  const code = withoutComments(text);
  return TEXTS.filter(({ pattern, except }) => pattern.test(code) && !except.test(path)).map(
    ({ says }) => `${path}: ${says}`,
  );
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');
}

/** All imports of a text, types included. */
function importsOf(text: string): Import[] {
  const code = withoutComments(text);
  const fixed = [
    ...code.matchAll(/(?:^|\n)\s*(?:import|export)\s(?:[^;'"]*?\sfrom\s)?['"]([^'"]+)['"]/g),
  ].map(([, target]) => ({ target: target ?? '', dynamic: false }));
  const lazy = [...code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)].map(([, target]) => ({
    target: target ?? '',
    dynamic: true,
  }));
  return [...fixed, ...lazy];
}

/** Circles of static imports, each as `a → b → a`. */
export function findCircles(files: Files): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (done.has(path) || trail.includes(path)) return;
    for (const { target, dynamic } of importsOf(files.get(path) ?? ''))
      if (target.startsWith('.') && !dynamic)
        visit(posix.join(dirname(path), target), [...trail, path]);
    done.add(path);
  };
  for (const path of files.keys()) visit(path, []);
  return circles;
}
