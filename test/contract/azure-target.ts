import { ClientSecretCredential } from '@azure/identity';
import type { Place } from './target.ts';

const ARM = 'https://management.azure.com';

/** Real Azure, signed in to as the environment says. Untried: see target.ts. */
export function azureTarget(env: Readonly<Record<string, string | undefined>>): Place {
  const need = (name: string): string => {
    const value = env[name];
    if (value === undefined || value === '')
      throw new Error(`Set ${name} (test/contract/target.ts).`);
    return value;
  };
  return {
    endpoint: ARM,
    scopes: [`${ARM}/.default`],
    credential: new ClientSecretCredential(
      need('AZURE_TENANT_ID'),
      need('AZURE_CLIENT_ID'),
      need('AZURE_CLIENT_SECRET'),
    ),
    subscription: need('AZURE_SUBSCRIPTION_ID'),
    location: env['ACS_NOTIFY_CONTRACT_LOCATION'] ?? 'westeurope',
    takenNamespace: env['ACS_NOTIFY_CONTRACT_TAKEN_NAMESPACE'],
    bareSubscription: env['ACS_NOTIFY_CONTRACT_BARE_SUBSCRIPTION'],
    ca: undefined,
    patient: true,
    beforeRequest: () => {},
    close: async () => {},
  };
}
