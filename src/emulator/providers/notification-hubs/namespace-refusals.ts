import { textAt } from '../../../shared/json.ts';
import { failure, param } from '../../arm/replies.ts';
import type { Call, Reply } from '../../contract.ts';
import { isDialectC } from './dialect.ts';
import { isRegion, locationNotAvailable, locationRequired } from './locations.ts';
import { isNamespaceName, isNamespaceNameTaken } from './names.ts';
import { NAMESPACE_TYPE } from './scopes.ts';

/** What a new namespace is refused for, before its credentials are looked at. */
export function refuseNamespace(call: Call): Reply | undefined {
  const name = param(call, 'namespace');
  if (!isNamespaceName(name))
    return failure(
      400,
      'BadRequest',
      `The specified name '${name}' is not valid: 6 to 50 letters, digits and hyphens, beginning with a letter, ending with a letter or digit.`,
    );
  const location = textAt(call.body, 'location');
  if (location === undefined) return locationRequired();
  if (!isRegion(location)) return locationNotAvailable(location, NAMESPACE_TYPE);
  return refuseSku(call);
}

/** The versions of 2023 require a sku, 2017-04-01 does not (specs; facts 2). */
function refuseSku(call: Call): Reply | undefined {
  const sku = textAt(call.body, 'sku', 'name');
  if (sku === undefined)
    return isDialectC(call)
      ? failure(400, 'BadRequest', 'The sku property is required.')
      : undefined;
  if (['Free', 'Basic', 'Standard'].includes(sku)) return undefined;
  return failure(400, 'BadRequest', `The sku '${sku}' is not valid.`);
}

/** A name that somebody has in all of Azure. How live Azure words it was not observed (unknown). */
export function refuseTaken(call: Call): Reply | undefined {
  const name = param(call, 'namespace');
  if (!isNamespaceNameTaken(call, name)) return undefined;
  return failure(409, 'Conflict', `SubCode=40901. Namespace name '${name}' is not available.`);
}
