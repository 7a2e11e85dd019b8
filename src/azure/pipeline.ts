import {
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  type Pipeline,
  type PipelinePolicy,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import type { ArmRequest, Env, Transport } from '../shared/ports.ts';
import { checkAnswer } from './answers.ts';
import { cloudOf, type Cloud } from './clouds.ts';
import { wayIn } from './identity/sign-in.ts';
import { createLoginWire } from './login-wire.ts';
import { isReading, type RetryDeps, sendWithRetry } from './retry.ts';
import { tokenPolicy } from './token.ts';

export interface AzureOptions extends RetryDeps {
  env: Env;
  /** Replaces the network: tests pass the local Azure's `handle`. */
  transport?: Transport;
  /** Present with `--debug`: gets each line of the log. */
  debug?: (line: string) => void;
  /** Of this program, for the user agent. */
  version?: string;
}

/** What every client of ours is built from: one pipeline, one connection pool. */
export interface Wire {
  cloud: Cloud;
  pipeline: Pipeline;
  client: HttpClient;
  /** Whether a request changes nothing. */
  isRead: (request: PipelineRequest) => boolean;
  /** Sends a request of our own to this address, its body as JSON. */
  send(
    url: string,
    request: Pick<ArmRequest, 'method' | 'body' | 'safe'>,
  ): Promise<PipelineResponse>;
}

/** Builds the one pipeline, from an empty one: the SDKs' default policies were measured to be unsafe (docs/design.md 4). */
export async function createWire(options: AzureOptions): Promise<Wire> {
  const cloud = cloudOf(options.env);
  const getToken = wayIn(options.env, cloud, () => createLoginWire(client, cloud, options));
  const client = await clientOf(options);
  const safe = new WeakSet<PipelineRequest>();
  const isRead = (request: PipelineRequest) => safe.has(request) || isReading(request);
  const pipeline = createEmptyPipeline();
  for (const one of policies(options, isRead)) pipeline.addPolicy(one);
  pipeline.addPolicy(tokenPolicy({ ...options, cloud, getToken }));
  return {
    cloud,
    pipeline,
    client,
    isRead,
    send(url, { method, body, safe: isSafe }) {
      const request = requestOf(url, method, body);
      if (isSafe) safe.add(request);
      return pipeline.sendRequest(client, request);
    },
  };
}

async function clientOf(options: AzureOptions): Promise<HttpClient> {
  const { env, transport, debug: print, clock } = options;
  const client = transport
    ? (await import('./transport.ts')).clientOver(transport)
    : await (await import('./network.ts')).networkClient(env);
  if (!print) return client;
  const { logged } = await import('./debug-log.ts');
  const { createRedactor } = await import('./redact.ts');
  const secrets = Object.keys(env).filter((name) => /SECRET|PASSWORD|KEY$|TOKEN$/i.test(name));
  const redactor = createRedactor(secrets.map((name) => env[name] ?? ''));
  return logged(client, { print, redactor, clock });
}

/** Outermost first: the answer is checked last, after every repetition. The token's policy comes within. */
function policies(
  options: AzureOptions,
  isRead: (request: PipelineRequest) => boolean,
): PipelinePolicy[] {
  const { random, signal, version } = options;
  const prepare = policy('acsNotifyPrepare', async (request, next) => {
    request.headers.set('x-ms-correlation-request-id', uuidOf(random.bytes(16)));
    request.headers.set(
      'user-agent',
      version === undefined ? 'acs-notify' : `acs-notify/${version}`,
    );
    request.abortSignal = signal;
    return checkAnswer(request, await next(request), { isRead: isRead(request) });
  });
  const retry = policy('acsNotifyRetry', (request, send) =>
    sendWithRetry({ request, isRead: isRead(request), send }, options),
  );
  return [prepare, retry];
}

function policy(name: string, sendRequest: PipelinePolicy['sendRequest']): PipelinePolicy {
  return { name, sendRequest };
}

function requestOf(url: string, method: ArmRequest['method'], body: unknown): PipelineRequest {
  const headers = createHttpHeaders({ accept: 'application/json' });
  if (body === undefined) return createPipelineRequest({ method, url, headers });
  headers.set('content-type', 'application/json');
  return createPipelineRequest({ method, url, headers, body: JSON.stringify(body) });
}

/** A random UUID of version 4 out of 16 bytes. */
function uuidOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('hex');
  return text.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}
