import type { PipelinePolicy, PipelineRequest } from '@azure/core-rest-pipeline';
import { CliError, isCliError } from '../shared/errors.ts';
import { checkObject } from './answers.ts';
import { pagesInCircle } from './arm.ts';

/** The SDKs ask for a credential, but our pipeline signs in: this one is never used. */
export const UNUSED_CREDENTIAL = {
  getToken: () => Promise.reject(new Error('the pipeline signs in')),
};

/**
 * What an SDK's client needs on top of our pipeline: an answer without an object is refused, and a list whose pages go round
 * in a circle is found at the second visit. For one call only, as it remembers what was read.
 */
export function sdkGuard(isRead: (request: PipelineRequest) => boolean): PipelinePolicy {
  const seen = new Set<string>();
  return {
    name: 'acsNotifySdkGuard',
    async sendRequest(request, next) {
      if (request.method === 'GET' && seen.has(request.url)) throw pagesInCircle(request.url);
      seen.add(request.url);
      return checkObject(request, await next(request), { isRead: isRead(request) });
    },
  };
}

/** What an SDK throws of its own accord means that the answer did not have the form that it must have. */
export async function sdkCall<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (isCliError(error) || !(error instanceof Error)) throw error;
    if (error.name !== 'RestError' && !(error instanceof TypeError)) throw error;
    throw new CliError({
      code: 'UNEXPECTED_ANSWER',
      message: 'Azure’s answer does not have the form that the Azure SDK knows.',
      hint: 'Run the same command again; with --debug it shows the answer.',
      // Its own message may hold the whole answer, keys and all.
      cause: new Error(error.name),
    });
  }
}

/** Everything that comes, in a list. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** An answer that lacks what it must have. */
export function emptyAnswer(what: string): CliError {
  return new CliError({
    code: 'UNEXPECTED_ANSWER',
    message: `Azure's answer about ${what} is empty or lacks what it must have.`,
    hint: 'A proxy may be answering: check HTTPS_PROXY, then run the same command again.',
  });
}
