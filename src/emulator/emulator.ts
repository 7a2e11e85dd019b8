import { generateKeyPairSync } from 'node:crypto';
import type { Clock, Random } from '../shared/ports.ts';
import { createGateway, type Gateway } from './arm/gateway.ts';
import { commonHeaders, createLimits, type Limits } from './arm/headers.ts';
import { settleGroups } from './arm/groups.ts';
import { metadataReply } from './arm/metadata.ts';
import type { Exchange, Reply, Route, World } from './contract.ts';
import { answerControl } from './control.ts';
import { entraRoutes } from './entra/entra.ts';
import type { SigningKey } from './entra/jwt.ts';
import type { TokenIssuer } from './entra/tokens.ts';
import { applyFault, outgoing, type Outgoing } from './faults/apply.ts';
import type { FaultPlan } from './faults/plan.ts';
import { createStaleReads, type StaleReads } from './faults/stale.ts';
import { type Incoming, readIncoming } from './incoming.ts';
import { matchPath } from './arm/routes.ts';
import { providers } from './providers.ts';
import { applySeed, DEFAULT_SEED } from './seed.ts';
import type { Seed } from './seed-shape.ts';
import { emptyWorld, type SavedState } from './state.ts';
import { nowOf } from './time.ts';

/** The local Azure. */
export interface Emulator {
  /** Answers one request. Throws `ConnectionCut` when the fault plan cuts the connection. */
  handle(request: Request): Promise<Response>;
  /** Every exchange so far, oldest first. */
  readonly log: readonly Exchange[];
  /** Paths of the writing requests that reached a handler: PUT, PATCH, DELETE, and POST that change something. */
  readonly writes: readonly string[];
  readonly world: World;
  /** Every ARM route, for the test that compares them with BEHAVIOUR.md. */
  readonly routes: readonly Pick<Route, 'method' | 'path'>[];
  /** What `--state` keeps; plain JSON. */
  save(): SavedState;
  /** What a client needs to sign in: tenant, client id, and the secret where this emulator made it. */
  readonly signIn: { tenantId: string; clientId: string; clientSecret: string };
}

export interface EmulatorOptions {
  clock: Clock;
  random: Random;
  /** The ARM origin without a trailing slash; `https://localhost:4431` unless given. */
  origin?: string;
  /** What a new world starts with; `DEFAULT_SEED` unless given. Not used when `saved` is given. */
  seed?: Seed;
  /** A world to go on with. */
  saved?: SavedState;
  faults?: FaultPlan;
  /** How long operations take, in milliseconds; 0 unless given. */
  operationTime?: number;
  /** What control routes demand; random unless given. */
  controlKey?: string;
  /** Signs the tokens. Making one takes 100 ms, so that tests hand the same one to many worlds. */
  signingKey?: SigningKey;
  /** Told of every exchange before its answer is sent. */
  onExchange?: (exchange: Exchange) => Promise<void>;
}

interface Parts {
  world: World;
  issuer: TokenIssuer;
  gateway: Gateway;
  limits: Limits;
  stale: StaleReads;
  options: EmulatorOptions & { controlKey: string };
  log: Exchange[];
  writes: string[];
}

/** A local Azure: Entra, ARM and the providers behind one function. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const parts = assemble(options);
  const { world, issuer, gateway, log, writes } = parts;
  const [application] = issuer.directory.applications;
  return {
    handle: (request) => handle(parts, request),
    log,
    writes,
    world,
    routes: [...entraRoutes, ...gateway.routes],
    save: () => structuredClone({ version: 1, world: world.state, directory: issuer.directory }),
    signIn: {
      tenantId: issuer.directory.tenantId,
      clientId: application?.clientId ?? '',
      clientSecret: parts.clientSecret,
    },
  };
}

function assemble(options: EmulatorOptions): Parts & { clientSecret: string } {
  const { clock, random, origin = 'https://localhost:4431', operationTime = 0, saved } = options;
  const world: World = {
    clock,
    random,
    origin,
    operationTime,
    state: saved ? structuredClone(saved.world) : emptyWorld(),
  };
  const seeded = saved
    ? reopen(world, saved)
    : applySeed(world, options.seed ?? DEFAULT_SEED, providers);
  const key = options.signingKey ?? generateKeyPairSync('rsa', { modulusLength: 2048 });
  const issuer = { world, directory: seeded.directory, key };
  const controlKey = options.controlKey ?? Buffer.from(random.bytes(24)).toString('base64url');
  return {
    world,
    issuer,
    clientSecret: seeded.clientSecret,
    options: { ...options, controlKey },
    log: [],
    writes: [],
    gateway: createGateway(world, issuer, providers),
    limits: createLimits(world),
    stale: createStaleReads(),
  };
}

/** A saved world gets a new client secret: the old one was kept nowhere, only its hash. */
function reopen(world: World, saved: SavedState): ReturnType<typeof applySeed> {
  const scratch: World = { ...world, state: emptyWorld() };
  const { clientSecret, directory } = applySeed(
    scratch,
    { ...DEFAULT_SEED, subscriptions: [] },
    [],
  );
  const hashes = directory.applications.flatMap((one) => one.secretHashes);
  const applications = saved.directory.applications.map((one) => ({
    ...one,
    secretHashes: hashes,
  }));
  return { clientSecret, directory: { ...saved.directory, applications } };
}

async function handle(parts: Parts, request: Request): Promise<Response> {
  const incoming = await readIncoming(request);
  const apiVersion = incoming.url.searchParams.get('api-version') ?? undefined;
  const fault = parts.options.faults?.next({
    method: incoming.method,
    path: incoming.path,
    apiVersion,
  });
  const record = (status: number) => keepExchange(parts, incoming, { apiVersion, status });
  try {
    const act = () => answerOnce(parts, incoming, fault?.stale);
    const answer = fault
      ? await applyFault(parts.world, fault, {
          act,
          headers: () => commonHeaders(parts.world, incoming.headers),
        })
      : act();
    await record(answer.status);
    return respond(answer, incoming.method);
  } catch (error) {
    await record(0);
    throw error;
  }
}

async function keepExchange(
  parts: Parts,
  incoming: Incoming,
  seen: { apiVersion: string | undefined; status: number },
): Promise<void> {
  const exchange = {
    time: new Date(nowOf(parts.world)).toISOString(),
    method: incoming.method,
    path: incoming.url.pathname,
    ...seen,
  };
  parts.log.push(exchange);
  await parts.options.onExchange?.(exchange);
}

function answerOnce(parts: Parts, incoming: Incoming, stale: number | undefined): Outgoing {
  const old = incoming.method === 'GET' ? parts.stale.take(incoming.path) : undefined;
  if (old) return old;
  if (stale !== undefined)
    parts.stale.keep(incoming.path, outgoing(withHeaders(parts, asRead(incoming))), stale);
  return outgoing(withHeaders(parts, incoming));
}

function asRead(incoming: Incoming): Incoming {
  return { ...incoming, method: 'GET', text: '' };
}

function withHeaders(parts: Parts, incoming: Incoming): Reply {
  const { world, limits } = parts;
  settleGroups(world, providers);
  for (const provider of providers) provider.settle?.(world);
  const reply = route(parts, incoming);
  const common = { ...commonHeaders(world, incoming.headers), ...limits.take(incoming.method) };
  return { ...reply, headers: { ...common, ...reply.headers } };
}

function route(parts: Parts, incoming: Incoming): Reply {
  const { world, issuer, gateway, options } = parts;
  if (incoming.path.startsWith('/_emulator/'))
    return answerControl(world, options.controlKey, incoming);
  if (incoming.method === 'GET' && incoming.path === '/metadata/endpoints')
    return metadataReply(world, incoming.url.searchParams.get('api-version') ?? '');
  const entra = entraRoutes.find(
    ({ method, path }) => method === incoming.method && matchPath(path, incoming.path),
  );
  if (entra) return entra.handle(issuer, incoming);
  const { reply, wrote } = gateway.answer(incoming);
  if (wrote) parts.writes.push(incoming.path);
  return reply;
}

function respond({ status, headers, text }: Outgoing, method: string): Response {
  const empty = method === 'HEAD' || status === 204 || status === 304;
  return new Response(empty ? null : (text ?? null), { status, headers });
}
