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
    mend: 'Make a new secret for the app registration and set AZURE_CLIENT_SECRET.',
  },
  '700016': {
    says: 'the application is unknown in this tenant',
    mend: 'Check AZURE_CLIENT_ID and AZURE_TENANT_ID: they must belong together.',
  },
  '90002': {
    says: 'the tenant does not exist',
    mend: 'Check AZURE_TENANT_ID and the cloud (ACS_NOTIFY_CLOUD).',
  },
  '900023': { says: 'the tenant is neither an id nor a domain', mend: 'Check AZURE_TENANT_ID.' },
  '500011': {
    says: 'the tenant does not know the resource that the token is for',
    mend: 'Check ACS_NOTIFY_CLOUD: the tenant may be in another cloud.',
  },
  '7000218': { says: 'no secret was sent', mend: 'Set AZURE_CLIENT_SECRET.' },
  '1002012': {
    says: 'the scope is malformed',
    mend: 'Please report this: acs-notify asks with a fixed scope.',
  },
  '53003': {
    says: 'a Conditional Access policy blocks the sign-in',
    mend: 'Ask your administrator which policy applies to this application.',
  },
};

/** The error for a sign-in that Entra refused. `text` is what the library said, AADSTS number and all. */
export function signInFailed(text: string, cause: unknown): CliError {
  const [, number] = /AADSTS(\d+)/.exec(text) ?? [];
  const meaning = number === undefined ? undefined : MEANINGS[number];
  const said = meaning
    ? `AADSTS${number}: ${meaning.says}`
    : redactText(text.split('\n')[0] ?? '').slice(0, 300);
  return new CliError({
    code: 'SIGN_IN_FAILED',
    message: `Signing in with AZURE_CLIENT_ID and AZURE_CLIENT_SECRET failed. ${said}.`,
    hint: meaning?.mend ?? 'Check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.',
    cause,
  });
}
