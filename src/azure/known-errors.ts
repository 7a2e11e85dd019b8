import type { ErrorCode } from '../shared/error-codes.ts';
import type { AzureAnswer } from '../shared/errors.ts';
import { shellQuote } from '../shared/shell-quote.ts';

/** What was asked when Azure refused. */
export interface Refused {
  method: string;
  path: string;
  /** `details[0].target`: what the error is about, for some codes. */
  target: string | undefined;
}

export interface Explanation {
  code: ErrorCode;
  message: string;
  hint: string;
}

type Known = (azure: AzureAnswer, refused: Refused) => Partial<Explanation> & { code: ErrorCode };

const ASK_OWNER = 'Ask an owner of the scope for a role that has this action.';
const SIGN_IN = 'Check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, then try again.';
const fixed =
  (code: ErrorCode, hint: string): Known =>
  () => ({ code, hint });

/** What to say about error codes that ARM is known for. Source: facts 6, observed 1.6 and 3.3. */
const BY_CODE: Readonly<Record<string, Known>> = {
  AuthorizationFailed: denied,
  LinkedAuthorizationFailed: denied,
  RequestDisallowedByPolicy: fixed('DENIED', 'An Azure Policy forbids this; the message names it.'),
  ReadOnlyDisabledSubscription: fixed(
    'CONFLICT',
    'The subscription is disabled: nothing can be changed in it. Enable it, or use another.',
  ),
  ScopeLocked: fixed('CONFLICT', 'A lock protects this. See: az lock list'),
  MissingSubscriptionRegistration: unregistered,
  SubscriptionNotFound: (_azure, { path }) => ({
    code: 'NOT_FOUND',
    message: `Azure does not know the subscription ${path.split('/')[2] ?? ''}, or you have no role in it.`,
    hint: 'Check --subscription and AZURE_SUBSCRIPTION_ID; see: az account list',
  }),
  ResourceGroupNotFound: (_azure, { path }) => ({
    code: 'NOT_FOUND',
    message: `There is no resource group ${path.split('/')[4] ?? ''} in this subscription.`,
    hint: 'Check the group’s name; hub create can make it: --create-resource-group',
  }),
  WrongSubscription: fixed(
    'WRONG_SUBSCRIPTION',
    'Use a hub in the subscription of the ACS resource: acs-notify hub create',
  ),
  InvalidAuthenticationTokenAudience: fixed(
    'TOKEN_REFUSED',
    'The token is for another cloud or service. Check ACS_NOTIFY_CLOUD.',
  ),
  InvalidAuthenticationTokenTenant: fixed(
    'TOKEN_REFUSED',
    'The subscription belongs to another tenant. Check AZURE_TENANT_ID.',
  ),
  NameReservationTaken: fixed('NAME_TAKEN', 'Choose another name.'),
  LocationNotAvailableForResourceType: fixed(
    'INVALID_LOCATION',
    'Azure’s message lists the locations that it offers: give one of them with --location.',
  ),
  NoRegisteredProviderFound: fixed(
    'AZURE_REFUSED',
    'The provider does not offer this version or location; Azure’s message lists those that it has.',
  ),
};

const BY_STATUS: Readonly<Record<number, Known>> = {
  401: () => ({
    code: 'TOKEN_REFUSED',
    message: 'Azure does not accept the token.',
    hint: SIGN_IN,
  }),
  403: denied,
  404: (_azure, { path }) => ({
    code: 'NOT_FOUND',
    message: `Azure does not have ${path}.`,
    hint: 'Check the name and the subscription; see: acs-notify resource list',
  }),
  409: fixed(
    'CONFLICT',
    'Something else may be changing this. Run the same command again in a minute.',
  ),
  412: fixed('CONFLICT', 'It was changed meanwhile. Look at it, then run the same command again.'),
  429: fixed('THROTTLED', 'Run the same command again in a minute.'),
  501: fixed(
    'AZURE_REFUSED',
    'What answers does not know this request; a local Azure plays only parts of Azure.',
  ),
};

/** What an answer of 400 and above means, and what mends it. */
export function explain(azure: AzureAnswer, refused: Refused): Explanation {
  const known = own(BY_CODE, azure.code) ?? BY_STATUS[azure.status];
  return {
    message: `Azure refused ${refused.method} ${refused.path} (${azure.status}).`,
    hint: 'Azure’s own words say why; --debug shows the request.',
    ...(known?.(azure, refused) ?? { code: 'AZURE_REFUSED' }),
  };
}

function own(table: Readonly<Record<string, Known>>, name: string): Known | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** ARM's sentence, as it is since years: "… does not have authorization to perform action 'A' over scope 'S' …". */
const DENIED_TEXT = /perform action '([^']+)'.*?over scope '([^']+)'/s;
const CLIENT_TEXT = /object id '([0-9a-f-]{36})'/i;

function denied(azure: AzureAnswer, { method, path }: Refused): Explanation {
  const [, action, scope] = DENIED_TEXT.exec(azure.message) ?? [];
  if (action === undefined || scope === undefined)
    return { code: 'DENIED', message: `You may not ${method} ${path}.`, hint: ASK_OWNER };
  const [, who] = CLIENT_TEXT.exec(azure.message) ?? [];
  return {
    code: 'DENIED',
    message: `You lack the action ${action} on ${scope}.`,
    hint: `An owner can run: az role assignment create --assignee ${who ?? '<you>'} --role Contributor --scope ${shellQuote(scope)}\nA new role takes some minutes to be in force.`,
  };
}

function unregistered({ message }: AzureAnswer, { target, path }: Refused): Explanation {
  const named = target ?? /namespace '([\w.]+)'/.exec(message)?.[1];
  const provider = named ?? /\/providers\/([\w.]+)/i.exec(path)?.[1] ?? '<provider>';
  const subscription = /^\/subscriptions\/([^/]+)/i.exec(path)?.[1];
  const where = subscription === undefined ? '' : ` --subscription ${shellQuote(subscription)}`;
  return {
    code: 'CONFLICT',
    message: `The subscription is not registered for the resource provider ${provider}.`,
    hint: `Register it: az provider register --namespace ${shellQuote(provider)}${where}`,
  };
}
