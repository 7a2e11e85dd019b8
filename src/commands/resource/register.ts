import type { Command } from 'commander';
import type { Wire } from '../../terminal/wire.ts';
import type { IsNamed } from '../named.ts';
import { registerResourceCreate } from './create.ts';
import { registerResourceList } from './list.ts';
import { registerResourceShow } from './show.ts';

/** `resource`, and its commands where the command line names it. */
export function registerResource(program: Command, wire: Wire, isNamed: IsNamed): void {
  const resource = program.command('resource').description('ACS resources: list, show, create');
  if (!isNamed('resource')) return;
  registerResourceList(resource, wire);
  registerResourceShow(resource, wire);
  registerResourceCreate(resource, wire);
}
