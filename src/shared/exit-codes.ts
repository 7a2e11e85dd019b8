/** Exit codes of every command, never renumbered. The meanings are what `docs/exit-codes.md` prints. */
export const EXIT_CODES = {
  ok: { code: 0, meaning: 'Done, or nothing to do.' },
  failed: { code: 1, meaning: 'It failed; the error says why.' },
  usage: {
    code: 2,
    meaning: 'The command line, a file or a setting is wrong. Nothing was changed.',
  },
  notFound: { code: 3, meaning: 'Something named does not exist.' },
  signIn: { code: 4, meaning: 'Sign-in is needed, or was refused.' },
  denied: { code: 5, meaning: 'Signed in, but not allowed.' },
  conflict: {
    code: 6,
    meaning: 'Refused because of the present state: taken, linked elsewhere, in use.',
  },
  later: { code: 7, meaning: 'Try later: throttled, unavailable or unreachable.' },
  partial: { code: 8, meaning: 'Partly done. Running the same command again goes on.' },
  cancelled: { code: 9, meaning: 'Cancelled at a question.' },
  changes: { code: 10, meaning: 'There are changes to make, or findings.' },
  interrupted: { code: 130, meaning: 'Stopped by Ctrl-C (SIGINT).' },
  terminated: { code: 143, meaning: 'Stopped by SIGTERM, or by SIGHUP: the terminal closed.' },
} as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES]['code'];
