import type { EngineEvent, Step } from '../engine/types.ts';
import type { KindContext } from '../resources/context.ts';
import type { CliError } from '../shared/errors.ts';
import type { Azure, Clock } from '../shared/ports.ts';

/** What every service that changes Azure is given. A command's session has it all. */
export interface ChangeDeps {
  azure: () => Promise<Azure>;
  clock: Clock;
  signal: AbortSignal;
  onEvent: (event: EngineEvent) => void;
}

/** How a change is to be made, as the common options say. */
export interface ChangeMode {
  dryRun: boolean;
}

/** The kinds' context, and the engine's options that report each wait as one of the step under way. */
export async function changeContext(
  { azure, clock, signal, onEvent }: ChangeDeps,
  mode: ChangeMode,
) {
  let current: Step | undefined;
  const track = (event: EngineEvent) => {
    current = event.step;
    onEvent(event);
  };
  const waiting = (reason: string) => {
    if (current) onEvent({ type: 'waiting', step: current, reason });
  };
  const context: KindContext = { azure: await azure(), clock, signal, waiting };
  const pause = pauseBetween(context);
  return { context, options: { dryRun: mode.dryRun, signal, onEvent: track, pause } };
}

/** In milliseconds, twice as long after the second sending. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 60_000;

/** Waits as long as Azure asks for before a change is sent again; not at all where that is more than a minute. */
function pauseBetween({ clock, signal, waiting }: KindContext) {
  return async (error: CliError, attempt: number): Promise<void> => {
    const pause = Math.max(error.retryAfter ?? 0, FIRST_PAUSE * 2 ** (attempt - 1));
    if (pause > LONGEST_PAUSE) throw error;
    waiting(`Azure did not say that it is done; trying again in ${Math.ceil(pause / 1000)} s`);
    await clock.sleep(pause, signal);
  };
}
