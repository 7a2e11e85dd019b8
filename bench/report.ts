import { cpus, type } from 'node:os';
import type { Chunk } from '../tools/bundle.ts';
import type { Sent } from './scene.ts';

/** One line of the table: a time, what it is compared with, and the most that it may be. */
export interface Line {
  what: string;
  /** Milliseconds; undefined when it could not be measured. */
  time: number | undefined;
  base: string;
  baseTime: number | undefined;
  limit: number;
}

/** What the page tells. */
export interface Findings {
  lines: readonly Line[];
  sent: readonly Sent[];
  chunks: readonly Chunk[];
  /** Files of `dist/` by command line. */
  loaded: readonly { words: string; files: readonly string[] }[];
  packed: number;
  date: Date;
}

/** Whether every line that was measured keeps its limit. */
export function isFast(lines: readonly Line[]): boolean {
  return lines.every((line) => (ratio(line) ?? 0) <= line.limit);
}

/** `docs/performance.md`. */
export function page({ lines, sent, chunks, loaded, packed, date }: Findings): string {
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
  return `<!-- Made by \`npm run bench\`. -->

# Speed

Measured on ${date.toISOString().slice(0, 10)}: ${machine()}, Node ${process.version}, by \`npm run bench\`. Ratios are what counts; the milliseconds are this machine's.

| What | Time | Compared with | Ratio | At most |
| --- | --: | --- | --: | --: |
${lines.map(row).join('\n')}

## Method

hyperfine without a shell. The commands of a group take turns: each is run a few times after a warm-up, then the next, over and over; the medians of all runs are compared. What they print goes into a pipe. \`NODE_EXTRA_CA_CERTS\` is unset, but for link-hub, which needs the local Azure's certificate.

\`link-hub\` is the built program with full ids against \`acs-notify emulator start\`, in another process, over TLS: sign-in, pre-flight, key, link, read back. Before each run the link is undone, which is not timed. The ${sent.length} requests that it sends:

${sent.map(({ method, path }) => `- ${method} \`${short(path)}\``).join('\n')}

The same requests are replayed by one curl, in sequence, over one connection, with a token that was got before. At 50 ms an answer, a fault plan of the local Azure delays every answer; what link-hub reads side by side is its gain there.

az, where it is installed, does the same steps: \`az login\`, then the same seven requests to Resource Manager by \`az rest\`.

## Size

The tarball has ${kilobytes(packed)}. The bundle has ${chunks.length} files with ${kilobytes(bytes)}; a command loads what it needs:

| Command line | Files | Size |
| --- | --: | --: |
${loaded.map(({ words, files }) => `| \`${words}\` | ${files.length} | ${kilobytes(sizeOf(files, chunks))} |`).join('\n')}
`;
}

function row({ what, time, base, baseTime, limit }: Line): string {
  const found = ratio({ time, baseTime });
  if (found === undefined)
    return `| ${what} | ${shown(time)} | ${base}: not measured | | ${limited(limit)} |`;
  const verdict = found <= limit ? '' : ' ✘';
  return `| ${what} | ${shown(time)} | ${base}, ${shown(baseTime)} | ${limited(found)}${verdict} | ${limited(limit)} |`;
}

function ratio({ time, baseTime }: Pick<Line, 'time' | 'baseTime'>): number | undefined {
  return time === undefined || baseTime === undefined ? undefined : time / baseTime;
}

const limited = (value: number): string =>
  value < 0.5 ? `1/${(1 / value).toFixed(0)}` : value.toFixed(2);
const shown = (time: number | undefined): string =>
  time === undefined ? 'not measured' : `${time.toFixed(time < 100 ? 1 : 0)} ms`;
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;

function sizeOf(files: readonly string[], chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, { file, bytes }) => (files.includes(file) ? sum + bytes : sum), 0);
}

function machine(): string {
  const all = cpus();
  return `${all.length} cores, ${all[0]?.model.trim() ?? 'unknown'}, ${type()}`;
}

/** Without the ids that every path has. */
function short(path: string): string {
  return path
    .replace(/^\/subscriptions\/[^/]+/, '/…')
    .replace(/resourceGroups\/[^/]+\/providers\//, '')
    .replace(/^\/[0-9a-f-]{36}\//, '/…/');
}
