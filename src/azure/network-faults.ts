import { CliError } from '../shared/errors.ts';
import { printableLine } from '../shared/printable.ts';

/** How a request without an answer failed: nothing had been sent; it may have been; or the server's certificate is bad. */
export type NetworkFault = 'unsent' | 'maybe-sent' | 'certificate';

const UNSENT = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
]);

/** Node's names for what happened before the TLS connection stood; the code alone (`ECONNRESET`) does not tell. */
const UNSENT_MESSAGE =
  /^(connect|getaddrinfo) |before secure TLS connection|wrong version number|tlsv1 alert|handshake failure/i;

/** Every verification error of OpenSSL as Node names it, and Node's own for a wrong host name. */
const CERTIFICATE =
  /^(CERT_|CRL_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECODE|DECRYPT)|ERROR_IN_(CERT|CRL)|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH)/;

/** Whether an error comes from the network at all: those have a code, and a time-out is an `AbortError`. Others are bugs. */
export function isNetworkFault(error: unknown): boolean {
  return codesOf(error).length > 0 || (error instanceof Error && error.name === 'AbortError');
}

/** Classifies an error by its code and message, or by those of a cause. */
export function networkFault(error: unknown): NetworkFault {
  const chain = chainOf(error);
  const codes = codesOf(error);
  if (codes.some((code) => CERTIFICATE.test(code))) return 'certificate';
  const unsent =
    codes.some((code) => UNSENT.has(code)) ||
    chain.some((one) => 'message' in one && UNSENT_MESSAGE.test(String(one.message)));
  return unsent ? 'unsent' : 'maybe-sent';
}

/** The error codes along the chain of causes, outermost first. */
export function codesOf(error: unknown): string[] {
  return chainOf(error).flatMap((one) =>
    'code' in one && typeof one.code === 'string' ? [one.code] : [],
  );
}

function chainOf(error: unknown): object[] {
  const chain: object[] = [];
  let at = error;
  for (let depth = 0; depth < 6 && typeof at === 'object' && at !== null; depth += 1) {
    chain.push(at);
    at = 'cause' in at ? at.cause : undefined;
  }
  return chain;
}

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is unknown to DNS',
  EAI_AGAIN: 'DNS does not answer',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut',
  PARSE_ERROR: 'the answer was cut',
  ETIMEDOUT: 'no connection in time',
  EPROTO: 'what answers there does not speak TLS',
};

/** What to tell when no connection came about. */
export function unreachable(host: string, error: unknown): CliError {
  const [code] = codesOf(error);
  const words = code !== undefined && Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  const why = words ?? (code === undefined ? 'no answer in time' : 'the connection failed');
  return new CliError({
    code: 'UNREACHABLE',
    message: `${host} cannot be reached: ${why}${code === undefined ? '' : ` (${code})`}.`,
    hint: isLoopback(host)
      ? 'Is the local Azure running? Start one with: acs-notify emulator start'
      : 'Check the network, a VPN, and HTTPS_PROXY; then run the same command again.',
    cause: error,
  });
}

/** What to tell when the certificate is not trusted. Verification is never turned off. */
export function untrusted(host: string, error: unknown, issuer?: string): CliError {
  const [code = ''] = codesOf(error);
  const signer =
    issuer === undefined ? '' : ` It was issued by “${printableLine(issuer).slice(0, 80)}”.`;
  return new CliError({
    code: 'CERTIFICATE',
    message: `The certificate of ${host} is not trusted (${code}).${signer}`,
    hint: isLoopback(host)
      ? 'For the local Azure set NODE_EXTRA_CA_CERTS to its ca.pem, as its env file does.'
      : 'If a proxy of your company answers, export its certificate authority to a PEM file and set NODE_EXTRA_CA_CERTS=<file>.',
    cause: error,
  });
}

/** What to tell when a proxy on the way wants to know who asks (407). */
export function proxyRefused(): CliError {
  return new CliError({
    code: 'UNREACHABLE',
    message: 'The proxy wants a sign-in of its own (407). Nothing reached Azure.',
    hint: 'Put name and password into the proxy’s address: HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT',
  });
}

function isLoopback(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
}
