import type { Azure, Clock, Env, Random, Transport } from '../shared/ports.ts';
import type { CliError } from '../shared/errors.ts';

/** A stream to write text to. */
export interface Output {
  /** Never throws: once the reader is gone, or the disk is full, what is written is dropped. */
  write(text: string): void;
  readonly isTTY: boolean;
  /** Width of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
  /** The stream itself, for what animates; undefined when nothing may animate (tests). */
  readonly stream: NodeJS.WritableStream | undefined;
}

/** Where answers and piped text come from. */
export interface Input {
  readonly isTTY: boolean;
  /** Everything up to the end. Rejects with the signal's reason. */
  text(signal: AbortSignal): Promise<string>;
}

/** Asks a person, with no rules: `prompts.ts` decides whether asking is allowed. */
export interface Ask {
  confirm(message: string, signal: AbortSignal): Promise<boolean>;
  input(message: string, signal: AbortSignal): Promise<string>;
  /** The index of the chosen name. */
  select(message: string, names: readonly string[], signal: AbortSignal): Promise<number>;
}

/** How the signed-in Azure is made; the rest (environment, clock, chance, transport) `Deps` has itself. */
export interface AzureRequest {
  signal: AbortSignal;
  /** A line for the person: a wait, a choice. */
  announce: (text: string) => void;
  /** Given under `--debug` only. */
  debug?: (line: string) => void;
}

/** A child process that gets our stdin, stdout and stderr. */
export interface ChildRequest {
  command: string;
  args: readonly string[];
  /** Set for it besides our own environment, which it gets as it is, empty variables too. */
  env: Env;
}

/** Watches SIGINT, SIGTERM and SIGHUP while a command runs. */
export interface SignalWatch {
  readonly signal: AbortSignal;
  close(): void;
}

/** Everything that the program takes from the machine. The real one is `cli/deps.ts`; tests have `test/support/world.ts`. */
export interface Deps {
  env: Env;
  stdin: Input;
  stdout: Output;
  stderr: Output;
  clock: Clock;
  random: Random;
  ask: Ask;
  /** The text of a file. Rejects as node:fs does. */
  readFile(path: string): Promise<string>;
  /** Calls back each so many milliseconds, until the returned function is called. Keeps nothing alive. */
  every(milliseconds: number, task: () => void): () => void;
  /**
   * On the first signal `onFirst` is called, then the watch's signal aborts with that error (`INTERRUPTED` or
   * `TERMINATED`). The second SIGINT or SIGTERM ends the process at once.
   */
  watchSignals(onFirst: (stop: CliError) => void): SignalWatch;
  /** Loads the Azure room. */
  azure(request: AzureRequest): Promise<Azure>;
  /** Sends a request to a local Azure on this machine. */
  loopback: Transport;
  /** Runs a child and passes signals on to it. Its exit code, 128 + n when a signal ended it. Rejects when it cannot start. */
  spawn(request: ChildRequest): Promise<number>;
}
