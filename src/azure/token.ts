import type { PipelinePolicy, PipelineRequest, SendRequest } from '@azure/core-rest-pipeline';
import type { Clock } from '../shared/ports.ts';
import type { Cloud } from './clouds.ts';
import { confineToArm } from './confinement.ts';
import type { GetToken } from './identity/sign-in.ts';

/** A token is renewed this long before it ends, in milliseconds, or after nine tenths of a short life. */
const MARGIN = 5 * 60_000;

export interface TokenDeps {
  cloud: Cloud;
  clock: Clock;
  signal: AbortSignal;
  getToken: GetToken;
}

/** A token that was asked for: requests at the same time share it. */
interface Kept {
  value: Promise<string>;
  /** By our clock; the far future while the answer is on its way. */
  renewAt: number;
}

/**
 * Attaches the bearer token, to addresses of ARM alone, and renews it once when ARM refuses (401) one that an earlier request
 * had got: it may have been revoked meanwhile. It bears the name that the SDKs look for, so that they add no policy of
 * their own.
 */
export function tokenPolicy(deps: TokenDeps): PipelinePolicy {
  let kept: Kept | undefined;
  const current = (): Kept => {
    if (!kept || deps.clock.now() >= kept.renewAt) kept = ask();
    return kept;
  };
  const ask = (): Kept => {
    const made: Kept = { value: fetchInto(() => made, deps), renewAt: Infinity };
    // A failed sign-in is not kept: the next request tries again.
    made.value.catch(() => {
      if (kept === made) kept = undefined;
    });
    return made;
  };
  return {
    name: 'bearerTokenAuthenticationPolicy',
    async sendRequest(request, next) {
      confineToArm(deps.cloud, request.url);
      const before = kept;
      const used = current();
      const response = await sendWith(await used.value, request, next);
      if (response.status !== 401 || used !== before) return response;
      if (kept === used) kept = undefined;
      return sendWith(await current().value, request, next);
    },
  };
}

async function fetchInto(
  kept: () => Kept,
  { clock, signal, getToken }: TokenDeps,
): Promise<string> {
  const { token, lifetime } = await getToken(signal);
  kept().renewAt = clock.now() + Math.max(lifetime - MARGIN, lifetime * 0.9);
  return token;
}

function sendWith(
  token: string,
  request: PipelineRequest,
  next: SendRequest,
): ReturnType<SendRequest> {
  request.headers.set('authorization', `Bearer ${token}`);
  return next(request);
}
