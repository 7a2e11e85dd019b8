import { CliError, isCliError } from '../shared/errors.ts';
import { isRecord, textAt } from '../shared/json.ts';
import type { Arm, ArmAnswer, ArmRequest } from '../shared/ports.ts';
import { parseUrl } from '../shared/url.ts';
import { confineToArm } from './confinement.ts';
import type { Wire } from './pipeline.ts';

/** The raw client of Azure Resource Manager. */
export function createArm(wire: () => Promise<Wire>): Arm {
  const send = async (request: ArmRequest): Promise<ArmAnswer> => sendRaw(await wire(), request);
  return {
    send,
    get: (path, apiVersion) =>
      orAbsent(async () => bodyOf(await send({ method: 'GET', path, apiVersion }), path)),
    list: (path, apiVersion) => pages(send, path, apiVersion),
  };
}

/** ARM's "not found" that say more than that a thing is absent: then the address is wrong. */
const WRONG_ADDRESS = new Set(['SubscriptionNotFound', 'InvalidResourceType']);

/** Undefined in place of "not found" and of "provider not registered", where nothing can be either. */
export async function orAbsent<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!isCliError(error)) throw error;
    const code = error.azure?.code ?? '';
    const absent = error.code === 'NOT_FOUND' && !WRONG_ADDRESS.has(code);
    if (absent || code === 'MissingSubscriptionRegistration') return undefined;
    throw error;
  }
}

async function sendRaw(
  wire: Wire,
  { path, apiVersion, ...request }: ArmRequest,
): Promise<ArmAnswer> {
  const url = confineToArm(wire.cloud, path.startsWith('/') ? `${wire.cloud.arm}${path}` : path);
  if (path.startsWith('/')) refuseRewritten(path, url);
  if (apiVersion !== undefined) url.searchParams.set('api-version', apiVersion);
  const { status, headers, bodyAsText } = await wire.send(url.href, request);
  return {
    status,
    headers: headers.toJSON(),
    body: bodyAsText ? (JSON.parse(bodyAsText) as unknown) : undefined,
  };
}

/** A path whose names would be read as steps, a query or a fragment leads to something else than it names. */
function refuseRewritten(path: string, url: URL): void {
  const meant = decodeURI(url.pathname);
  if (meant === path && url.search === '' && url.hash === '') return;
  throw new CliError({
    code: 'INVALID_ID',
    message: `The path ${path} would be read as ${meant}: a name in it is none. Nothing was sent.`,
    hint: 'Check the id or name that was given.',
  });
}

/** A thing that is there is an object. */
function bodyOf({ body, status }: ArmAnswer, path: string): unknown {
  if (isRecord(body)) return body;
  throw unusable(`The answer to ${path} (${status}) is no JSON object.`);
}

async function* pages(send: Arm['send'], path: string, apiVersion: string): AsyncIterable<unknown> {
  const seen = new Set<string>();
  let next: ArmRequest | undefined = { method: 'GET', path, apiVersion };
  while (next) {
    if (seen.has(next.path)) throw pagesInCircle(next.path);
    seen.add(next.path);
    const { body } = await send(next);
    if (!isRecord(body) || !Array.isArray(body['value']))
      throw unusable(`The answer to ${path} is no list.`);
    yield* body['value'] as unknown[];
    const link = textAt(body, 'nextLink');
    next = link ? { method: 'GET', path: link } : undefined;
  }
}

/** A page came a second time. */
export function pagesInCircle(address: string): CliError {
  const path = parseUrl(address)?.pathname ?? address;
  return unusable(`The pages of a list go round in a circle: ${path} came twice.`);
}

function unusable(message: string): CliError {
  return new CliError({
    code: 'UNEXPECTED_ANSWER',
    message,
    hint: 'A proxy may be answering: check HTTPS_PROXY, then run the same command again.',
  });
}
