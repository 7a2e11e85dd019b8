import type { Exchange } from '../../emulator/contract.ts';
import { CliError } from '../../shared/errors.ts';
import type { Session } from '../../terminal/session.ts';

/** What a user may say about the local Azure that is started. */
export interface StartRequest {
  port: number;
  out?: string;
  seed?: string;
  state?: string;
  faults?: string;
}

/** A local Azure that listens. */
export interface Serving {
  /** `https://localhost:4431`, no trailing slash. */
  origin: string;
  port: number;
  /** What a client needs: docs/design.md, section 6. */
  variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts the local Azure, loading it only now. Throws `EMULATOR` when a port or a file cannot be used. */
export async function serve(
  request: StartRequest,
  session: Session,
  onExchange?: (exchange: Exchange) => void,
): Promise<Serving> {
  const { startEmulator } = await import('../../emulator/start.ts');
  const { EmulatorProblem } = await import('../../emulator/problem.ts');
  const { port, out, seed, state, faults } = request;
  const starting = startEmulator({
    port,
    clock: session.clock,
    random: session.random,
    ...(out === undefined ? {} : { out }),
    ...(seed === undefined ? {} : { seedFile: seed }),
    ...(state === undefined ? {} : { stateFile: state }),
    ...(faults === undefined ? {} : { faultsFile: faults }),
    ...(onExchange === undefined ? {} : { onExchange }),
  });
  return await starting.catch((error: unknown) => {
    throw error instanceof EmulatorProblem ? unusable(error) : error;
  });
}

function unusable(problem: Error): CliError {
  return new CliError({
    code: 'EMULATOR',
    message: problem.message,
    hint: 'See acs-notify emulator start --help',
    cause: problem,
  });
}
