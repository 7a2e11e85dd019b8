import type { Command } from 'commander';
import type { Wire } from '../../terminal/wire.ts';
import { registerResourceCreate } from './create.ts';
import { registerResourceList } from './list.ts';
import { registerResourceShow } from './show.ts';

/** `resource` and its commands. */
export function registerResource(program: Command, wire: Wire): void {
  const resource = program.command('resource').description('ACS resources: list, show, create');
  registerResourceList(resource, wire);
  registerResourceShow(resource, wire);
  registerResourceCreate(resource, wire);
}
