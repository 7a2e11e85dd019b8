import type { World } from './contract.ts';

/** The local Azure's own time: the clock given, moved by `emulator clock --advance`. Milliseconds since the epoch. */
export function nowOf(world: Pick<World, 'clock' | 'state'>): number {
  return world.clock.now() + world.state.clockOffset;
}

/** `2021-12-06T10:11:12.1230000Z`: seven decimals and Z, as dialect B writes dates (observed 1.1). */
export function sevenDecimals(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '0000Z');
}

/** `2024-05-30T21:28:00.347+00:00`: an offset, trailing zeros cut, as dialect C writes dates (observed 1.1). */
export function withOffset(milliseconds: number): string {
  const [seconds = '', fraction = ''] = new Date(milliseconds)
    .toISOString()
    .replace('Z', '')
    .split('.');
  const kept = fraction.replace(/0+$/, '');
  return `${seconds}${kept === '' ? '' : `.${kept}`}+00:00`;
}

/** `20261124T121314Z`, for `x-ms-routing-request-id`. */
export function compact(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
