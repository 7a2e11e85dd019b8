import { isRecord } from '../shared/json.ts';

/** Members whose values are secrets, lower case. Source: `x-ms-secret` in the specifications, and OAuth. */
const SECRET_MEMBERS =
  /^(.*connectionstring|primarykey|secondarykey|.*secret|.*password|token|.*privatekey|private_key|certificatekey|googleapikey|.*certificate|baiduapikey|baidusecretkey|secretkey|client_assertion|access_token|refresh_token|id_token|authorization|endpointurl)$/i;

/** A body as the debug log may show it: JSON with its secrets as `***`; other text with what looks like a secret replaced. */
export function redactBody(text: string): string {
  try {
    return JSON.stringify(redactValue(JSON.parse(text)));
  } catch {
    return redactText(text);
  }
}

/** An address without the values of its query that may be secrets: only `api-version` and the `$` options stay. */
export function redactUrl(address: string): string {
  const url = URL.parse(address);
  if (!url) return redactText(address);
  for (const name of url.searchParams.keys())
    if (name !== 'api-version' && !name.startsWith('$')) url.searchParams.set(name, '***');
  return url.href.replaceAll('%24', '$');
}

/** Text with keys, signatures and tokens replaced. */
export function redactText(text: string): string {
  return text
    .replaceAll(
      /(SharedAccessKey|accesskey|sig|client_secret|client_assertion|refresh_token)=[^;&\s"']+/gi,
      '$1=***',
    )
    .replaceAll(/(Bearer|SharedAccessSignature)\s+[^\s"']+/gi, '$1 ***')
    .replaceAll(/eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, '***')
    .replaceAll(/-----BEGIN [^-]+-----[\s\S]*?-----END [^-]+-----/g, '***');
}

function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(redactValue);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, redactMember(name, inner)]),
  );
}

function redactMember(name: string, value: unknown): unknown {
  const isSecret =
    SECRET_MEMBERS.test(name) && (typeof value === 'string' || typeof value === 'number');
  return isSecret ? '***' : redactValue(value);
}
