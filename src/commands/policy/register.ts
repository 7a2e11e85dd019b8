import type { Command } from 'commander';
import type { Wire } from '../../terminal/wire.ts';
import type { IsNamed } from '../named.ts';
import { registerPolicyEnsure } from './ensure.ts';
import { registerPolicyKeys } from './keys.ts';
import { registerPolicyList } from './list.ts';

/** `policy`, and its commands where the command line names it. */
export function registerPolicy(program: Command, wire: Wire, isNamed: IsNamed): void {
  const policy = program
    .command('policy')
    .description('policies (authorization rules) of a hub: ensure, list, keys');
  if (!isNamed('policy')) return;
  registerPolicyEnsure(policy, wire);
  registerPolicyList(policy, wire);
  registerPolicyKeys(policy, wire);
}
