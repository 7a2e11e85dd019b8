import { reconcile } from '../engine/reconcile.ts';
import type { StepResult } from '../engine/types.ts';
import { want, type Wanted } from '../engine/want.ts';
import type { KindContext } from '../resources/context.ts';
import { hub } from '../resources/hub.ts';
import { namespace } from '../resources/namespace.ts';
import { provider } from '../resources/provider.ts';
import { resourceGroup } from '../resources/resource-group.ts';
import { sendPolicy } from '../resources/send-policy.ts';
import { CliError } from '../shared/errors.ts';
import { locationName } from '../shared/location.ts';
import type { Sku, Tags } from '../shared/ports.ts';
import { type ChangeDeps, type ChangeMode, changeContext } from './context.ts';
import { type HubPlace, hubPlace, type HubPlaceRequest, PROVIDER } from './hub-place.ts';
import { checkBeforeCreating, type Seen } from './hub-checks.ts';
import type { ResolveDeps } from './resolve.ts';

export interface CreateHubRequest extends ChangeMode, HubPlaceRequest {
  createResourceGroup: boolean;
  location: string | undefined;
  sku: Sku | undefined;
  tags: Tags | undefined;
}

/** What `hub create` made or would make. */
export interface HubCreated {
  hub: { id: string; name: string; namespace: string };
  policy: { id: string; name: string };
  steps: StepResult[];
}

/** Makes sure that namespace, hub and Send-only policy are there. What can be refused is refused before the first write. */
export async function createHub(
  request: CreateHubRequest,
  deps: ChangeDeps & ResolveDeps,
): Promise<HubCreated> {
  const place = await hubPlace(request, deps);
  const { context, options } = await changeContext(deps, request);
  const seen = await checkBeforeCreating(request, place, context.azure);
  const steps = await reconcile(wantedList(request, place, seen), context, options);
  const { names, ids } = place;
  return {
    hub: { id: ids.hub, name: names.hub, namespace: names.namespace },
    policy: { id: ids.policy, name: names.policy },
    steps,
  };
}

function wantedList(
  request: CreateHubRequest,
  { subscription, names, ids }: HubPlace,
  seen: Seen,
): Wanted<KindContext>[] {
  const location = locationFor(request, seen);
  const { tags = {}, sku = 'Free' } = request;
  const policy = { hubId: ids.hub, name: names.policy, narrow: false };
  return [
    want(provider, { subscription, namespace: PROVIDER }, { found: seen.provider }),
    ...(request.createResourceGroup
      ? [want(resourceGroup, { id: ids.group, location, tags: {} }, { found: seen.group })]
      : []),
    want(
      namespace,
      { id: ids.namespace, location, sku, tags, asked: askedFor(request) },
      { found: seen.namespace },
    ),
    want(hub, { id: ids.hub, location, tags }, { found: seen.hub }),
    want(sendPolicy, policy, { found: seen.rule?.rights }),
  ];
}

function locationFor({ location }: CreateHubRequest, { group, namespace: there }: Seen): string {
  const chosen = location ?? there?.location ?? group?.location;
  if (chosen !== undefined) return locationName(chosen);
  throw new CliError({
    code: 'USAGE',
    message: 'A new resource group needs a location.',
    hint: 'Add --location, e.g. --location westeurope',
  });
}

function askedFor({ location, sku, tags }: CreateHubRequest) {
  return {
    ...(location === undefined ? {} : { location }),
    ...(sku === undefined ? {} : { sku }),
    ...(tags === undefined ? {} : { tags }),
  };
}
