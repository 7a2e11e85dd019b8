import type { PipelinePolicy, PipelineRequest, SendRequest } from '@azure/core-rest-pipeline';
import type { Clock } from '../shared/ports.ts';
import type { Cloud } from './clouds.ts';
import { confineToArm } from './confinement.ts';
import type { GetToken } from './identity/environment.ts';

/** Under an hour: how long a token is used before a new one is asked for, in milliseconds. */
const LIFETIME = 45 * 60_000;

export interface TokenDeps {
  cloud: Cloud;
  clock: Clock;
  signal: AbortSignal;
  getToken: GetToken;
}

/**
 * Attaches the bearer token, to addresses of ARM alone, and renews it once when ARM answers 401. It bears the name that the
 * SDKs look for, so that they add no policy of their own.
 */
export function tokenPolicy(deps: TokenDeps): PipelinePolicy {
  let kept: { token: Promise<string>; since: number } | undefined;
  const token = (): Promise<string> => {
    if (!kept || deps.clock.now() - kept.since > LIFETIME)
      kept = { token: deps.getToken(deps.signal), since: deps.clock.now() };
    return kept.token;
  };
  return {
    name: 'bearerTokenAuthenticationPolicy',
    async sendRequest(request, next) {
      confineToArm(deps.cloud, request.url);
      const wasKept = kept !== undefined;
      const response = await sendWith(await token(), request, next);
      if (response.status !== 401 || !wasKept) return response;
      kept = undefined;
      return sendWith(await token(), request, next);
    },
  };
}

function sendWith(
  token: string,
  request: PipelineRequest,
  next: SendRequest,
): ReturnType<SendRequest> {
  request.headers.set('authorization', `Bearer ${token}`);
  return next(request);
}
