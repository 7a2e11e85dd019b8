import { CliError } from '../shared/errors.ts';
import type { Env } from '../shared/ports.ts';

/** One Azure cloud: where it signs people in, and where its Resource Manager is. */
export interface Cloud {
  name: string;
  /** Origin of Entra. */
  login: string;
  /** Origin of Azure Resource Manager. */
  arm: string;
  /** The scope that a token for ARM is asked with. Always passed explicitly. */
  scope: string;
}

/** The clouds that have a name. Source: facts 6, the public table of Azure endpoints. */
const CLOUDS: Readonly<Record<string, Cloud>> = {
  public: cloud('public', 'https://login.microsoftonline.com', 'https://management.azure.com'),
  usgov: cloud('usgov', 'https://login.microsoftonline.us', 'https://management.usgovcloudapi.net'),
  china: cloud('china', 'https://login.chinacloudapi.cn', 'https://management.chinacloudapi.cn'),
};

function cloud(name: string, login: string, arm: string): Cloud {
  return { name, login, arm, scope: `${arm}/.default` };
}

/**
 * The cloud that the environment names (`ACS_NOTIFY_CLOUD`, `public` unless set; `emulator` with `ACS_NOTIFY_EMULATOR`).
 * Throws `INVALID_SETTING` for an unknown name, a local Azure that is not https on loopback, and an
 * `AZURE_AUTHORITY_HOST` that is not this cloud's own login host.
 */
export function cloudOf(env: Env): Cloud {
  const name = env['ACS_NOTIFY_CLOUD'] ?? 'public';
  const found =
    name === 'emulator' ? emulator(env) : Object.hasOwn(CLOUDS, name) ? CLOUDS[name] : undefined;
  if (!found)
    throw setting(
      `ACS_NOTIFY_CLOUD is '${name}', which is no cloud.`,
      `Set it to one of ${Object.keys(CLOUDS).join(', ')}, emulator, or unset it for public.`,
    );
  const authority = env['AZURE_AUTHORITY_HOST'];
  if (authority !== undefined && originOf(authority) !== found.login)
    throw setting(
      `AZURE_AUTHORITY_HOST is '${authority}', but the cloud '${name}' signs in at ${found.login}.`,
      'Unset AZURE_AUTHORITY_HOST, or name the cloud that it belongs to in ACS_NOTIFY_CLOUD.',
    );
  return found;
}

function emulator(env: Env): Cloud {
  const origin = env['ACS_NOTIFY_EMULATOR'] ?? '';
  if (!/^https:\/\/(localhost|127\.0\.0\.1|\[::1\]):\d+$/.test(origin))
    throw setting(
      `ACS_NOTIFY_EMULATOR is '${origin}'; the local Azure is an https address on this machine, without a path.`,
      'Start one with: acs-notify emulator start',
    );
  return cloud('emulator', origin, origin);
}

function originOf(address: string): string | undefined {
  const url = URL.parse(address.includes('://') ? address : `https://${address}`);
  return url?.username === '' && url.password === '' ? url.origin : undefined;
}

function setting(message: string, hint: string): CliError {
  return new CliError({ code: 'INVALID_SETTING', message, hint });
}
