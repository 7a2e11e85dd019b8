import {
  type ConnectionString,
  looksLikeConnectionString,
  parseConnectionString,
} from '../push/connection-string.ts';
import { type ArmId, sameName } from '../shared/arm-id.ts';
import { CliError } from '../shared/errors.ts';
import { isBareKey } from '../shared/hide-secrets.ts';
import type { Env } from '../shared/ports.ts';
import { Secret } from '../shared/secret.ts';
import { checkedId } from './ids.ts';

const HUB = 'Microsoft.NotificationHubs/namespaces/notificationHubs';

export interface ConnectionStringDeps {
  /** The text of a file, `-` meaning stdin. */
  readFile: (path: string) => Promise<string>;
  env: Env;
}

/** A connection string that somebody brought, checked against the hub that it is said to be for. */
export interface GivenConnectionString {
  policy: string;
  secret: Secret;
}

export interface ConnectionStringRequest {
  /** File, `-` or `env:NAME`. */
  connectionStringFile: string | undefined;
  /** The hub's whole id: who brings a string may not be allowed to look anything up. */
  hub: string | undefined;
  /** The policy that it must be of, when one was named. */
  policy: string | undefined;
}

/**
 * Reads a connection string from a file, stdin (`-`) or a variable (`env:NAME`), and holds it against the hub's id before
 * anything is sent. Undefined when none was given. Throws `SECRET_IN_ARGUMENT` when the string itself stands in the option.
 */
export async function checkedConnectionString(
  { connectionStringFile: source, hub, policy }: ConnectionStringRequest,
  deps: ConnectionStringDeps,
): Promise<GivenConnectionString | undefined> {
  if (source === undefined) return undefined;
  if (looksLikeConnectionString(source) || isBareKey(source)) throw inArgument();
  const id = wholeId(hub);
  const text = (await readSource(source, deps)).trim();
  const parsed = parseConnectionString(text);
  refuseOtherHub(parsed, id);
  if (policy !== undefined && !sameName(policy, parsed.policy))
    throw refuse(`it is of the policy ${parsed.policy}, not ${policy}`);
  return { policy: parsed.policy, secret: new Secret(text) };
}

function wholeId(hub: string | undefined): ArmId {
  if (hub?.startsWith('/')) return checkedId(hub, HUB, '--hub-id');
  throw new CliError({
    code: 'USAGE',
    message: '--connection-string-file needs the hub’s whole ARM id.',
    hint: 'Give it with --hub-id /subscriptions/…/notificationHubs/<hub>',
  });
}

async function readSource(
  source: string,
  { env, readFile }: ConnectionStringDeps,
): Promise<string> {
  if (!source.startsWith('env:')) return readFile(source);
  const name = source.slice('env:'.length);
  const value = env[name];
  if (value !== undefined) return value;
  throw new CliError({
    code: 'INVALID_SETTING',
    message: `The environment variable ${name} is not set.`,
    hint: `Set ${name} to the connection string, or name a file.`,
  });
}

function refuseOtherHub({ namespace, entityPath }: ConnectionString, { names }: ArmId): void {
  const [inNamespace = '', name = ''] = names;
  if (!sameName(namespace, inNamespace))
    throw refuse(`it is of the namespace ${namespace}, the hub is in ${inNamespace}`);
  if (entityPath !== undefined && !sameName(entityPath, name))
    throw refuse(`its EntityPath names the hub ${entityPath}, not ${name}`);
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
