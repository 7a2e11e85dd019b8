import { printableLine } from '../shared/printable.ts';
import type { Style } from '../shared/style.ts';
import { pairsText, tableText } from './table.ts';

interface ResourceRow {
  id: string;
  name: string;
  dataLocation: string | undefined;
  hostName: string | undefined;
  provisioningState: string | undefined;
  notificationHubId: string | null;
}

/** ACS resources and what each is linked to, as a table. */
export function resourcesText(resources: readonly ResourceRow[], style: Style): string {
  if (resources.length === 0) return 'No ACS resources. Make one with: acs-notify resource create';
  return tableText(
    resources,
    [
      { heading: 'NAME', cell: ({ name }) => printableLine(name) },
      { heading: 'GROUP', cell: ({ id }) => printableLine(id.split('/')[4] ?? '') },
      { heading: 'DATA', cell: ({ dataLocation }) => printableLine(dataLocation ?? '') },
      { heading: 'LINKED TO', cell: ({ notificationHubId }) => hubLabel(notificationHubId) },
    ],
    style,
  );
}

/** One ACS resource. */
export function resourceText(resource: ResourceRow, style: Style): string {
  return pairsText(
    [
      ['Resource', printableLine(resource.name)],
      ['Id', printableLine(resource.id)],
      ['State', printableLine(resource.provisioningState ?? '')],
      ['Data location', printableLine(resource.dataLocation ?? '')],
      ['Host', printableLine(resource.hostName ?? '')],
      [
        'Linked to',
        resource.notificationHubId === null ? 'no hub' : printableLine(resource.notificationHubId),
      ],
    ],
    style,
  );
}

/** `namespace/hub` of a hub's ARM id. */
function hubLabel(id: string | null): string {
  if (id === null) return '-';
  const [, namespace, , hub] = id.split('/').slice(-4);
  return printableLine(namespace !== undefined && hub !== undefined ? `${namespace}/${hub}` : id);
}
