import { isRecord } from '../shared/json.ts';
import { parseUrl } from '../shared/url.ts';

/** Members whose values are secrets. Source: `x-ms-secret` in the specifications, facts 2, and OAuth. */
const SECRET_MEMBERS =
  /^(.*connectionstring|.*(primary|secondary|access|shared|api|secret|private|policy|account|certificate)_?key|.*secret|.*passw(or)?d|.*token|.*assertion|.*certificate|authorization|credential|cookie|sig|signature|endpointurl)$/i;

/** Members that the pattern would hide although they say nothing secret. */
const PUBLIC_MEMBERS = /^(policykey|.*continuationtoken|\$?skiptoken)$/i;

/** Shorter values are not looked for in other text: they would hide innocent words. */
const SHORTEST = 8;

/** What makes text fit for the debug log. It remembers each secret that it met, and hides it wherever it comes again. */
export interface Redactor {
  /** Hides this value from now on: as it is, URL-encoded, JSON-escaped, in base64, and each line of it. */
  learn(secret: string): void;
  /** A body: JSON or a form with its secrets as `***`, other text with what looks like a secret replaced. */
  body(text: string): string;
  /** An address without the values of its query that may be secrets. */
  url(address: string): string;
  text(text: string): string;
}

/** A redactor that knows these secrets from the start. */
export function createRedactor(known: readonly string[] = []): Redactor {
  const forms = new Set<string>();
  const learn = (secret: string): void => {
    const parts = [secret, ...secret.split(/\r?\n/)].map((part) => part.trim());
    for (const part of parts.filter((one) => one.length >= SHORTEST))
      for (const form of formsOf(part)) forms.add(form);
  };
  const hide = (text: string): string =>
    [...forms]
      .toSorted((one, other) => other.length - one.length)
      .reduce((rest, form) => rest.replaceAll(form, '***'), text);
  for (const secret of known) learn(secret);
  return {
    learn,
    body: (text) => hide(redactBody(text, learn)),
    url: (address) => hide(redactUrl(address)),
    text: (text) => hide(redactText(text)),
  };
}

function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64');
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ _: secret }).toString().slice(2),
    JSON.stringify(secret).slice(1, -1),
    base64,
    base64.replaceAll('=', ''),
    Buffer.from(secret).toString('base64url'),
  ];
}

type Learn = (secret: string) => void;

/** A body as the debug log may show it. `learn` is told each secret that was replaced. */
export function redactBody(text: string, learn: Learn = () => {}): string {
  try {
    return JSON.stringify(redactValue(JSON.parse(text.replace(/^\uFEFF/, '')), learn));
  } catch {
    return /^[\w.%+-]+=[^\s<>{}]*$/.test(text) ? redactForm(text, learn) : redactText(text);
  }
}

function redactForm(text: string, learn: Learn): string {
  const fields = [...new URLSearchParams(text)].map(([name, value]) => {
    const shown = isSecretMember(name) ? hidden(value, learn) : redactText(value);
    return `${name}=${shown}`;
  });
  return fields.join('&');
}

/** An address without the values of its query that may be secrets: only `api-version` and the `$` options stay. */
export function redactUrl(address: string): string {
  const url = parseUrl(address);
  if (!url) return redactText(address);
  const isShown = (name: string): boolean =>
    name === 'api-version' || (name.startsWith('$') && !/skiptoken/i.test(name));
  const query = [...url.searchParams].map(
    ([name, value]) => `${name}=${isShown(name) ? redactText(value) : '***'}`,
  );
  const start = redactText(`${url.protocol}//${url.host}${url.pathname}`);
  return query.length > 0 ? `${start}?${query.join('&')}` : start;
}

/** Text with keys, signatures and tokens replaced. */
export function redactText(text: string): string {
  return text
    .replaceAll(
      /\b(SharedAccessKey|accesskey|AccountKey|sig|code|client_secret|client_assertion|refresh_token|access_token)(=|%3D)[^;&\s"']+/gi,
      '$1$2***',
    )
    .replaceAll(/\b(Bearer|Basic|SharedAccessSignature)\s+[\w+/=.~%&-]{8,}/gi, '$1 ***')
    .replaceAll(/eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, '***')
    .replaceAll(/-----BEGIN [^-]+-----[\s\S]*?(-----END [^-]+-----|$)/g, '***');
}

function redactValue(value: unknown, learn: Learn): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, learn));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, redactMember(name, inner, learn)]),
  );
}

function redactMember(name: string, value: unknown, learn: Learn): unknown {
  const isSecret = isSecretMember(name) && (typeof value === 'string' || typeof value === 'number');
  return isSecret ? hidden(String(value), learn) : redactValue(value, learn);
}

function isSecretMember(name: string): boolean {
  return SECRET_MEMBERS.test(name) && !PUBLIC_MEMBERS.test(name);
}

function hidden(value: string, learn: Learn): string {
  learn(value);
  return '***';
}
