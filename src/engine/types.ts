import type { CliError } from '../shared/errors.ts';

/** One property that is not as wanted. Never holds a secret: those are shown as fingerprints. */
export interface Difference {
  /** Where, e.g. `sku`, `rights`, `tags.team`. */
  path: string;
  from: string | undefined;
  to: string | undefined;
  /** It cannot be changed in place: only deletion and creation anew would do it. */
  replaces?: boolean;
}

/** A request that a step would send, for `--show-requests`. Secrets in it stand as `***`. */
export interface PlannedRequest {
  method: 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** Path with `api-version`, from `/` on. */
  path: string;
  body?: unknown;
}

/** How one kind of resource is found, compared and written. `W`: as wanted. `F`: as found. `C`: what the kind works with; the engine only hands it on. */
export interface ResourceKind<W, F, C> {
  readonly kind: string;
  /** Computed from names alone, so no step ever waits for another step's output. */
  id(wanted: W): string;
  /** Undefined when Azure does not have it. */
  find(wanted: W, context: C): Promise<F | undefined>;
  /** Pure. Empty when nothing is to be done. */
  compare(wanted: W, found: F): Difference[];
  /**
   * Pure. Whether a `put` whose answer was lost has been made although `compare` still finds something to do. `before`: as
   * found before it.
   */
  landed?(wanted: W, before: F | undefined, now: F): boolean;
  /** Pure. The writing requests that `put` sends for this, in order. */
  requests(wanted: W, found: F | undefined): PlannedRequest[];
  /** Creates, or mends the differences found, and waits until it is there. Safe to repeat with a fresh `found`. */
  put(wanted: W, found: F | undefined, context: C): Promise<void>;
  /** How it is deleted, where it can be. */
  readonly deletion?: {
    /** The requests that deleting it sends. */
    requests(wanted: W): PlannedRequest[];
    /** Deletes it and waits until it is gone; what is absent already is no error. */
    run(wanted: W, context: C): Promise<void>;
  };
}

export type Action = 'create' | 'update' | 'replace' | 'delete' | 'keep';
export type Status = 'planned' | 'kept' | 'done' | 'failed' | 'unknown' | 'skipped';

/** A step is data: it can be printed, serialised and compared in a test. */
export interface Step {
  kind: string;
  id: string;
  action: Action;
  differences: Difference[];
  /** What it would send; filled in plans only. */
  requests: PlannedRequest[];
}

/** A step with what became of it. `error`: why it `failed`, is `unknown`, or was the first to be `skipped` after a stop. */
export interface StepResult extends Step {
  status: Status;
  error?: unknown;
}

/** What the engine reports while it applies. */
export type EngineEvent =
  | { type: 'started'; step: Step }
  | { type: 'waiting'; step: Step; reason: string }
  | { type: 'finished'; step: Step; result: StepResult };

export interface ReconcileOptions {
  /** Plan only: every step comes back as `planned` or `kept`, and no writing request is sent. */
  dryRun?: boolean;
  /** Asked once, before the first write, when there is something to do. False cancels: nothing is written. */
  confirm?: (steps: readonly Step[]) => Promise<boolean>;
  /** Whether a difference that `replaces` may delete and create anew. */
  allowReplace?: boolean;
  onEvent?: (event: EngineEvent) => void;
  /**
   * Waits before a change whose outcome is unknown (`error`) is read back after that many sendings, to be sent again where it
   * was not made. Rejects when it is not worth waiting: nothing is sent again then.
   */
  pause?: (error: CliError, attempt: number) => Promise<void>;
  /** Aborting stops before the next request; the step under way comes back `unknown`, the rest `skipped`. */
  signal?: AbortSignal;
}
