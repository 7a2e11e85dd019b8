import type { Command } from 'commander';
import type { Wire } from '../terminal/wire.ts';
import { registerEmulator } from './emulator/register.ts';
import { registerHub } from './hub/register.ts';
import { registerLinkHub } from './link-hub.ts';
import type { IsNamed } from './named.ts';
import { registerPolicy } from './policy/register.ts';
import { registerResource } from './resource/register.ts';
import { registerStatus } from './status.ts';
import { registerUnlinkHub } from './unlink-hub.ts';

/** The command tree. Each command declares itself in its own file; here it gets its place and its heading in help. */
export function registerCommands(program: Command, wire: Wire, isNamed: IsNamed): void {
  program.commandsGroup('The chain:');
  registerStatus(program, wire);
  registerResource(program, wire, isNamed);
  registerHub(program, wire, isNamed);
  registerPolicy(program, wire, isNamed);
  registerLinkHub(program, wire);
  registerUnlinkHub(program, wire);

  program.commandsGroup('Local Azure:');
  registerEmulator(program, wire, isNamed);

  program.commandsGroup('More:');
}
