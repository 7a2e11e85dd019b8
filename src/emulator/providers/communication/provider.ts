import type { Provider, World } from '../../contract.ts';
import { nowOf } from '../../time.ts';
import { listedOperationsRoutes } from './listed-operations.ts';
import { nameRoutes } from './names.ts';
import { operationRoutes } from './operations.ts';
import { serviceRoutes } from './services.ts';
import { addService, communicationState } from './state.ts';

/** Seen in recordings (observed 3), and 2025-05-01 and 2026-03-18 from their specifications. */
const API_VERSIONS = [
  '2026-03-18',
  '2025-09-01',
  '2025-05-01',
  '2024-09-01-preview',
  '2023-06-01-preview',
  '2023-04-01',
  '2023-04-01-preview',
  '2023-03-31',
  '2023-03-01-preview',
  '2022-07-01-preview',
  '2021-10-01-preview',
  '2020-08-20',
  '2020-08-20-preview',
];
const info = (type: string) => ({ type, apiVersions: API_VERSIONS, locations: ['global'] });

/** Microsoft.Communication, the ACS resource. The shape is the same in every version (observed 3). */
export const communication: Provider = {
  namespace: 'Microsoft.Communication',
  types: [
    'CommunicationServices',
    'checkNameAvailability',
    'locations/operationStatuses',
    'operations',
  ].map(info),
  routes: [...serviceRoutes, ...nameRoutes, ...operationRoutes, ...listedOperationsRoutes],

  settle(world: World) {
    const { services } = communicationState(world);
    for (const [key, { deletedAt }] of Object.entries(services))
      if (deletedAt !== undefined && deletedAt <= nowOf(world)) delete services[key];
  },

  resources(world: World) {
    return Object.values(communicationState(world).services).map(
      ({ id, name, location, tags }) => ({
        id,
        name,
        type: 'Microsoft.Communication/CommunicationServices',
        location,
        ...(tags ? { tags } : {}),
      }),
    );
  },

  drop(world, id) {
    delete communicationState(world).services[id.toLowerCase()];
  },

  seed(world, { subscriptions, servicePrincipal }) {
    const by = { name: servicePrincipal.clientId, type: 'Application' } as const;
    for (const { id: subscription, communicationServices = [] } of subscriptions)
      for (const { group, name, dataLocation } of communicationServices) {
        const id = `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Communication/communicationServices/${name}`;
        addService(world, { id, location: 'global', dataLocation, readyAt: nowOf(world), by });
      }
  },
};
