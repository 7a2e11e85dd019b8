import type { Call, Provider, Reply, ResourceTypeInfo, Route } from '../contract.ts';
import { locationName } from '../../shared/location.ts';
import { gatewayFailure, resourceNotFound } from './replies.ts';

/** The type that a path below `/providers/{namespace}/` speaks of: the longest that the provider knows. */
export function typeOf(provider: Provider, below: readonly string[]): ResourceTypeInfo | undefined {
  const literal = below.filter((_, index) => index % 2 === 0).map((one) => one.toLowerCase());
  for (let length = literal.length; length > 0; length -= 1) {
    const wanted = literal.slice(0, length).join('/');
    const found = provider.types.find(({ type }) => type.toLowerCase() === wanted);
    if (found) return found;
  }
  return undefined;
}

/** How ARM refuses a version that the type does not have. An absent name is answered first (observed 3.3). */
export function refuseVersion(
  call: Call,
  provider: Provider,
  at: { route: Route; type: ResourceTypeInfo },
): Reply | undefined {
  const supported = at.route.versions ?? at.type.apiVersions;
  if (supported.includes(call.apiVersion)) return undefined;
  const absent = absentFirst(call, provider);
  if (absent) return absent;
  const list = `The supported api-versions are '${supported.join(',')}'.`;
  if (call.method === 'GET')
    return gatewayFailure(
      404,
      'InvalidResourceType',
      `The resource type '${at.type.type}' could not be found in the namespace '${provider.namespace}' for api version '${call.apiVersion}'. ${list}`,
    );
  const spaced = `The supported api-versions are '${supported.join(', ')}'. The supported locations are '${at.type.locations.map(locationName).join(', ')}'.`;
  return gatewayFailure(
    400,
    'NoRegisteredProviderFound',
    `No registered resource provider found for location '${locationOf(call)}' and API version '${call.apiVersion}' for type '${at.type.type}'. ${spaced}`,
  );
}

function absentFirst(call: Call, provider: Provider): Reply | undefined {
  const names = call.path.split('/').slice(7);
  const item = names.length === 2 && (call.method === 'GET' || call.method === 'DELETE');
  const id = call.path.toLowerCase();
  if (!item || provider.resources(call.world).some((one) => one.id.toLowerCase() === id))
    return undefined;
  if (call.method === 'DELETE') return { status: 204 };
  const type =
    provider.types.find((one) => one.type.toLowerCase() === (names[0] ?? '').toLowerCase())?.type ??
    '';
  return resourceNotFound(provider.namespace, `${type}/${names[1]}`, call.params['group'] ?? '');
}

function locationOf(call: Call): string {
  const body = call.body;
  const location =
    typeof body === 'object' && body !== null && 'location' in body ? body.location : undefined;
  return typeof location === 'string' ? locationName(location) : 'global';
}
