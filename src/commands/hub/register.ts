import type { Command } from 'commander';
import type { Wire } from '../../terminal/wire.ts';
import type { IsNamed } from '../named.ts';
import { registerHubCreate } from './create.ts';
import { registerHubDelete } from './delete.ts';
import { registerHubList } from './list.ts';
import { registerHubShow } from './show.ts';

/** `hub`, and its commands where the command line names it. */
export function registerHub(program: Command, wire: Wire, isNamed: IsNamed): void {
  const hub = program.command('hub').description('notification hubs: create, list, show, delete');
  if (!isNamed('hub')) return;
  registerHubCreate(hub, wire);
  registerHubList(hub, wire);
  registerHubShow(hub, wire);
  registerHubDelete(hub, wire);
}
