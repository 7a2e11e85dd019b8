import { CliError, isCliError } from '../shared/errors.ts';
import { isRecord, textAt } from '../shared/json.ts';
import type { Arm, ArmAnswer, ArmRequest } from '../shared/ports.ts';
import { confineToArm } from './confinement.ts';
import type { Wire } from './pipeline.ts';

/** The raw client of Azure Resource Manager. */
export function createArm(wire: () => Promise<Wire>): Arm {
  const send = async (request: ArmRequest): Promise<ArmAnswer> => sendRaw(await wire(), request);
  return {
    send,
    get: (path, apiVersion) =>
      orAbsent(async () => (await send({ method: 'GET', path, apiVersion })).body),
    list: (path, apiVersion) => pages(send, path, apiVersion),
  };
}

/** Undefined in place of "not found" and of "provider not registered", where nothing can be either. */
export async function orAbsent<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const absent =
      isCliError(error, 'NOT_FOUND') ||
      (isCliError(error) && error.azure?.code === 'MissingSubscriptionRegistration');
    if (absent) return undefined;
    throw error;
  }
}

async function sendRaw(
  wire: Wire,
  { method, path, apiVersion, body }: ArmRequest,
): Promise<ArmAnswer> {
  const { createPipelineRequest, createHttpHeaders } = await import('@azure/core-rest-pipeline');
  const url = confineToArm(wire.cloud, path.startsWith('/') ? `${wire.cloud.arm}${path}` : path);
  if (apiVersion !== undefined) url.searchParams.set('api-version', apiVersion);
  const headers = createHttpHeaders({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const request = createPipelineRequest({ method, url: url.href, headers, ...sent });
  const response = await wire.pipeline.sendRequest(wire.client, request);
  const text = response.bodyAsText ?? '';
  return {
    status: response.status,
    headers: response.headers.toJSON(),
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}

async function* pages(send: Arm['send'], path: string, apiVersion: string): AsyncIterable<unknown> {
  const seen = new Set<string>();
  let next: ArmRequest | undefined = { method: 'GET', path, apiVersion };
  while (next) {
    if (seen.has(next.path)) throw loop(next.path);
    seen.add(next.path);
    const { body } = await send(next);
    if (!isRecord(body) || !Array.isArray(body['value'])) throw noList(path);
    yield* body['value'] as unknown[];
    const link = textAt(body, 'nextLink');
    next = link ? { method: 'GET', path: link } : undefined;
  }
}

function loop(address: string): CliError {
  const message = `The pages of a list go round in a circle: ${URL.parse(address)?.pathname ?? address} came twice.`;
  return new CliError({
    code: 'UNEXPECTED_ANSWER',
    message,
    hint: 'Run the same command again; if it stays so, report it to Azure.',
  });
}

function noList(path: string): CliError {
  return new CliError({
    code: 'UNEXPECTED_ANSWER',
    message: `The answer to ${path} is no list.`,
    hint: 'A proxy may be answering: check HTTPS_PROXY.',
  });
}
