import { CliError } from '../shared/errors.ts';
import type { Deps } from '../terminal/deps.ts';

type Signal = 'SIGINT' | 'SIGTERM';

/** The part of Node's process that signals need. */
export interface SignalSource {
  on(signal: Signal, listener: () => void): unknown;
  off(signal: Signal, listener: () => void): unknown;
  exit(code: number): void;
  readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown };
}

/** Tells a child's runner of each signal, instead of the command. */
export type Listen = (onSignal: (signal: Signal) => void) => void;

export interface Signals {
  watch: Deps['watchSignals'];
  /** While the task runs, signals go to whom it lets listen, and the command is not stopped by them. */
  handOver<T>(task: (listen: Listen) => Promise<T>): Promise<T>;
}

const SHOW_CURSOR = '\u001b[?25h';
const EXITS = { SIGINT: 130, SIGTERM: 143 } as const;

/** SIGINT and SIGTERM: the first asks the command to stop, the second ends the process at once. */
export function signalsOf(source: SignalSource): Signals {
  let heir: ((signal: Signal) => void) | undefined;
  return {
    watch(onFirst) {
      const controller = new AbortController();
      const receive = (signal: Signal) => (): void => {
        if (heir !== undefined) return heir(signal);
        if (controller.signal.aborted) return leave(source, signal);
        const stop = stopError(signal);
        onFirst(stop);
        controller.abort(stop);
      };
      const listeners = { SIGINT: receive('SIGINT'), SIGTERM: receive('SIGTERM') };
      source.on('SIGINT', listeners.SIGINT);
      source.on('SIGTERM', listeners.SIGTERM);
      const close = (): void => {
        source.off('SIGINT', listeners.SIGINT);
        source.off('SIGTERM', listeners.SIGTERM);
      };
      return { signal: controller.signal, close };
    },
    async handOver(task) {
      try {
        return await task((onSignal) => (heir = onSignal));
      } finally {
        heir = undefined;
      }
    },
  };
}

function leave(source: SignalSource, signal: Signal): void {
  if (source.stderr.isTTY === true) source.stderr.write(SHOW_CURSOR);
  source.exit(EXITS[signal]);
}

/** What a stopped command throws or was aborted with. */
export function stopError(signal: Signal): CliError {
  const by = signal === 'SIGINT' ? 'Ctrl-C' : 'SIGTERM';
  return new CliError({
    code: signal === 'SIGINT' ? 'INTERRUPTED' : 'TERMINATED',
    message: `Stopped by ${by}.`,
    hint: 'Run the same command again: it goes on from what is there.',
  });
}
