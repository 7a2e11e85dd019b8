import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { CliError } from '../shared/errors.ts';
import { printableLine } from '../shared/printable.ts';
import type { ChildRequest } from '../terminal/deps.ts';
import type { Listen } from './signals.ts';

/**
 * Runs a child with our streams. A terminal sends its Ctrl-C to the child itself; every other signal is passed on.
 * The exit code, 128 + n when a signal ended it. Throws `FILE_UNREADABLE` when there is no such program.
 */
export function runChild(
  request: ChildRequest,
  listen: Listen,
  onTerminal: boolean,
): Promise<number> {
  const { command, args, env } = request;
  const child = spawn(command, args, { env: { ...env }, stdio: 'inherit' });
  listen((signal) => {
    if (signal !== 'SIGINT' || !onTerminal) child.kill(signal);
  });
  return exitOf(child, command);
}

function exitOf(child: ChildProcess, command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(notStarted(command, cause)));
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
}

function notStarted(command: string, cause: Error): CliError {
  return new CliError({
    code: 'FILE_UNREADABLE',
    message: `${printableLine(command)} cannot be started: ${cause.message}.`,
    hint: 'Check its name, and that it is on the PATH.',
    cause,
  });
}
