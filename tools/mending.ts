import type { ErrorCode } from '../src/shared/error-codes.ts';

/** What to do about each error, for `docs/errors.md`. The error itself names the value and the command. */
export const MENDING: Readonly<Record<ErrorCode, string>> = {
  USAGE: 'Look at the command’s `--help`; the message names the option and often what was meant.',
  INVALID_ID:
    'Give a name, `namespace/hub`, or a full ARM id (`/subscriptions/…/providers/…`) of the kind that the message names.',
  INVALID_NAME: 'Choose a name by the rule that the message states.',
  INVALID_BUNDLE_ID:
    'Letters, digits, `-` and `.` only, as in Xcode; give it without `.voip` and add `--voip`.',
  INVALID_CONNECTION_STRING:
    'Copy it again from `acs-notify policy keys` or the portal, for this hub and a policy with Send.',
  INVALID_LOCATION:
    'Take one of the near names in the message; `az account list-locations` has all.',
  INVALID_SETTING: 'Set the variable that the message names to a value of the form that it shows.',
  SECRET_IN_ARGUMENT:
    'Put the secret in a file, a variable (`env:NAME`) or on stdin (`-`): other users of the machine can read arguments. Renew it if it was real.',
  FILE_UNREADABLE: 'Check the path, its rights and what the file holds.',
  AMBIGUOUS: 'Give one of the ids that the message lists.',
  INPUT_NEEDED: 'Give the answer with the option that the message names, or run it in a terminal.',
  WRONG_SUBSCRIPTION: 'Link a hub of the ACS resource’s own subscription: `acs-notify hub create`.',
  NOT_FOUND: 'Take one of the near names in the message, or check `--subscription`.',
  SIGN_IN_NEEDED: 'Set `AZURE_TENANT_ID`, `AZURE_CLIENT_ID` and `AZURE_CLIENT_SECRET`.',
  SIGN_IN_FAILED: 'Check tenant, client id and secret; look the AADSTS number of the message up.',
  TOKEN_REFUSED: 'Sign in to the tenant that the subscription belongs to.',
  DENIED: 'Have a role with the named action assigned on the named scope, and wait some minutes.',
  CONFLICT: 'Read the service’s words; often another change is under way: run the command again.',
  NAME_TAKEN: 'Choose another name: it must be unique in all of Azure.',
  LINKED_ELSEWHERE: 'Add `--relink` to move the link, if it should be moved.',
  POLICY_TOO_WIDE:
    'Narrow it with `acs-notify policy ensure`, or agree with `--allow-more-rights`.',
  POLICY_CANNOT_SEND: 'Take another policy, or let `acs-notify policy ensure` mend this one.',
  REPLACE_REFUSED:
    'Keep the present value, or delete the thing first if what it holds may be lost.',
  IN_USE: 'Remove what depends on it first; the message lists it.',
  NO_UNLINK: 'Use Disconnect in the portal, on the page that the message names.',
  THROTTLED: 'Run the command again after the time that the message names.',
  UNAVAILABLE: 'Run the command again later; https://azure.status.microsoft shows outages.',
  UNREACHABLE: 'Check the network, the proxy variables and the host that the message names.',
  NOT_READY: 'Run the command again: it goes on waiting.',
  AZURE_REFUSED: 'Read the service’s code and words; quote the correlation id to Azure support.',
  UNEXPECTED_ANSWER: 'Something between you and Azure answered, often a proxy or a login page.',
  CERTIFICATE: 'Have the issuer’s certificate added: `NODE_EXTRA_CA_CERTS=/path/ca.pem`.',
  FOREIGN_ORIGIN: 'Nothing was sent there. Report it: Azure should never answer so.',
  OUTCOME_UNKNOWN: 'Run the same command again: it reads first and only does what is missing.',
  OPERATION_FAILED: 'Read the service’s words, mend what they say, run the command again.',
  QUERY_FAILED: 'Look at the whole result with `-o json`, then mend the query.',
  EMULATOR: 'Start it with `acs-notify emulator start` and set the variables that it prints.',
  CANCELLED: 'Nothing was changed. `--yes` agrees in advance.',
  INTERRUPTED: 'Run the same command again: it goes on from what is there.',
  TERMINATED: 'Run the same command again: it goes on from what is there.',
  INTERNAL: 'Report it, with the command and what it printed.',
};
