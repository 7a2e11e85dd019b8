import type { ResourceKind } from '../engine/types.ts';
import { ruleId } from '../shared/arm-id.ts';
import type { Right } from '../shared/ports.ts';
import type { KindContext } from './context.ts';
import { HUBS_VERSION } from './versions.ts';
import { waitUntil } from './wait.ts';

export interface WantedPolicy {
  hubId: string;
  name: string;
  /** Whether one that may do more, or cannot send, is changed to Send alone. Otherwise it is kept as it is. */
  narrow: boolean;
}

/** An authorization rule that may send and nothing else: the key given to ACS must not manage the hub. */
export const sendPolicy: ResourceKind<WantedPolicy, Right[], KindContext> = {
  kind: 'send-policy',

  id: ({ hubId, name }) => ruleId(hubId, name),

  async find(wanted, { azure }) {
    return (await azure.hubs.rule(this.id(wanted)))?.rights;
  },

  compare({ narrow }, rights) {
    const from = rights.toSorted().join(', ');
    return !narrow || from === 'Send' ? [] : [{ path: 'rights', from, to: 'Send' }];
  },

  requests(wanted) {
    return [
      {
        method: 'PUT',
        path: `${this.id(wanted)}?api-version=${HUBS_VERSION}`,
        body: { properties: { rights: ['Send'] } },
      },
    ];
  },

  async put(wanted, _found, context) {
    const { hubs } = context.azure;
    const id = this.id(wanted);
    await hubs.putRule(id, ['Send']);
    const isGood = (rule: { rights: Right[] } | undefined) => rule?.rights.join() === 'Send';
    await waitUntil(
      { what: `the policy ${wanted.name}`, until: 'there', read: () => hubs.rule(id), isGood },
      context,
    );
  },
};
