import { CliError } from '../shared/errors.ts';
import type { Cloud } from './clouds.ts';

/**
 * Lets an address of ARM through: the cloud's own origin, or a regional host one label below it (`westus.management.azure.com`).
 * Everything else is `FOREIGN_ORIGIN`, before any credential is attached: plain http, other ports, user information,
 * trailing dots, look-alikes. Addresses are parsed, then origins compared.
 */
export function confineToArm(cloud: Cloud, address: string): URL {
  const url = URL.parse(address);
  if (url && isClean(url) && (url.origin === cloud.arm || isRegional(cloud, url))) return url;
  throw foreign(cloud, address, 'Resource Manager');
}

/** As `confineToArm`, for the cloud's login host. */
export function confineToLogin(cloud: Cloud, address: string): URL {
  const url = URL.parse(address);
  if (url && isClean(url) && url.origin === cloud.login) return url;
  throw foreign(cloud, address, 'sign-in');
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

function foreign(cloud: Cloud, address: string, what: string): CliError {
  const host = URL.parse(address)?.host ?? address.slice(0, 80);
  return new CliError({
    code: 'FOREIGN_ORIGIN',
    message: `An answer or setting leads to '${host}', which is not the ${what} host of the cloud '${cloud.name}'. Nothing was sent there.`,
    hint: `Check proxy and ACS_NOTIFY_CLOUD; this cloud's addresses begin with ${what === 'sign-in' ? cloud.login : cloud.arm}.`,
  });
}
