import { CliError } from '../../shared/errors.ts';
import { redactText } from '../redact.ts';

interface Meaning {
  says: string;
  mend: string;
}

/** What the usual AADSTS numbers mean. Source: Entra's public list of error codes; identity 1. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  '7000215': {
    says: 'the client secret is wrong (its value is wanted, not its id)',
    mend: 'Set AZURE_CLIENT_SECRET to the secret’s value.',
  },
  '7000222': {
    says: 'the client secret has expired',
    mend: 'Make a new secret (az ad app credential reset --id $AZURE_CLIENT_ID) and set AZURE_CLIENT_SECRET.',
  },
  '7000218': { says: 'no secret was sent', mend: 'Set AZURE_CLIENT_SECRET.' },
  '7000112': {
    says: 'the application is disabled',
    mend: 'Ask your administrator to enable the service principal.',
  },
  '700016': {
    says: 'the application is unknown in this tenant',
    mend: 'Check AZURE_CLIENT_ID and AZURE_TENANT_ID: they must belong together.',
  },
  '700054': {
    says: 'the application does not allow this kind of sign-in',
    mend: 'Check AZURE_CLIENT_ID: an app registration with a client secret is wanted.',
  },
  '90002': {
    says: 'the tenant does not exist',
    mend: 'Check AZURE_TENANT_ID and the cloud (ACS_NOTIFY_CLOUD).',
  },
  '900023': {
    says: 'the tenant is neither an id nor a domain name',
    mend: 'Check AZURE_TENANT_ID.',
  },
  '900382': {
    says: 'the tenant belongs to another cloud',
    mend: 'Set ACS_NOTIFY_CLOUD to the tenant’s cloud.',
  },
  '500011': {
    says: 'the tenant does not know the resource that the token is for',
    mend: 'Check ACS_NOTIFY_CLOUD: the tenant may be in another cloud.',
  },
  '1002012': {
    says: 'the scope is malformed',
    mend: 'Please report this: acs-notify asks with a fixed scope.',
  },
  '53003': {
    says: 'a Conditional Access policy blocks the sign-in',
    mend: 'Ask your administrator which policy applies to this application.',
  },
  '50034': { says: 'the account is unknown in this tenant', mend: 'Check AZURE_TENANT_ID.' },
  '50196': {
    says: 'Entra saw a loop of sign-ins and pauses them',
    mend: 'Wait some minutes, then run the same command again.',
  },
};

/** The error for a sign-in that Entra refused. `text` is what Entra or the library said, AADSTS number and all. */
export function signInFailed(text: string, cause: unknown): CliError {
  const [, number] = /AADSTS(\d+)/.exec(text) ?? [];
  const meaning =
    number !== undefined && Object.hasOwn(MEANINGS, number) ? MEANINGS[number] : undefined;
  const said = meaning ? `AADSTS${number}: ${meaning.says}` : plain(text);
  return new CliError({
    code: 'SIGN_IN_FAILED',
    message: `Signing in with AZURE_CLIENT_ID and AZURE_CLIENT_SECRET failed: ${said}.`,
    hint: meaning?.mend ?? 'Check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.',
    cause,
  });
}

/** The first line without what only Entra's own people read. */
function plain(text: string): string {
  const [line = ''] = text.split(/\r?\n| Trace ID: /);
  return redactText(line).trim().replace(/\.$/, '').slice(0, 300);
}
