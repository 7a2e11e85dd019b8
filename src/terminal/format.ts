/** The forms of a result: text for people, or one document for programs, or nothing. */
export const FORMATS = ['table', 'json', 'yaml', 'tsv', 'none'] as const;

export type Format = (typeof FORMATS)[number];

const isFormat = (text: string | undefined): text is Format =>
  FORMATS.some((format) => format === text);

/** The format that a command line asks for, found before it is parsed: errors of the parse follow it too. */
export function formatIn(argv: readonly string[]): Format {
  const end = argv.indexOf('--');
  const own = end === -1 ? argv : argv.slice(0, end);
  const given = own.map((text, index) => valueAt(own, text, index)).findLast(isFormat);
  return given ?? 'table';
}

function valueAt(argv: readonly string[], text: string, index: number): string | undefined {
  if (text === '-o' || text === '--output') return argv[index + 1];
  return /^(?:--output=|-o=?)(?<format>.+)$/.exec(text)?.groups?.['format'];
}
