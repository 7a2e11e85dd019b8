import { CliError } from '../shared/errors.ts';
import type { Env } from '../shared/ports.ts';
import { parseUrl } from '../shared/url.ts';

/** One Azure cloud: where it signs people in, and where its Resource Manager is. */
export interface Cloud {
  name: string;
  /** Origin of Entra. */
  login: string;
  /** Every origin that Entra answers on in this cloud, `login` among them. */
  logins: readonly string[];
  /** Origin of Azure Resource Manager. */
  arm: string;
  /** The scope that a token for ARM is asked with. Always passed explicitly. */
  scope: string;
}

/** The clouds that have a name. Source: facts 6, the public table of Azure endpoints. */
const CLOUDS: Readonly<Record<string, Cloud>> = {
  public: cloud('public', 'https://management.azure.com', ['https://login.microsoftonline.com']),
  usgov: cloud('usgov', 'https://management.usgovcloudapi.net', [
    'https://login.microsoftonline.us',
  ]),
  // Entra's own documents name the second host for the same authority.
  china: cloud('china', 'https://management.chinacloudapi.cn', [
    'https://login.chinacloudapi.cn',
    'https://login.partner.microsoftonline.cn',
  ]),
};

function cloud(name: string, arm: string, [login, ...others]: [string, ...string[]]): Cloud {
  return { name, login, logins: [login, ...others], arm, scope: `${arm}/.default` };
}

/**
 * The cloud that the environment names (`ACS_NOTIFY_CLOUD`, `public` unless set; `emulator` with `ACS_NOTIFY_EMULATOR`).
 * Throws `INVALID_SETTING` for an unknown name, a local Azure that is not https on loopback, and an
 * `AZURE_AUTHORITY_HOST` that is not this cloud's own login host.
 */
export function cloudOf(env: Env): Cloud {
  const name = env['ACS_NOTIFY_CLOUD'] ?? 'public';
  if (name === 'emulator') return emulator(env);
  const found = Object.hasOwn(CLOUDS, name) ? CLOUDS[name] : undefined;
  if (!found)
    throw setting(
      `ACS_NOTIFY_CLOUD is '${name}', which is no cloud.`,
      `Set it to one of ${Object.keys(CLOUDS).join(', ')}, emulator, or unset it for public.`,
    );
  const login = authorityOf(env);
  if (login === undefined) return found;
  if (!found.logins.includes(login)) throw otherAuthority(env, found);
  return { ...found, login };
}

/** Sign-in and ARM of a local Azure may have different ports; both are https on this machine. */
function emulator(env: Env): Cloud {
  const origin = env['ACS_NOTIFY_EMULATOR'] ?? '';
  if (!isLoopback(origin))
    throw setting(
      `ACS_NOTIFY_EMULATOR is '${origin}'; the local Azure is an https address on this machine, without a path.`,
      'Start one with: acs-notify emulator start',
    );
  const made = cloud('emulator', origin, [authorityOf(env) ?? origin]);
  if (!isLoopback(made.login)) throw otherAuthority(env, { ...made, login: origin });
  return made;
}

function isLoopback(origin: string): boolean {
  return (
    /^https:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin) &&
    parseUrl(origin)?.origin === origin
  );
}

/** The origin that `AZURE_AUTHORITY_HOST` names; undefined when it is not set, empty text when it names none. */
function authorityOf(env: Env): string | undefined {
  const text = env['AZURE_AUTHORITY_HOST'];
  if (text === undefined) return undefined;
  const url = parseUrl(text.includes('://') ? text : `https://${text}`);
  const bare =
    url?.username === '' && url.password === '' && /^\/?$/.test(url.pathname + url.search);
  return bare ? url.origin : '';
}

function otherAuthority(env: Env, { name, login }: Cloud): CliError {
  return setting(
    `AZURE_AUTHORITY_HOST is '${env['AZURE_AUTHORITY_HOST']}', but the cloud '${name}' signs in at ${login}.`,
    'Unset AZURE_AUTHORITY_HOST, or name the cloud that it belongs to in ACS_NOTIFY_CLOUD.',
  );
}

function setting(message: string, hint: string): CliError {
  return new CliError({ code: 'INVALID_SETTING', message, hint });
}
