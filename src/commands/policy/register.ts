import type { Command } from 'commander';
import type { Wire } from '../../terminal/wire.ts';
import { registerPolicyEnsure } from './ensure.ts';
import { registerPolicyKeys } from './keys.ts';
import { registerPolicyList } from './list.ts';

/** `policy` and its commands. */
export function registerPolicy(program: Command, wire: Wire): void {
  const policy = program
    .command('policy')
    .description('policies (authorization rules) of a hub: ensure, list, keys');
  registerPolicyEnsure(policy, wire);
  registerPolicyList(policy, wire);
  registerPolicyKeys(policy, wire);
}
