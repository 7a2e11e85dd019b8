import type { Prompts, Settings } from '../shared/asking.ts';
import type { EngineEvent } from '../engine/types.ts';
import type { Outcome } from '../views/outcome.ts';
import type { ChildRequest } from './deps.ts';
import type { Azure, Clock, Env, Random, Transport } from '../shared/ports.ts';

/** What a command's handler works with. All of it is built lazily: what is not touched costs nothing. */
export interface Session {
  settings: Settings;
  /** Loads the Azure room and signs in when first asked. */
  azure(): Promise<Azure>;
  clock: Clock;
  random: Random;
  env: Env;
  /** Aborted by Ctrl-C, SIGTERM and SIGHUP. */
  signal: AbortSignal;
  prompts: Prompts;
  /** Shows the engine's progress on stderr. */
  onEvent(event: EngineEvent): void;
  /** A line on stderr for the person: a choice that was made, a warning. Not shown with `-o none`. */
  say(text: string): void;
  /** As `say`, but always one line: where the terminal is too narrow, its middle is left out. */
  trace(text: string): void;
  /** The text of a file, `-` meaning stdin. Throws `FILE_UNREADABLE`. */
  readFile(path: string): Promise<string>;
  /** Whether a person watches stderr as it comes. */
  readonly watched: boolean;
  /** The command line as it was typed, quoted for a shell: for "run the same command again". */
  readonly commandLine: string;
  /** Prints a result now, for a command that goes on running afterwards; such a command returns `data: undefined`. */
  emit<T>(outcome: Outcome<T>): Promise<void>;
  /** Sends a request to a local Azure on this machine, with no sign-in: for its control routes. */
  loopback: Transport;
  /** Runs a child process with our streams; signals go to it. Resolves with its exit code, 128 + n after a signal. */
  spawn(request: ChildRequest): Promise<number>;
}
