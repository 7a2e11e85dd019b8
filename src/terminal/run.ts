import { CliError } from '../shared/errors.ts';
import { hideSecrets } from '../shared/hide-secrets.ts';
import { isRecord } from '../shared/json.ts';
import { printableLine } from '../shared/printable.ts';
import type { Azure } from '../shared/ports.ts';
import { errorExit } from '../views/error.ts';
import { wrapped } from '../views/wrapped.ts';
import type { Outcome } from '../views/outcome.ts';
import type { Deps, SignalWatch } from './deps.ts';
import { globalsIn, type Globals } from './globals.ts';
import type { Progress } from './progress.ts';
import { promptsFor, whyNotAsk } from './prompts.ts';
import type { Session } from './session.ts';
import { coloured, styleOf } from './style.ts';
import { explain, openTerminal, type Terminal } from './terminal.ts';
import { shortened } from './truncated.ts';

/** A command line that was understood: what to do, with which options. */
export interface Invocation<T> {
  handle: (session: Session) => Promise<Outcome<T>>;
  /** The command's own and the global options. */
  options: Record<string, unknown>;
  /** As it was typed, quoted for a shell. */
  commandLine: string;
}

/** Runs a command: gives it its session, prints its result or its error, and tells the exit code. Never rejects. */
export async function run<T>(invocation: Invocation<T>, deps: Deps): Promise<number> {
  const globals = globalsIn(invocation.options);
  let progress: Progress | undefined;
  const watch = deps.watchSignals(() => {
    progress?.pause();
    if (globals.output !== 'none') deps.stderr.write('stopping…\n');
  });
  try {
    const terminal = await openTerminal(deps, globals);
    progress = await progressOf(deps, globals);
    const session = sessionOf(invocation.commandLine, deps, { globals, terminal, progress, watch });
    const outcome = await invocation.handle(session);
    progress.pause();
    await terminal.render(outcome);
    if (outcome.error !== undefined) await terminal.explain(stoppedBy(watch) ?? outcome.error);
    return exitOf(outcome, watch);
  } catch (error) {
    progress?.pause();
    const stopped = stoppedBy(watch) ?? error;
    await explain(stopped, deps, globals);
    return errorExit(stopped);
  } finally {
    watch.close();
  }
}

/** A command that was stopped says so by its code, unless all was done or stopping is how it ends. */
function exitOf(outcome: { exit?: number }, watch: SignalWatch): number {
  const exit = outcome.exit ?? 0;
  return exit === 0 ? exit : (stoppedBy(watch)?.exit ?? exit);
}

function stoppedBy({ signal }: SignalWatch): CliError | undefined {
  return signal.aborted && signal.reason instanceof CliError ? signal.reason : undefined;
}

async function progressOf(deps: Deps, globals: Globals): Promise<Progress> {
  const { silentProgress, plainProgress, movingProgress } = await import('./progress.ts');
  if (globals.output === 'none') return silentProgress();
  const { stream } = deps.stderr;
  if (stream === undefined || !isWatched(deps, globals)) return plainProgress(deps);
  return movingProgress(deps, stream, coloured(true, deps.env, globals.color));
}

/** Whether stderr is a terminal with a person before it. */
function isWatched({ stderr, env }: Deps, { output, debug }: Globals): boolean {
  const moves = stderr.isTTY && env['TERM'] !== 'dumb' && env['CI'] === undefined;
  return moves && output === 'table' && !debug;
}

interface Parts {
  globals: Globals;
  terminal: Terminal;
  progress: Progress;
  watch: SignalWatch;
}

function sessionOf(commandLine: string, deps: Deps, parts: Parts): Session {
  const { globals, terminal, progress, watch } = parts;
  const { signal } = watch;
  const style = styleOf(deps.stderr, deps.env, globals.color);
  const refusal = whyNotAsk(deps, globals);
  let azure: Promise<Azure> | undefined;
  return {
    settings: { subscription: globals.subscription ?? deps.env['AZURE_SUBSCRIPTION_ID'] },
    azure: () => (azure ??= connect(deps, parts)),
    clock: deps.clock,
    random: deps.random,
    env: deps.env,
    signal,
    prompts: promptsFor({
      ask: deps.ask,
      yes: globals.yes,
      refusal,
      signal,
      pause: progress.pause,
    }),
    onEvent: progress.onEvent,
    say: (text) => progress.say(wrapped(text, style, 0)),
    trace: (text) => progress.say(shortened(text, deps.stderr.columns ?? 80)),
    readFile: (path) => readText(path, deps, signal),
    watched: isWatched(deps, globals),
    commandLine: hideSecrets(commandLine),
    emit: (outcome) => terminal.render(outcome),
    loopback: deps.loopback,
    spawn: (request) => deps.spawn(request),
  };
}

function connect(deps: Deps, { globals, progress, watch }: Parts): Promise<Azure> {
  return deps.azure({
    signal: watch.signal,
    announce: progress.say,
    ...(globals.debug ? { debug: (line: string) => deps.stderr.write(`${line}\n`) } : {}),
  });
}

async function readText(path: string, deps: Deps, signal: AbortSignal): Promise<string> {
  if (path === '-') return await deps.stdin.text(signal);
  try {
    return await deps.readFile(path);
  } catch (cause) {
    throw new CliError({
      code: 'FILE_UNREADABLE',
      message: `The file ${printableLine(path)} cannot be read: ${unreadable(cause)}.`,
      hint: 'Check the path and its rights. `-` reads standard input instead.',
      cause,
    });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'reading it is not allowed',
  EISDIR: 'it is a folder',
};

function unreadable(cause: unknown): string {
  const code = isRecord(cause) || cause instanceof Error ? Reflect.get(cause, 'code') : undefined;
  return (typeof code === 'string' ? REASONS[code] : undefined) ?? String(cause);
}
