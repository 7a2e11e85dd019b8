import { CliError } from '../shared/errors.ts';
import type { Deps } from '../terminal/deps.ts';

type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

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
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const satisfies readonly Signal[];

/**
 * SIGINT, SIGTERM and SIGHUP: the first asks the command to stop, the second ends the process at once, unless it is SIGHUP:
 * a terminal that closes sends that by itself and by its shell.
 */
export function signalsOf(source: SignalSource): Signals {
  let heir: ((signal: Signal) => void) | undefined;
  return {
    watch(onFirst) {
      const controller = new AbortController();
      const receive = (signal: Signal) => (): void => {
        if (heir !== undefined) return heir(signal);
        if (controller.signal.aborted)
          return signal === 'SIGHUP' ? undefined : leave(source, signal);
        const stop = stopError(signal);
        onFirst(stop);
        controller.abort(stop);
      };
      const listeners = SIGNALS.map((signal) => [signal, receive(signal)] as const);
      for (const [signal, listener] of listeners) source.on(signal, listener);
      const close = (): void => {
        for (const [signal, listener] of listeners) source.off(signal, listener);
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

function leave(source: SignalSource, signal: keyof typeof EXITS): void {
  if (source.stderr.isTTY === true) source.stderr.write(SHOW_CURSOR);
  source.exit(EXITS[signal]);
}

/** What a stopped command throws or was aborted with. */
export function stopError(signal: Signal): CliError {
  const by = signal === 'SIGINT' ? 'Ctrl-C' : signal;
  return new CliError({
    code: signal === 'SIGINT' ? 'INTERRUPTED' : 'TERMINATED',
    message: `Stopped by ${by}.`,
    hint: 'Run the same command again: it goes on from what is there.',
  });
}
