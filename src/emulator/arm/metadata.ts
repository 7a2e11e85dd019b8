import type { Reply, World } from '../contract.ts';

/** `/metadata/endpoints`: where this cloud's services are. The shape depends on the api-version (identity 4). */
export function metadataReply(world: World, apiVersion: string): Reply {
  const authentication = {
    loginEndpoint: world.origin,
    audiences: [world.origin],
    tenant: 'common',
    identityProvider: 'AAD',
  };
  if (apiVersion < '2019-05-01')
    return {
      status: 200,
      body: {
        galleryEndpoint: '',
        graphEndpoint: '',
        portalEndpoint: '',
        authentication: { loginEndpoint: world.origin, audiences: [world.origin] },
      },
    };
  const cloud = {
    name: 'AcsNotifyEmulator',
    portal: '',
    authentication,
    graph: '',
    resourceManager: world.origin,
    gallery: '',
    batch: '',
    suffixes: {},
  };
  return { status: 200, body: apiVersion >= '2022-09-01' ? cloud : [cloud] };
}
