const INDENT = '      ';

/** A command line over as many lines as it needs, each at most so wide, ready to be pasted into a shell. */
export function folded(run: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(run)) {
    const longer = line === '' ? piece : `${line} ${piece}`;
    if (longer.length > width - INDENT.length && line !== '') {
      lines.push(line);
      line = piece;
    } else line = longer;
  }
  return [...lines, line].join(` \\\n${INDENT}`);
}

/** An option stays with its value; quoted text stays whole. */
function pieces(run: string): string[] {
  const words = run.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return words.reduce<string[]>((all, word) => {
    const last = all.at(-1);
    const joins = last !== undefined && /^--?[\w-]+$/.test(last) && !word.startsWith('-');
    return joins ? [...all.slice(0, -1), `${last} ${word}`] : [...all, word];
  }, []);
}
