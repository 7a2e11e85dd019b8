import type { Provider } from '../../contract.ts';

/** Microsoft.EventGrid can be registered; its operations are not played yet and answer 501. */
export const eventGrid: Provider = {
  namespace: 'Microsoft.EventGrid',
  types: [
    { type: 'eventSubscriptions', apiVersions: ['2022-06-15'], locations: ['global'] },
    { type: 'systemTopics', apiVersions: ['2022-06-15'], locations: ['global'] },
  ],
  routes: [],
  resources: () => [],
  drop: () => {},
};
