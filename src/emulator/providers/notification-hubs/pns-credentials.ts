import type { Call, Reply, Route } from '../../contract.ts';
import { nested } from './credentials.ts';
import { DIALECT_C_VERSIONS, isDialectC } from './dialect.ts';
import { withHub, withNamespace } from './lookup.ts';
import { HUB_SCOPE, HUB_TYPE, NAMESPACE_SCOPE, NAMESPACE_TYPE } from './scopes.ts';
import type { Credentials } from './state.ts';

/** The only way to read credentials: every secret in clear, kinds that are not set left out (observed 1.4). */
export const pnsCredentialRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: `${HUB_SCOPE}/pnsCredentials`,
    reads: true,
    handle: (call) => withHub(call, (hub) => answer(call, { ...hub, type: HUB_TYPE })),
  },
  {
    method: 'POST',
    path: `${NAMESPACE_SCOPE}/pnsCredentials`,
    reads: true,
    versions: DIALECT_C_VERSIONS,
    handle: (call) => withNamespace(call, (one) => answer(call, { ...one, type: NAMESPACE_TYPE })),
  },
];

/** 2017-04-01: with a credential as in dialect A, without one as in B, which is `properties` alone (observed 1.4). */
function answer(
  call: Call,
  of: { id: string; name: string; type: string; credentials: Credentials },
): Reply {
  const properties = nested(of.credentials, call.apiVersion);
  const names = { id: `${of.id}/pnsCredentials`, name: of.name, type: `${of.type}/pnsCredentials` };
  if (isDialectC(call)) return { status: 200, body: { properties, ...names } };
  if (Object.keys(properties).length === 0) return { status: 200, body: { properties } };
  return { status: 200, body: { ...names, location: null, tags: null, properties } };
}
