import { type ErrorCode, ERROR_CODES } from './error-codes.ts';
import type { ExitCode } from './exit-codes.ts';

/** What a service answered when it refused: shown to people, kept in the JSON error. */
export interface AzureAnswer {
  /** HTTP status. */
  status: number;
  /** The service's own error code, e.g. `AuthorizationFailed`; empty when the body had none. */
  code: string;
  /** The service's own words, control characters and all: whoever prints it must neutralise them. */
  message: string;
  /** `x-ms-correlation-request-id` of the answer. */
  correlationId?: string;
}

export interface CliErrorDetails {
  /** Stable name for scripts, e.g. `HUB_NOT_FOUND`. Part of the JSON contract; listed in `error-codes.ts`. */
  code: ErrorCode;
  /** What went wrong and why: a sentence that names the thing and the value. */
  message: string;
  /** The way out: a command to run or a setting to change. */
  hint: string;
  azure?: AzureAnswer;
  /** How long to wait at least before trying again, in milliseconds, where the service asked for it. */
  retryAfter?: number | undefined;
  cause?: unknown;
}

/** A failure we expected and can explain. Anything else that reaches `main` is a bug, and prints its stack. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: ErrorCode;
  readonly hint: string;
  readonly exit: ExitCode;
  readonly azure: AzureAnswer | undefined;
  readonly retryAfter: number | undefined;

  constructor(details: CliErrorDetails) {
    super(details.message, { cause: details.cause });
    this.code = details.code;
    this.hint = details.hint;
    this.exit = ERROR_CODES[details.code].exit;
    this.azure = details.azure;
    this.retryAfter = details.retryAfter;
  }
}

/** Whether this is the expected failure of that name. */
export function isCliError(error: unknown, code?: ErrorCode): error is CliError {
  return error instanceof CliError && (code === undefined || error.code === code);
}
