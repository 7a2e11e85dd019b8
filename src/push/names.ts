import { createHash } from 'node:crypto';
import { CliError } from '../shared/errors.ts';

interface NameRule {
  what: string;
  pattern: RegExp;
  says: string;
}

/** The rules for names. Source: facts 2, Names (specification and ARM's naming table). */
const RULES = {
  namespace: {
    what: 'namespace name',
    pattern: /^[a-zA-Z][a-zA-Z0-9-]{4,48}[a-zA-Z0-9]$/,
    says: '6 to 50 letters, digits and hyphens, beginning with a letter, ending with a letter or digit',
  },
  hub: {
    what: 'hub name',
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9\-._]{0,259}$/,
    says: '1 to 260 letters, digits, dots, hyphens and underscores, beginning with a letter or digit',
  },
  policy: {
    what: 'policy name',
    pattern: /^(?!\.{1,2}$)[a-zA-Z0-9!()*\-._]{1,256}$/,
    says: '1 to 256 letters, digits and !()*-._, not only dots',
  },
  group: {
    what: 'resource group name',
    pattern: /^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u,
    says: '1 to 90 letters, digits and _().-, not ending with a dot',
  },
  resource: {
    what: 'ACS resource name',
    pattern: /^[-\w]{1,63}$/,
    says: '1 to 63 letters, digits, hyphens and underscores',
  },
} as const satisfies Record<string, NameRule>;

/** Throws `INVALID_NAME`, saying the rule, unless the name keeps it. */
export function checkName(kind: keyof typeof RULES, name: string): void {
  const { what, pattern, says } = RULES[kind];
  if (pattern.test(name)) return;
  throw new CliError({
    code: 'INVALID_NAME',
    message: `'${name}' is no ${what}: ${says}.`,
    hint: 'Choose a name that keeps the rule.',
  });
}

/**
 * A namespace's name for a hub: readable, and the same for the same subscription, group and hub, so that a second run finds
 * it. Names are global in Azure, hence the 8 hex digits of a hash.
 */
export function namespaceNameFor(subscription: string, group: string, hub: string): string {
  const hash = createHash('sha256')
    .update(`${subscription}/${group}/${hub}`.toLowerCase())
    .digest('hex')
    .slice(0, 8);
  const readable = hub
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return `${readable === '' ? 'hub' : readable}-${hash}`;
}
