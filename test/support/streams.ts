import type { Input, Output } from '../../src/terminal/deps.ts';

/** A stream that keeps what is written. */
export interface Captured extends Output {
  readonly text: string;
}

/** Columns are those of a terminal; `onWrite` hears each text as it is written. */
export function captured(
  isTTY: boolean,
  columns: number | undefined,
  onWrite?: (text: string) => void,
): Captured {
  const parts: string[] = [];
  return {
    isTTY,
    columns,
    stream: undefined,
    write: (text) => {
      parts.push(text);
      onWrite?.(text);
    },
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
