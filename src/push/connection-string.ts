import { CliError } from '../shared/errors.ts';
import { Secret } from '../shared/secret.ts';
import { parseUrl } from '../shared/url.ts';

/** A Notification Hubs connection string, taken apart. */
export interface ConnectionString {
  /** Host of `Endpoint`, lower case: `contoso.servicebus.windows.net`. */
  host: string;
  /** First label of the host: the namespace. */
  namespace: string;
  policy: string;
  key: Secret;
  /** Hub named by `EntityPath`; live strings have none (facts 2). */
  entityPath: string | undefined;
}

/** Parses a connection string. Throws `INVALID_CONNECTION_STRING` saying which part is missing or wrong, never the key. */
export function parseConnectionString(text: string): ConnectionString {
  const parts = partsOf(text);
  const host = hostOf(parts.get('endpoint'));
  const policy = parts.get('sharedaccesskeyname');
  const key = parts.get('sharedaccesskey');
  if (!policy) throw refuse('it names no policy (SharedAccessKeyName)');
  if (!key) throw refuse('it holds no key (SharedAccessKey)');
  return {
    host,
    namespace: host.split('.')[0] ?? '',
    policy,
    key: new Secret(key),
    entityPath: parts.get('entitypath'),
  };
}

/** The string that `parseConnectionString` takes apart; a secret as a whole. */
export function formatConnectionString({
  host,
  policy,
  key,
  entityPath,
}: Omit<ConnectionString, 'namespace'>): Secret {
  const tail = entityPath === undefined ? '' : `;EntityPath=${entityPath}`;
  return new Secret(
    `Endpoint=sb://${host}/;SharedAccessKeyName=${policy};SharedAccessKey=${key.reveal()}${tail}`,
  );
}

/** Whether a text looks like a connection string, so that it has no business in an option's value. */
export function looksLikeConnectionString(text: string): boolean {
  return /SharedAccessKey\s*=|Endpoint\s*=\s*sb:/i.test(text);
}

function partsOf(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.trim().split(';')) {
    const at = part.indexOf('=');
    if (part.trim() === '') continue;
    if (at < 1) throw refuse('a part of it is not of the form name=value');
    const name = part.slice(0, at).trim().toLowerCase();
    if (parts.has(name)) throw refuse(`${part.slice(0, at).trim()} stands in it twice`);
    parts.set(name, part.slice(at + 1).trim());
  }
  return parts;
}

/** The hosts of Notification Hubs: a namespace below the suffix of a cloud (facts 6; observed 2 for the second name). */
const HOST =
  /^[^.]+\.(servicebus|notificationhub)\.(windows\.net|usgovcloudapi\.net|chinacloudapi\.cn|sovcloud-api\.(fr|de))$/;

function hostOf(endpoint: string | undefined): string {
  if (!endpoint) throw refuse('it has no Endpoint');
  const url = parseUrl(endpoint.replace(/^sb:/i, 'https:'));
  if (
    !/^sb:\/\//i.test(endpoint) ||
    !url ||
    url.hostname === '' ||
    `${url.username}${url.password}` !== ''
  )
    throw refuse('its Endpoint is no sb:// address');
  if (!HOST.test(url.hostname))
    throw refuse(`its Endpoint, ${url.hostname}, is not of Notification Hubs`);
  return url.hostname;
}

function refuse(why: string): CliError {
  return new CliError({
    code: 'INVALID_CONNECTION_STRING',
    message: `The connection string cannot be used: ${why}.`,
    hint: 'It reads Endpoint=sb://<namespace>.servicebus.windows.net/;SharedAccessKeyName=<policy>;SharedAccessKey=<key>. Whoever may list keys gets it with: acs-notify policy keys --show',
  });
}
