import { member } from '../../../shared/json.ts';

/** What a caller may set beside tags and identity, with the first version at hand that knows it (specs; none was recorded). */
const SINCE: Readonly<Record<string, string>> = {
  linkedDomains: '2023-04-01',
  publicNetworkAccess: '2025-05-01',
  disableLocalAuth: '2025-05-01',
};

/** Settings by name, as sent. */
export type Settings = Record<string, unknown>;

/** The settings in a request. What the version does not know is dropped. */
export function sentSettings(body: unknown, apiVersion: string): Settings {
  const sent = Object.keys(SINCE).map((name) => [name, member(body, 'properties', name)] as const);
  return shownSettings(
    Object.fromEntries(sent.filter(([, value]) => value !== undefined)),
    apiVersion,
  );
}

/** Those that the version knows, as answers show them: only once they were set. */
export function shownSettings(settings: Settings, apiVersion: string): Settings {
  const known = Object.entries(settings).filter(([name]) => apiVersion >= (SINCE[name] ?? ''));
  return Object.fromEntries(known);
}
