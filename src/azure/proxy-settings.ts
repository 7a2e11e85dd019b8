import type { ProxySettings } from '@azure/core-rest-pipeline';
import { CliError } from '../shared/errors.ts';
import type { Env } from '../shared/ports.ts';
import { parseUrl } from '../shared/url.ts';

/** What the environment says about a proxy. */
export interface ProxyChoice {
  proxy: ProxySettings;
  /** Hosts that are reached directly: a name, or a domain with a leading dot. */
  noProxy: string[];
}

/** A local Azure is never behind a proxy. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The proxy for https: `HTTPS_PROXY`, else `ALL_PROXY`, in capitals or small letters; `NO_PROXY` lists what is reached
 * directly (`*`: everything). Undefined: none. Throws `INVALID_SETTING` when the value is no http(s) address.
 */
export function proxyOf(env: Env): ProxyChoice | undefined {
  const name = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].find((one) => env[one]);
  const value = name === undefined ? undefined : env[name];
  if (name === undefined || value === undefined) return undefined;
  const noProxy = listOf(env['NO_PROXY'] ?? env['no_proxy'] ?? '');
  if (noProxy.includes('*')) return undefined;
  return { proxy: settingsOf(name, value), noProxy: [...LOOPBACK, ...noProxy] };
}

/** `contoso.com` covers its subdomains too, as curl reads it: the SDK wants that spelt `.contoso.com`. */
function listOf(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .map((one) => one.trim().toLowerCase().replace(/^\*\./, '.'))
    .filter((one) => one !== '')
    .flatMap((one) => (/^[a-z][\w-]*\./.test(one) ? [one, `.${one}`] : [one]));
}

function settingsOf(name: string, value: string): ProxySettings {
  const url = parseUrl(value.includes('://') ? value : `http://${value}`);
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') throw invalid(name);
  const { username, password } = url;
  return {
    host: `${url.protocol}//${url.hostname}`,
    port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
  };
}

/** The value is not shown: it may hold a password. */
function invalid(name: string): CliError {
  return new CliError({
    code: 'INVALID_SETTING',
    message: `${name} is not the address of an http or https proxy.`,
    hint: `Set it like this: ${name}=http://proxy.contoso.com:8080`,
  });
}
