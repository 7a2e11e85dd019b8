import type { HttpClient, Pipeline, PipelinePolicy } from '@azure/core-rest-pipeline';
import type { Env, Transport } from '../shared/ports.ts';
import { checkAnswer } from './answers.ts';
import { cloudOf, type Cloud } from './clouds.ts';
import { debugLog } from './debug-log.ts';
import { environmentSignIn } from './identity/environment.ts';
import { type RetryDeps, sendWithRetry } from './retry.ts';
import { signInTransport } from './sign-in-transport.ts';
import { tokenPolicy } from './token.ts';
import { clientOver } from './transport.ts';

/** How long one answer may take, in milliseconds; creating a namespace was seen to take 29 s (observed 1.1). */
const TIMEOUT = 100_000;

export interface AzureOptions extends RetryDeps {
  env: Env;
  /** Replaces the network: tests pass the local Azure's `handle`. */
  transport?: Transport;
  /** Present with `--debug`: gets each line of the log. */
  debug?: (line: string) => void;
}

/** What every client of ours is built from: one pipeline, one connection pool. */
export interface Wire {
  cloud: Cloud;
  pipeline: Pipeline;
  client: HttpClient;
}

/** Builds the one pipeline, from an empty one: the SDKs' default policies were measured to be unsafe (DESIGN.md 4). */
export async function createWire(options: AzureOptions): Promise<Wire> {
  const cloud = cloudOf(options.env);
  const core = await import('@azure/core-rest-pipeline');
  const client = options.transport
    ? clientOver(options.transport, core.createHttpHeaders)
    : core.createDefaultHttpClient();
  const pipeline = core.createEmptyPipeline();
  const getToken = environmentSignIn(options.env, cloud, signInTransport(client, cloud, options));
  for (const policy of policies(options, tokenPolicy({ ...options, cloud, getToken })))
    pipeline.addPolicy(policy);
  if (options.env['HTTPS_PROXY'] !== undefined && !options.transport && cloud.name !== 'emulator')
    pipeline.addPolicy(core.proxyPolicy());
  return { cloud, pipeline, client };
}

/** Outermost first: the answer is checked last, after every repetition. */
function policies(options: AzureOptions, token: PipelinePolicy): PipelinePolicy[] {
  const { debug, random, signal } = options;
  const prepare = policy('acsNotifyPrepare', async (request, next) => {
    request.headers.set('x-ms-correlation-request-id', uuidOf(random.bytes(16)));
    request.headers.set('user-agent', 'acs-notify');
    request.abortSignal ??= signal;
    request.timeout = TIMEOUT;
    return checkAnswer(request, await next(request));
  });
  const retry = policy('acsNotifyRetry', (request, next) => sendWithRetry(request, next, options));
  return [prepare, retry, token, ...(debug ? [debugLog(debug)] : [])];
}

function policy(name: string, sendRequest: PipelinePolicy['sendRequest']): PipelinePolicy {
  return { name, sendRequest };
}

function uuidOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('hex');
  return text.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}
