import type { Command } from 'commander';
import type { Wire } from '../../terminal/wire.ts';
import type { IsNamed } from '../named.ts';
import { registerEmulatorClock } from './clock.ts';
import { registerEmulatorExec } from './exec.ts';
import { registerEmulatorStart } from './start.ts';
import { registerEmulatorUnlink } from './unlink.ts';

/** `emulator`, and its commands where the command line names it. */
export function registerEmulator(program: Command, wire: Wire, isNamed: IsNamed): void {
  const emulator = program
    .command('emulator')
    .description('a local Azure, for trying and testing without an account');
  if (!isNamed('emulator')) return;
  registerEmulatorStart(emulator, wire);
  registerEmulatorExec(emulator, wire);
  registerEmulatorClock(emulator, wire);
  registerEmulatorUnlink(emulator, wire);
}
