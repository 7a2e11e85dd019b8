import { EXIT_CODES, type ExitCode } from './exit-codes.ts';

interface ErrorCodeEntry {
  exit: ExitCode;
  /** When this error is given: one sentence, for `docs/errors.md`. */
  meaning: string;
}

const exits = (name: keyof typeof EXIT_CODES, meaning: string): ErrorCodeEntry => ({
  exit: EXIT_CODES[name].code,
  meaning,
});

/** Every error code of the program, with its exit code. `docs/errors.md` is made from this table. */
export const ERROR_CODES = {
  // The command line, files and settings.
  USAGE: exits('usage', 'An option or argument is unknown, missing or malformed.'),
  INVALID_ID: exits('usage', 'A value is not an ARM id, or an id of another type.'),
  INVALID_NAME: exits('usage', 'A name breaks the service’s rule for such names.'),
  INVALID_BUNDLE_ID: exits('usage', 'A bundle id has illegal characters or a doubled `.voip`.'),
  INVALID_CONNECTION_STRING: exits(
    'usage',
    'A connection string is malformed or belongs elsewhere.',
  ),
  INVALID_LOCATION: exits('usage', 'The location is not one that Azure offers.'),
  INVALID_SETTING: exits('usage', 'An environment variable has a value that cannot be used.'),
  SECRET_IN_ARGUMENT: exits(
    'usage',
    'A secret was given in an option’s value, where a file is wanted.',
  ),
  FILE_UNREADABLE: exits(
    'usage',
    'A file that was named cannot be read, or holds the wrong thing.',
  ),
  AMBIGUOUS: exits('usage', 'Several things have that name and none was chosen.'),
  INPUT_NEEDED: exits(
    'usage',
    'A question would have to be asked, and asking is not possible here.',
  ),
  WRONG_SUBSCRIPTION: exits('usage', 'Hub and ACS resource lie in different subscriptions.'),
  // Looking things up.
  NOT_FOUND: exits('notFound', 'Something that was named does not exist.'),
  // Sign-in and rights.
  SIGN_IN_NEEDED: exits('signIn', 'No way to sign in was given.'),
  SIGN_IN_FAILED: exits('signIn', 'The sign-in was refused; the AADSTS number says why.'),
  TOKEN_REFUSED: exits('signIn', 'Azure does not accept the token (401).'),
  DENIED: exits('denied', 'Signed in, but a role assignment for this action is missing (403).'),
  // The present state forbids it.
  CONFLICT: exits('conflict', 'Azure refused because of the present state (409, 412).'),
  NAME_TAKEN: exits('conflict', 'A name that must be unique in Azure is taken by somebody else.'),
  LINKED_ELSEWHERE: exits('conflict', 'The ACS resource is linked to another hub.'),
  POLICY_TOO_WIDE: exits('conflict', 'The policy may do more than Send.'),
  POLICY_CANNOT_SEND: exits('conflict', 'The policy lacks the Send right.'),
  REPLACE_REFUSED: exits(
    'conflict',
    'A change needs deletion and creation anew, and was not allowed.',
  ),
  IN_USE: exits('conflict', 'Something still depends on what was to be deleted.'),
  NO_UNLINK: exits('conflict', 'Azure’s API has no call that removes a link.'),
  // Try later.
  THROTTLED: exits('later', 'Azure asked to wait longer than this command may (429).'),
  UNAVAILABLE: exits('later', 'Azure could not answer (5xx) although asked several times.'),
  UNREACHABLE: exits('later', 'No connection: DNS, refused, reset or timed out.'),
  NOT_READY: exits('later', 'Something did not become ready in the time allowed.'),
  // Failures.
  AZURE_REFUSED: exits('failed', 'Azure refused the request; its own code and words are shown.'),
  UNEXPECTED_ANSWER: exits(
    'failed',
    'What answered is not Azure: HTML, an empty, cut or mistyped body.',
  ),
  CERTIFICATE: exits('failed', 'The server’s certificate is not trusted.'),
  FOREIGN_ORIGIN: exits(
    'failed',
    'An address outside the signed-in cloud would have got the token.',
  ),
  OUTCOME_UNKNOWN: exits(
    'failed',
    'A change was sent and no answer came: it may have been made or not.',
  ),
  OPERATION_FAILED: exits('failed', 'Azure accepted the change, then failed or cancelled it.'),
  QUERY_FAILED: exits('failed', 'The work was done, but --query does not fit the result.'),
  EMULATOR: exits('failed', 'The local Azure could not start or be reached.'),
  // Stopped.
  CANCELLED: exits('cancelled', 'The question was answered with no.'),
  INTERRUPTED: exits('interrupted', 'Stopped by Ctrl-C.'),
  TERMINATED: exits('terminated', 'Stopped by SIGTERM, or by SIGHUP: the terminal closed.'),
  INTERNAL: exits('failed', 'A bug in acs-notify. Please report it.'),
} as const satisfies Record<string, ErrorCodeEntry>;

export type ErrorCode = keyof typeof ERROR_CODES;
