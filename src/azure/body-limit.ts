import { CliError } from '../shared/errors.ts';

/** The largest body that is read, in bytes. */
export const MAX_BODY = 50 * 1024 * 1024;

/** An answer larger than anything that Azure gives. */
export function tooLarge(): CliError {
  return new CliError({
    code: 'UNEXPECTED_ANSWER',
    message: `The answer is larger than ${MAX_BODY / 1024 / 1024} MB, which is not an answer of Azure. It was not read to its end.`,
    hint: 'A proxy or sign-in page may be answering: check HTTPS_PROXY.',
  });
}
