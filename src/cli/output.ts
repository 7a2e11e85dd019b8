import { printableLine } from '../shared/printable.ts';
import type { Output } from '../terminal/deps.ts';

/** The part of node:fs that writing without a stream needs. */
export interface Files {
  fstatSync(fd: number): { isCharacterDevice(): boolean };
  writeSync(fd: number, bytes: Uint8Array): number;
}

/** Told why a stream takes no more. */
export type OnBroken = (error: NodeJS.ErrnoException) => void;

/**
 * Standard output (1) or error (2). A pipe or a file is written to at once, as Node's own streams do there; the stream is made
 * only where that fails or there may be a terminal: what streams are made of takes a tenth of `--help` to load.
 */
export function standardOutput(
  fd: 1 | 2,
  stream: () => NodeJS.WriteStream,
  files: Files & { broken: OnBroken },
): Output {
  let made: Output | undefined;
  let direct: boolean | undefined;
  const streamed = (): Output => (made ??= outputOf(stream(), files.broken));
  const isDirect = (): boolean => (direct ??= isPlain(fd, files));
  return {
    write(text) {
      if (made !== undefined || !isDirect()) return streamed().write(text);
      const rest = writeDirectly(fd, text, files);
      // It may begin within a character.
      if (rest.length > 0) streamed().stream?.write(rest);
    },
    get isTTY() {
      return !isDirect() && streamed().isTTY;
    },
    get columns() {
      return isDirect() ? undefined : streamed().columns;
    },
    get stream() {
      return isDirect() ? undefined : streamed().stream;
    },
  };
}

/** Whether that is surely no terminal. */
function isPlain(fd: number, { fstatSync }: Files): boolean {
  try {
    return !fstatSync(fd).isCharacterDevice();
  } catch {
    return false; // closed: Node's stream knows what to do
  }
}

/** What could not be written at once: nobody reads, or not fast enough. The stream tells which, and waits. */
function writeDirectly(
  fd: number,
  text: string,
  { writeSync }: Pick<Files, 'writeSync'>,
): Uint8Array {
  let rest: Uint8Array = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
    return rest;
  } catch {
    return rest;
  }
}

/**
 * A stream as we write to it. Once it fails, the rest is dropped and the work goes on. A reader or terminal that went away is
 * no failure; of any other (a full disk) `broken` is told, once.
 */
export function outputOf(stream: NodeJS.WriteStream, broken: OnBroken): Output {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    const gone = error.code === 'EPIPE' || (error.code === 'EIO' && stream.isTTY);
    if (open && !gone) broken(error);
    open = false;
  });
  return {
    write: (text) => {
      if (open) stream.write(text);
    },
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns > 0 ? stream.columns : undefined;
    },
    stream,
  };
}

/** Says on standard error, in one line, why standard output could not be written. Never throws. */
export function tellBroken(error: NodeJS.ErrnoException, { writeSync }: Files): void {
  const why = error.code === 'ENOSPC' ? 'no space is left' : printableLine(error.message);
  writeDirectly(2, `✘ The output cannot be written: ${why}.\n`, { writeSync });
}
