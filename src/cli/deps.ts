import type { Deps, Input } from '../terminal/deps.ts';
import type { Env } from '../shared/ports.ts';
import { realClock } from './clock.ts';
import { standardOutput, tellBroken } from './output.ts';
import { signalsOf } from './signals.ts';
import { VERSION } from './version.ts';

/** The machine: its environment, streams, clock and chance, and Azure behind a lazy door. */
export function realDeps(): Deps {
  const env = environmentOf(process.env);
  const clock = realClock();
  const random = {
    bytes: (count: number) => process.getBuiltinModule('node:crypto').randomBytes(count),
  };
  const { fstatSync, writeSync } = process.getBuiltinModule('node:fs');
  const signals = signalsOf(process);
  return {
    env,
    get stdin() {
      return inputOf(process.stdin);
    },
    stdout: standardOutput(1, () => process.stdout, { fstatSync, writeSync, broken: resultLost }),
    stderr: standardOutput(2, () => process.stderr, { fstatSync, writeSync, broken: () => {} }),
    clock,
    random,
    ask: lazyAsk(),
    readFile: async (path) => (await import('node:fs/promises')).readFile(path, 'utf8'),
    every,
    watchSignals: signals.watch,
    async azure(request) {
      const { connectAzure } = await import('../azure/connect.ts');
      return connectAzure({ ...request, env, clock, random, version: VERSION });
    },
    loopback: (request) => fetch(request, { redirect: 'error' }),
    async spawn(request) {
      const { runChild } = await import('./child.ts');
      return await signals.handOver((listen) => {
        const env = { ...process.env, ...request.env };
        return runChild({ ...request, env }, listen, process.stdin.isTTY);
      });
    },
  };
}

/** Runs the program on this process's command line and leaves its exit code behind. For running from source. */
export function runAsProgram(main: (argv: readonly string[]) => Promise<number>): void {
  void main(process.argv.slice(2)).then((exit) => {
    process.exitCode = exit;
  });
}

/** The result did not reach its reader: said at once, and whatever the work came to, the exit code is not 0. */
function resultLost(error: NodeJS.ErrnoException): void {
  tellBroken(error, process.getBuiltinModule('node:fs'));
  process.once('exit', () => (process.exitCode ||= 1));
}

/** The variables that are set; an empty one counts as unset. */
export function environmentOf(variables: Env): Env {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
}

function inputOf(stream: NodeJS.ReadStream): Input {
  return {
    isTTY: stream.isTTY === true,
    async text(signal) {
      const { text } = await import('node:stream/consumers');
      const stopped = (): void => void stream.destroy();
      signal.addEventListener('abort', stopped, { once: true });
      try {
        return await text(stream);
      } finally {
        signal.removeEventListener('abort', stopped);
        signal.throwIfAborted();
      }
    },
  };
}

function lazyAsk(): Deps['ask'] {
  const ask = async (): Promise<Deps['ask']> => {
    const { askOn } = await import('../terminal/ask.ts');
    return askOn({ input: process.stdin, output: process.stderr });
  };
  return {
    confirm: async (...question) => await (await ask()).confirm(...question),
    input: async (...question) => await (await ask()).input(...question),
    select: async (...question) => await (await ask()).select(...question),
  };
}

function every(milliseconds: number, task: () => void): () => void {
  const timer = setInterval(task, milliseconds).unref();
  return () => clearInterval(timer);
}
