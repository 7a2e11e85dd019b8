import type { Command } from 'commander';
import type { Wire } from '../../terminal/wire.ts';
import { registerHubCreate } from './create.ts';
import { registerHubDelete } from './delete.ts';
import { registerHubList } from './list.ts';
import { registerHubShow } from './show.ts';

/** `hub` and its commands. */
export function registerHub(program: Command, wire: Wire): void {
  const hub = program.command('hub').description('notification hubs: create, list, show, delete');
  registerHubCreate(hub, wire);
  registerHubList(hub, wire);
  registerHubShow(hub, wire);
  registerHubDelete(hub, wire);
}
