import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  type HttpMethods,
  type Pipeline,
  type PipelinePolicy,
} from '@azure/core-rest-pipeline';
import type { Place } from './target.ts';

/** One request with its answer, as it went over https. */
export interface Exchange {
  method: string;
  url: URL;
  apiVersion: string;
  /** Parsed JSON; undefined when there was no body. */
  sent: unknown;
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  text: string;
  /** The answer's parsed JSON; undefined when it was empty. */
  body: unknown;
}

/** Raw requests, and what the SDK clients need so that theirs are recorded as well. */
export interface Wire {
  /** Every exchange so far, oldest first, of raw requests and of SDK clients. */
  readonly exchanges: Exchange[];
  /** Records; goes into every SDK client, innermost. */
  readonly policies: { policy: PipelinePolicy; position: 'perRetry' }[];
  send(method: HttpMethods, url: string, body?: unknown): Promise<Exchange>;
  /** A GET with this `Authorization` header, or none, in place of the credential's token. */
  getAs(authorization: string | undefined, url: string): Promise<Exchange>;
  get(path: string, apiVersion: string): Promise<Exchange>;
  put(path: string, apiVersion: string, body: unknown): Promise<Exchange>;
  patch(path: string, apiVersion: string, body: unknown): Promise<Exchange>;
  post(path: string, apiVersion: string, body?: unknown): Promise<Exchange>;
  delete(path: string, apiVersion: string): Promise<Exchange>;
}

/** A policy that makes requests trust this CA alone. The one settings object lets connections be kept. */
export function trusting(ca: string): PipelinePolicy {
  const tlsSettings = { ca };
  return {
    name: 'trusting',
    sendRequest: (request, next) => {
      request.tlsSettings = tlsSettings;
      return next(request);
    },
  };
}

/** Opens a wire to the place. */
export function createWire(place: Place): Wire {
  const exchanges: Exchange[] = [];
  const recording = recorder(place, exchanges);
  const trust = place.ca === undefined ? [] : [trusting(place.ca)];
  const inner = [...trust, recording];
  const { credential, scopes } = place;
  const signedIn = pipelineOf([bearerTokenAuthenticationPolicy({ credential, scopes }), ...inner]);
  const send = sender(signedIn, exchanges);
  const at = (path: string, apiVersion: string): string =>
    `${place.endpoint}${path}${path.includes('?') ? '&' : '?'}api-version=${apiVersion}`;
  return {
    exchanges,
    policies: inner.map((policy) => ({ policy, position: 'perRetry' })),
    send,
    getAs: (authorization, url) =>
      sender(pipelineOf([authorizing(authorization), ...inner]), exchanges)('GET', url),
    get: (path, version) => send('GET', at(path, version)),
    put: (path, version, body) => send('PUT', at(path, version), body),
    patch: (path, version, body) => send('PATCH', at(path, version), body),
    post: (path, version, body) => send('POST', at(path, version), body),
    delete: (path, version) => send('DELETE', at(path, version)),
  };
}

function pipelineOf(policies: readonly PipelinePolicy[]): Pipeline {
  const pipeline = createEmptyPipeline();
  for (const policy of policies) pipeline.addPolicy(policy);
  return pipeline;
}

function authorizing(authorization: string | undefined): PipelinePolicy {
  return {
    name: 'authorizing',
    sendRequest: (request, next) => {
      if (authorization !== undefined) request.headers.set('authorization', authorization);
      return next(request);
    },
  };
}

function sender(pipeline: Pipeline, exchanges: Exchange[]): Wire['send'] {
  const client = createDefaultHttpClient();
  return async (method, url, body) => {
    const request = createPipelineRequest({
      method,
      url,
      headers: createHttpHeaders({
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      }),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    await pipeline.sendRequest(client, request);
    const exchange = exchanges.at(-1);
    if (!exchange) throw new Error('Nothing was recorded.');
    return exchange;
  };
}

/** Keeps each exchange. Where the place is not patient, `Retry-After` is recorded and then taken away from the client. */
function recorder(place: Place, exchanges: Exchange[]): PipelinePolicy {
  return {
    name: 'recorder',
    sendRequest: async (request, next) => {
      place.beforeRequest();
      const response = await next(request);
      const url = new URL(request.url);
      const text = response.bodyAsText ?? '';
      exchanges.push({
        method: request.method,
        url,
        apiVersion: url.searchParams.get('api-version') ?? '',
        sent: typeof request.body === 'string' ? parsed(request.body) : undefined,
        status: response.status,
        headers: response.headers.toJSON(),
        text,
        body: parsed(text),
      });
      if (!place.patient) response.headers.delete('retry-after');
      return response;
    },
  };
}

function parsed(text: string): unknown {
  return text === '' ? undefined : JSON.parse(text);
}
