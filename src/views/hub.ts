import { printableLine } from '../shared/printable.ts';
import type { Style } from '../shared/style.ts';
import { pairsText, tableText } from './table.ts';

interface HubRow {
  id: string;
  name: string;
  namespace: string;
  location: string | undefined;
}

/** The hubs of a subscription as a table. */
export function hubsText(hubs: readonly HubRow[], style: Style): string {
  if (hubs.length === 0) return 'No hubs. Make one with: acs-notify hub create';
  return tableText(
    hubs,
    [
      { heading: 'NAME', cell: ({ name }) => printableLine(name) },
      { heading: 'NAMESPACE', cell: ({ namespace }) => printableLine(namespace) },
      { heading: 'LOCATION', cell: ({ location }) => printableLine(location ?? '') },
    ],
    style,
  );
}

interface HubDetails {
  hub: { id: string; name: string; location: string | undefined };
  policies: readonly { name: string; rights: readonly string[] }[];
  credentials: readonly string[];
  linkedFrom: readonly string[];
}

/** One hub with its policies, credentials and links. */
export function hubText(
  { hub, policies, credentials, linkedFrom }: HubDetails,
  style: Style,
): string {
  const pairs: [string, string][] = [
    ['Hub', printableLine(hub.name)],
    ['Id', printableLine(hub.id)],
    ['Location', printableLine(hub.location ?? '')],
    [
      'Linked from',
      linkedFrom.length === 0 ? 'no ACS resource' : linkedFrom.map(printableLine).join('\n'),
    ],
    [
      'Credentials',
      credentials.length === 0 ? 'none yet' : credentials.map(printableLine).join(', '),
    ],
  ];
  return `${pairsText(pairs, style)}\n\n${policiesText(policies, style)}`;
}

/** Policies with their rights as a table. */
export function policiesText(
  policies: readonly { name: string; rights: readonly string[] }[],
  style: Style,
): string {
  return tableText(
    policies,
    [
      { heading: 'POLICY', cell: ({ name }) => printableLine(name) },
      { heading: 'RIGHTS', cell: ({ rights }) => printableLine(rights.toSorted().join(', ')) },
    ],
    style,
  );
}
