import { CliError } from '../shared/errors.ts';
import { parseUrl } from '../shared/url.ts';
import type { Cloud } from './clouds.ts';

/**
 * Lets an address of ARM through: the cloud's own origin, or a regional host one label below it (`westus.management.azure.com`).
 * Everything else is `FOREIGN_ORIGIN`, before any credential is attached: plain http, other ports, user information,
 * trailing dots, look-alikes. Addresses are parsed, then origins compared.
 */
export function confineToArm(cloud: Cloud, address: string): URL {
  const url = parseUrl(address);
  if (url && isClean(url) && (url.origin === cloud.arm || isRegional(cloud, url))) return url;
  throw foreign(cloud, address, { what: 'Resource Manager', origin: cloud.arm });
}

/** As `confineToArm`, for the cloud's login hosts. */
export function confineToLogin(cloud: Cloud, address: string): URL {
  const url = parseUrl(address);
  if (url && isClean(url) && cloud.logins.includes(url.origin)) return url;
  throw foreign(cloud, address, { what: 'sign-in', origin: cloud.login });
}

function isClean(url: URL): boolean {
  return (
    url.protocol === 'https:' &&
    url.username === '' &&
    url.password === '' &&
    !url.hostname.endsWith('.')
  );
}

function isRegional(cloud: Cloud, url: URL): boolean {
  const arm = new URL(cloud.arm);
  const [label = '', ...rest] = url.hostname.split('.');
  return (
    url.port === '' &&
    arm.port === '' &&
    /^[a-z0-9]+$/.test(label) &&
    rest.join('.') === arm.hostname
  );
}

function foreign(
  cloud: Cloud,
  address: string,
  { what, origin }: { what: string; origin: string },
): CliError {
  const host = parseUrl(address)?.host || address.slice(0, 80);
  return new CliError({
    code: 'FOREIGN_ORIGIN',
    message: `An address leads to '${host}', which is not the ${what} host of the cloud '${cloud.name}'. Nothing was sent there.`,
    hint: `Addresses of this cloud begin with ${origin}. Check where the address comes from, a proxy, and ACS_NOTIFY_CLOUD.`,
  });
}
