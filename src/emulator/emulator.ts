import { generateKeyPairSync } from 'node:crypto';
import type { Clock, Random } from '../shared/ports.ts';
import { createGateway } from './arm/gateway.ts';
import { settleGroups } from './arm/groups.ts';
import { commonHeaders } from './arm/headers.ts';
import { createLimits } from './arm/limits.ts';
import type { Exchange, Route, World } from './contract.ts';
import { controlRoutes } from './control.ts';
import { entraRoutes } from './entra/entra.ts';
import type { SigningKey } from './entra/jwt.ts';
import { type Acting, applyFault, outgoing, type Outgoing } from './faults/apply.ts';
import type { FaultAction, FaultPlan } from './faults/plan.ts';
import { createStaleReads, type StaleReads } from './faults/stale.ts';
import { type Incoming, readIncoming } from './incoming.ts';
import { providers } from './providers.ts';
import { queryOf } from './query.ts';
import { answerIn, isControl, type Rooms } from './rooms.ts';
import { reopen } from './saved.ts';
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
  /** Every route that is played, for the test that compares them with BEHAVIOUR.md. */
  readonly routes: readonly Pick<Route, 'method' | 'path'>[];
  /** What `--state` keeps; plain JSON. */
  save(): SavedState;
  /** What a client needs to sign in: tenant, client id, and the secret, which this emulator made. */
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
  /** How long operations take, in milliseconds; 0 unless given: ready before the next request. */
  operationTime?: number;
  /** What control routes demand; random unless given. */
  controlKey?: string;
  /** Signs the tokens. Making one takes 100 ms, so that tests hand the same one to many worlds. */
  signingKey?: SigningKey;
  /** Told of every exchange before its answer is sent. */
  onExchange?: (exchange: Exchange) => Promise<void> | void;
}

interface Parts extends Rooms {
  stale: StaleReads;
  options: EmulatorOptions;
  log: Exchange[];
  clientSecret: string;
}

/** A local Azure: Entra, ARM and the providers behind one function. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const parts = assemble(options);
  const { world, issuer, gateway, log, writes, clientSecret } = parts;
  const { directory } = issuer;
  return {
    handle: (request) => handle(parts, request),
    log,
    writes,
    world,
    routes: [...controlRoutes, ...METADATA, ...entraRoutes, ...gateway.routes],
    save: () => structuredClone({ version: 1, world: world.state, directory }),
    signIn: {
      tenantId: directory.tenantId,
      clientId: directory.applications[0]?.clientId ?? '',
      clientSecret,
    },
  };
}

const METADATA = [{ method: 'GET', path: '/metadata/endpoints' }] as const;

function assemble(options: EmulatorOptions): Parts {
  const { clock, random, origin = 'https://localhost:4431', operationTime = 0, saved } = options;
  const state = saved ? structuredClone(saved.world) : emptyWorld();
  const world: World = { clock, random, origin, operationTime, state };
  const { directory, clientSecret } = saved
    ? reopen(world, saved)
    : applySeed(world, options.seed ?? DEFAULT_SEED, providers);
  const key = options.signingKey ?? generateKeyPairSync('rsa', { modulusLength: 2048 });
  const issuer = { world, directory, key };
  return {
    world,
    issuer,
    clientSecret,
    options,
    controlKey: options.controlKey ?? Buffer.from(random.bytes(24)).toString('base64url'),
    log: [],
    writes: [],
    gateway: createGateway(world, issuer, providers),
    limits: createLimits(world),
    stale: createStaleReads(world),
  };
}

async function handle(parts: Parts, request: Request): Promise<Response> {
  const incoming = await readIncoming(request);
  const { method, path, url } = incoming;
  const apiVersion = queryOf(url, 'api-version');
  const fault = isControl(incoming)
    ? undefined
    : parts.options.faults?.next({ method, path, apiVersion });
  const record = (status: number) => keepExchange(parts, incoming, { apiVersion, status });
  const act = () => answerOnce(parts, incoming, fault?.stale);
  const headers = () => commonHeaders(parts.world, incoming.headers);
  const answer = await carryOut(parts.world, fault, { act, headers }).catch(async (error) => {
    await record(0);
    throw error;
  });
  await record(answer.status);
  return respond(answer, method);
}

async function carryOut(
  world: World,
  fault: FaultAction | undefined,
  acting: Acting,
): Promise<Outgoing> {
  return fault ? applyFault(world, fault, acting) : acting.act();
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

/** What has become due by the clock is done first, whether or not anybody polled for it. */
function answerOnce(parts: Parts, incoming: Incoming, stale: number | undefined): Outgoing {
  const { world } = parts;
  const answer = (): Outgoing => {
    settleGroups(world, providers);
    for (const provider of providers) provider.settle?.(world);
    return outgoing(answerIn(parts, incoming));
  };
  if (incoming.method === 'GET') return parts.stale.read(incoming, answer);
  if (stale !== undefined) parts.stale.keep(incoming, stale);
  return answer();
}

function respond({ status, headers, text }: Outgoing, method: string): Response {
  const empty = method === 'HEAD' || [204, 205, 304].includes(status);
  return new Response(empty ? null : (text ?? null), { status, headers });
}
