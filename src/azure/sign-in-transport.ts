import type { HttpClient, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { textAt } from '../shared/json.ts';
import { isJson, unexpected } from './answers.ts';
import type { Cloud } from './clouds.ts';
import { confineToLogin } from './confinement.ts';
import type { SignInTransport } from './identity/environment.ts';
import { type RetryDeps, sendWithRetry } from './retry.ts';

/** The transport of the sign-in: confined to the login host, retried like reads, answers checked. */
export function signInTransport(
  client: HttpClient,
  cloud: Cloud,
  deps: RetryDeps,
): SignInTransport {
  let failure: unknown;
  let refusal: string | undefined;
  const sendRequest = async (request: PipelineRequest): Promise<PipelineResponse> => {
    try {
      confineToLogin(cloud, request.url);
      const response = await sendWithRetry(request, (again) => client.sendRequest(again), deps);
      if (!isJson(response.bodyAsText ?? ''))
        throw unexpected(
          { ...request, method: 'GET' },
          response,
          response.headers.get('content-type') ?? 'no content type',
        );
      if (response.status >= 400)
        refusal = textAt(JSON.parse(response.bodyAsText ?? ''), 'error_description');
      return response;
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  return { client: { sendRequest }, failure: () => failure, refusal: () => refusal };
}
