import { parseArmId } from '../shared/arm-id.ts';
import { CliError } from '../shared/errors.ts';
import type { Rule } from '../shared/ports.ts';
import { shellQuote } from '../shared/shell-quote.ts';
import { subscriptionOption } from './ids.ts';

type Policy = Pick<Rule, 'name' | 'rights'>;

/** Throws `POLICY_TOO_WIDE`, with that hint, or `POLICY_CANNOT_SEND` unless the policy may send and nothing else. */
export function refuseWidePolicy({ name, rights }: Policy, hint: string): void {
  refuseMutePolicy({ name, rights });
  if (rights.length === 1) return;
  throw new CliError({
    code: 'POLICY_TOO_WIDE',
    message: `The policy ${name} may ${rights.toSorted().join(', ')}: more than Send.`,
    hint,
  });
}

/** Throws `POLICY_CANNOT_SEND` unless the policy has Send. */
export function refuseMutePolicy({ name, rights }: Policy): void {
  if (rights.includes('Send')) return;
  throw new CliError({
    code: 'POLICY_CANNOT_SEND',
    message: `The policy ${name} cannot send (${spoken(rights)}): no push would arrive.`,
    hint: 'Name a policy that may send, or leave --policy out: acs-send is made for it.',
  });
}

function spoken(rights: readonly string[]): string {
  if (rights.join() === 'Listen') return 'it can only listen';
  return rights.length === 0 ? 'it has no rights' : `it may ${rights.toSorted().join(', ')}`;
}

/** The command that narrows a policy of a hub to Send alone. */
export function narrowing(policyId: string): string {
  const [namespace, hub, policy = ''] = parseArmId(policyId)?.names ?? [];
  return `acs-notify policy ensure --hub ${shellQuote(`${namespace}/${hub}`)} --name ${shellQuote(policy)} ${subscriptionOption(policyId)}`;
}
