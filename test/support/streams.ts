import type { Input, Output } from '../../src/terminal/deps.ts';

/** A stream that keeps what is written. */
export interface Captured extends Output {
  readonly text: string;
}

/** With `closed`, the reader is gone: nothing arrives, and writing is no error. */
export function captured(isTTY: boolean, columns: number | undefined): Captured {
  const parts: string[] = [];
  return {
    isTTY,
    columns,
    stream: undefined,
    write: (text) => void parts.push(text),
    get text() {
      return parts.join('');
    },
  };
}

/** Standard input that holds this text. */
export function inputOf(text: string, isTTY: boolean): Input {
  return {
    isTTY,
    text: async (signal) => {
      signal.throwIfAborted();
      return text;
    },
  };
}
