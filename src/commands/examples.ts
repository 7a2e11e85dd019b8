import type { Command } from 'commander';
import type { ExitCode } from '../shared/exit-codes.ts';

/** A command line that help shows and a test runs, in a fresh local Azure with its default seed. */
export interface Example {
  /** What it is good for: a few words. */
  about: string;
  /** From `acs-notify` on, one line. */
  run: string;
  /** Command lines that must have been run before it. Not shown. */
  setup?: readonly string[];
  /** Files that it reads, by name, with their text. Not shown. */
  files?: Readonly<Record<string, string>>;
  /** Environment variables that it reads. Not shown. */
  env?: Readonly<Record<string, string>>;
  /** The answers it asks a person for. Not shown. */
  answers?: readonly (string | boolean)[];
  /** 0 unless given. */
  exit?: ExitCode;
  /** It needs a running emulator or starts one, so the test of the emulator's commands runs it. */
  needsListener?: boolean;
}

const EXAMPLES = Symbol('examples');

type WithExamples = Command & { [EXAMPLES]?: readonly Example[] };

/** Gives a command its examples: help, the generated pages and the test that runs them read these. */
export function withExamples(command: Command, examples: readonly Example[]): Command {
  return Object.assign(command, { [EXAMPLES]: examples });
}

/** The examples that a command was given; none for a group. */
export function examplesOf(command: Command): readonly Example[] {
  return (command as WithExamples)[EXAMPLES] ?? [];
}
