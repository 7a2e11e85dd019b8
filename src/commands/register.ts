import type { Command } from 'commander';
import type { Wire } from '../terminal/wire.ts';
import { registerEmulator } from './emulator/register.ts';
import { registerHub } from './hub/register.ts';
import { registerLinkHub } from './link-hub.ts';
import { registerPolicy } from './policy/register.ts';
import { registerResource } from './resource/register.ts';
import { registerStatus } from './status.ts';
import { registerUnlinkHub } from './unlink-hub.ts';

/** The command tree. Each command declares itself in its own file; here it gets its place and its heading in help. */
export function registerCommands(program: Command, wire: Wire): void {
  program.commandsGroup('The chain:');
  registerStatus(program, wire);
  registerResource(program, wire);
  registerHub(program, wire);
  registerPolicy(program, wire);
  registerLinkHub(program, wire);
  registerUnlinkHub(program, wire);

  program.commandsGroup('Local Azure:');
  registerEmulator(program, wire);

  program.commandsGroup('More:');
}
