import { looksLikeConnectionString, parseConnectionString } from '../push/connection-string.ts';
import { parseArmId, sameName } from '../shared/arm-id.ts';
import { CliError } from '../shared/errors.ts';
import { Secret } from '../shared/secret.ts';

export interface ConnectionStringDeps {
  readFile(path: string): Promise<string>;
  env: Readonly<Record<string, string | undefined>>;
}

/** A connection string that somebody brought, checked against the hub that it is said to be for. */
export interface GivenConnectionString {
  policy: string;
  secret: Secret;
}

/**
 * Reads a connection string from a file, stdin (`-`) or a variable (`env:NAME`), and holds it against the hub's id before
 * anything is sent. Undefined when none was given. Throws `SECRET_IN_ARGUMENT` when the string itself stands in the option.
 */
export async function checkedConnectionString(
  request: { connectionStringFile: string | undefined; hub: string | undefined },
  deps: ConnectionStringDeps,
): Promise<GivenConnectionString | undefined> {
  const source = request.connectionStringFile;
  if (source === undefined) return undefined;
  if (looksLikeConnectionString(source)) throw inArgument();
  const hub = parseArmId(request.hub ?? '');
  if (!hub)
    throw new CliError({
      code: 'USAGE',
      message: '--connection-string-file needs the hub’s whole ARM id.',
      hint: 'Give it with --hub-id /subscriptions/…/notificationHubs/<hub>',
    });
  const text = (await readSource(source, deps)).trim();
  const parsed = parseConnectionString(text);
  const [namespace = '', name = ''] = hub.names;
  if (!sameName(parsed.namespace, namespace))
    throw refuse(`it is of the namespace ${parsed.namespace}, the hub is in ${namespace}`);
  if (parsed.entityPath !== undefined && !sameName(parsed.entityPath, name))
    throw refuse(`its EntityPath names the hub ${parsed.entityPath}, not ${name}`);
  refuseKnownPolicies(parsed.policy);
  return { policy: parsed.policy, secret: new Secret(text) };
}

async function readSource(
  source: string,
  { env, readFile }: ConnectionStringDeps,
): Promise<string> {
  const [, variable] = /^env:(\w+)$/.exec(source) ?? [];
  if (variable === undefined) return readFile(source);
  const value = env[variable];
  if (value !== undefined) return value;
  throw new CliError({
    code: 'INVALID_SETTING',
    message: `The environment variable ${variable} is not set.`,
    hint: `Set ${variable} to the connection string, or name a file.`,
  });
}

/** The default policies whose rights everybody knows, so that they are refused even where rights cannot be read. */
function refuseKnownPolicies(policy: string): void {
  if (sameName(policy, 'DefaultListenSharedAccessSignature'))
    throw new CliError({
      code: 'POLICY_CANNOT_SEND',
      message: `The connection string is that of ${policy}, which can only listen.`,
      hint: 'Use the string of a policy that may send: acs-notify policy ensure',
    });
}

function refuse(why: string): CliError {
  return new CliError({
    code: 'INVALID_CONNECTION_STRING',
    message: `The connection string does not belong to this hub: ${why}.`,
    hint: 'Take the string of a policy of this hub: acs-notify policy keys --hub <hub> --show',
  });
}

function inArgument(): CliError {
  return new CliError({
    code: 'SECRET_IN_ARGUMENT',
    message:
      '--connection-string-file was given a connection string; others can read a command line. It is not used.',
    hint: 'Put it into a file, or a variable: --connection-string-file env:CONNECTION_STRING; and regenerate the key if the machine is shared.',
  });
}
