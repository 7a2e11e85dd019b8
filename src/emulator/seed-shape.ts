/** What a new local Azure starts with. `--seed FILE` is JSON of this shape (docs/emulator.md). */
export interface Seed {
  tenant: { id: string; domain: string };
  subscriptions: SeedSubscription[];
  servicePrincipal: { clientId: string; name: string };
  /** Namespace names that somebody else in Azure has. */
  takenNamespaceNames?: string[];
}

export interface SeedSubscription {
  id: string;
  name: string;
  /** Provider namespaces that are registered. */
  registered: string[];
  groups: { name: string; location: string; tags?: Record<string, string> }[];
  communicationServices?: { group: string; name: string; dataLocation: string }[];
  /** Resources of providers that are not emulated, by full ARM id. */
  resources?: {
    id: string;
    type: string;
    location?: string;
    tags?: Record<string, string>;
    properties?: unknown;
  }[];
}
