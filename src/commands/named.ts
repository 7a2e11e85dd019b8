/** Whether a command of that name may be meant by the command line: others are declared without what is below them. */
export type IsNamed = (name: string) => boolean;

/** A word that names a command stands on the command line as it is. Without a command line all are named. */
export function namedIn(argv: readonly string[] | undefined): IsNamed {
  return argv === undefined ? () => true : (name) => argv.includes(name);
}
