import { textAt } from '../../../shared/json.ts';
import { failure } from '../../arm/replies.ts';
import type { Call, Reply } from '../../contract.ts';
import { base64 } from '../../random.ts';
import type { ServiceState } from './state.ts';

/** Both keys with their connection strings, in the recorded order (observed 3.1). */
export function listKeys(service: ServiceState): Reply {
  const { primaryKey, secondaryKey } = service;
  const body = {
    primaryKey,
    secondaryKey,
    primaryConnectionString: connectionString(service, primaryKey),
    secondaryConnectionString: connectionString(service, secondaryKey),
  };
  return { status: 200, body };
}

/** Only the regenerated pair comes back (observed 3.1). */
export function regenerateKey(call: Call, service: ServiceState): Reply {
  const type = textAt(call.body, 'keyType');
  const key = base64(call.world.random, 64);
  if (type === 'Primary') {
    service.primaryKey = key;
    return {
      status: 200,
      body: { primaryKey: key, primaryConnectionString: connectionString(service, key) },
    };
  }
  if (type !== 'Secondary')
    return failure(400, 'BadRequest', 'The keyType must be Primary or Secondary.');
  service.secondaryKey = key;
  return {
    status: 200,
    body: { secondaryKey: key, secondaryConnectionString: connectionString(service, key) },
  };
}

function connectionString(service: ServiceState, key: string): string {
  return `endpoint=https://${service.hostName}/;accesskey=${key}`;
}
