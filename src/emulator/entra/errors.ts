import type { Reply, World } from '../contract.ts';
import { uuid } from '../random.ts';
import { nowOf } from '../time.ts';

/** A refusal of Entra: OAuth's error word, the AADSTS number and its sentence (identity 1). */
export interface AadError {
  error: string;
  number: number;
  message: string;
  status?: number;
}

/** The body that Entra answers with a refusal. People and tests read the AADSTS number. */
export function aadReply(world: World, refusal: AadError): Reply {
  const trace = uuid(world.random);
  const correlation = uuid(world.random);
  const timestamp = `${new Date(nowOf(world)).toISOString().replace('T', ' ').slice(0, 19)}Z`;
  return {
    status: refusal.status ?? 400,
    body: {
      error: refusal.error,
      error_description: `AADSTS${refusal.number}: ${refusal.message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [refusal.number],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `${world.origin}/error?code=${refusal.number}`,
    },
  };
}

/** A form without one of its parameters. */
export function missingParameter(world: World, name: string): Reply {
  return aadReply(world, {
    error: 'invalid_request',
    number: 900144,
    message: `The request body must contain the following parameter: '${name}'.`,
  });
}
