/** The words of a command line as a POSIX shell splits it: single and double quotes, no expansion. */
export function words(line: string): string[] {
  const found = line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return found.map((word) => word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'));
}
