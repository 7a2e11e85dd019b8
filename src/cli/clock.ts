import type { Clock } from '../shared/ports.ts';

/** The machine's clock. A sleep ends early, with the signal's reason, when the signal aborts. */
export function realClock(): Clock {
  return {
    now: () => Date.now(),
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(reasonOf(signal));
        const timer = setTimeout(awake, milliseconds);
        const stop = (): void => {
          clearTimeout(timer);
          reject(reasonOf(signal));
        };
        function awake(): void {
          signal?.removeEventListener('abort', stop);
          resolve();
        }
        signal?.addEventListener('abort', stop, { once: true });
      }),
  };
}

const reasonOf = (signal: AbortSignal | undefined): Error =>
  signal?.reason instanceof Error ? signal.reason : new Error('aborted', { cause: signal?.reason });
