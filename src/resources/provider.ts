import type { ResourceKind } from '../engine/types.ts';
import type { KindContext } from './context.ts';
import { RESOURCES_VERSION } from './versions.ts';
import { waitUntil } from './wait.ts';

export interface WantedProvider {
  subscription: string;
  /** `Microsoft.NotificationHubs`. */
  namespace: string;
}

/** A resource provider's registration in a subscription, without which nothing of it can be made. */
export const provider: ResourceKind<WantedProvider, string, KindContext> = {
  kind: 'provider',

  id: ({ subscription, namespace }) => `/subscriptions/${subscription}/providers/${namespace}`,

  async find({ subscription, namespace }, { azure }) {
    const state = await azure.resources.providerState(subscription, namespace);
    return begun(state);
  },

  /** One that a run before has begun to register is waited for, not registered again. */
  compare: (_wanted, state) =>
    state === 'Registered' ? [] : [{ path: 'registrationState', from: state, to: 'Registered' }],

  requests(wanted, found) {
    if (found !== undefined) return [];
    return [
      { method: 'POST', path: `${this.id(wanted)}/register?api-version=${RESOURCES_VERSION}` },
    ];
  },

  async put({ subscription, namespace }, found, context) {
    const { resources } = context.azure;
    if (found === undefined) await resources.registerProvider(subscription, namespace);
    const what = `the provider ${namespace}`;
    const read = () => resources.providerState(subscription, namespace);
    await waitUntil(
      { what, until: 'registered', read, isGood: (state) => state === 'Registered' },
      context,
    );
  },
};

/** The state of a registration that has begun or is done; undefined for every other. */
export function begun(state: string | undefined): string | undefined {
  return state === 'Registered' || state === 'Registering' ? state : undefined;
}
