import type { Deps, Input, Output } from '../terminal/deps.ts';
import type { Env } from '../shared/ports.ts';
import { realClock } from './clock.ts';
import { signalsOf } from './signals.ts';
import { VERSION } from './version.ts';

/** The machine: its environment, streams, clock and chance, and Azure behind a lazy door. */
export function realDeps(): Deps {
  const env = environmentOf(process.env);
  const clock = realClock();
  const random = {
    bytes: (count: number) => process.getBuiltinModule('node:crypto').randomBytes(count),
  };
  const signals = signalsOf(process);
  return {
    env,
    get stdin() {
      return inputOf(process.stdin);
    },
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
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
      return await signals.handOver((listen) => runChild(request, listen, process.stdin.isTTY));
    },
  };
}

/** Runs the program on this process's command line and leaves its exit code behind. For running from source. */
export function runAsProgram(main: (argv: readonly string[]) => Promise<number>): void {
  void main(process.argv.slice(2)).then((exit) => {
    process.exitCode = exit;
  });
}

/** The variables that are set; an empty one counts as unset. */
export function environmentOf(variables: Env): Env {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
}

/** A stream as we write to it. A reader that went away is no failure of the work: the rest is dropped. */
export function outputOf(stream: NodeJS.WriteStream): Output {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    open = false;
  });
  return {
    write: (text) => {
      if (open) stream.write(text);
    },
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns > 0 ? stream.columns : undefined;
    },
    stream,
  };
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
