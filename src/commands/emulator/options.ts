import { type Command, InvalidArgumentError } from 'commander';
import type { StartRequest } from './serve.ts';

/** Adds what `start` and `exec` have in common: where the local Azure listens and what its world is made of. */
export function servingOptions(command: Command): Command {
  return command
    .optionsGroup('Local Azure:')
    .option('--port <n>', 'port on loopback, 0: any free one', portOf, 0)
    .option('--out <dir>', 'folder for ca.pem, requests.ndjson and env')
    .option('--seed <file>', 'JSON of the world to begin with')
    .option('--state <file>', 'keep the world in this file between runs')
    .option('--faults <file>', 'JSON of the faults to inject');
}

/** The options of `start` and `exec`. */
export type ServingOptions = StartRequest;

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}
