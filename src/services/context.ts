import type { EngineEvent, Step } from '../engine/types.ts';
import type { KindContext } from '../resources/context.ts';
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
  return { context, options: { dryRun: mode.dryRun, signal, onEvent: track } };
}
