import { CliError } from '../shared/errors.ts';

/** How a request without an answer failed: nothing had been sent; it may have been; or the server's certificate is bad. */
export type NetworkFault = 'unsent' | 'maybe-sent' | 'certificate';

const UNSENT = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
]);
const CERTIFICATE =
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECODE)|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/;

/** Classifies an error by its code, or by that of a cause. */
export function networkFault(error: unknown): NetworkFault {
  const codes = codesOf(error);
  if (codes.some((code) => CERTIFICATE.test(code))) return 'certificate';
  return codes.some((code) => UNSENT.has(code)) ? 'unsent' : 'maybe-sent';
}

/** The error codes along the chain of causes, outermost first. */
export function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  let at = error;
  for (let depth = 0; depth < 6 && typeof at === 'object' && at !== null; depth += 1) {
    if ('code' in at && typeof at.code === 'string') codes.push(at.code);
    at = 'cause' in at ? at.cause : undefined;
  }
  return codes;
}

/** What to tell when no connection came about. */
export function unreachable(host: string, error: unknown): CliError {
  const [code = 'no answer'] = codesOf(error);
  return new CliError({
    code: 'UNREACHABLE',
    message: `${host} cannot be reached (${code}).`,
    hint: 'Check the network, a VPN, and HTTPS_PROXY; then run the same command again.',
    cause: error,
  });
}

/** What to tell when the certificate is not trusted. Verification is never turned off. */
export function untrusted(host: string, error: unknown): CliError {
  const [code = ''] = codesOf(error);
  return new CliError({
    code: 'CERTIFICATE',
    message: `The certificate of ${host} is not trusted (${code}).`,
    hint: 'If a proxy of your company answers, export its certificate authority to a PEM file and set NODE_EXTRA_CA_CERTS=<file>.',
    cause: error,
  });
}
