import type { EngineEvent } from '../engine/types.ts';
import type { Azure, Clock, Env, Random } from '../shared/ports.ts';

/** Questions. Each throws `INPUT_NEEDED`, naming `flag`, where nobody can be asked (see DESIGN.md, "No prompt"). */
export interface Prompts {
  /** Whether a person can be asked. */
  readonly interactive: boolean;
  /** Yes or no. With `--yes` the answer is yes, unless `evenWithYes` demands a person. */
  confirm(question: { message: string; flag: string; evenWithYes?: boolean }): Promise<boolean>;
  /** True when the person typed exactly `expected`. */
  typed(question: { message: string; expected: string; flag: string }): Promise<boolean>;
  /** One of several. */
  select<T>(question: {
    message: string;
    flag: string;
    choices: readonly { name: string; value: T }[];
  }): Promise<T>;
}

/** Where settings come from: flags, then the environment, then the file, then defaults. */
export interface Settings {
  /** Name or id, as given by `--subscription` or `AZURE_SUBSCRIPTION_ID`. */
  subscription: string | undefined;
}

/** What a command's handler works with. All of it is built lazily: what is not touched costs nothing. */
export interface Session {
  settings: Settings;
  /** Loads the Azure room and signs in when first asked. */
  azure(): Promise<Azure>;
  clock: Clock;
  random: Random;
  env: Env;
  /** Aborted by Ctrl-C and SIGTERM. */
  signal: AbortSignal;
  prompts: Prompts;
  /** Shows the engine's progress on stderr. */
  onEvent(event: EngineEvent): void;
  /** A line on stderr for the person: a choice that was made, a warning. Not shown with `-o none`. */
  say(text: string): void;
  /** The text of a file, `-` meaning stdin. Throws `FILE_UNREADABLE`. */
  readFile(path: string): Promise<string>;
}
