import type { Env } from '../shared/ports.ts';
import { printableLine } from '../shared/printable.ts';
import type { Secret } from '../shared/secret.ts';
import type { Outcome } from './outcome.ts';
import { pairsText } from './table.ts';

interface Keys {
  id: string;
  keyName: string;
  primaryConnectionString: Secret;
  secondaryConnectionString: Secret;
}

interface Asked {
  show: boolean;
  secondary: boolean;
}

/** Fingerprints, or on request one connection string, which CI is told to mask before it is printed. */
export function keysOutcome(
  keys: Keys,
  asked: Asked,
  to: { env: Env; say(text: string): void },
): Outcome<unknown> {
  if (!asked.show) return fingerprints(keys);
  const secret = asked.secondary ? keys.secondaryConnectionString : keys.primaryConnectionString;
  const connectionString = secret.reveal();
  for (const line of maskCommands(connectionString, to.env)) to.say(line);
  return {
    data: { id: keys.id, policy: keys.keyName, connectionString },
    human: () => connectionString,
  };
}

/** What makes a CI system blot a value out of its logs; nothing elsewhere. The key alone is masked too. */
function maskCommands(secret: string, env: Env): string[] {
  const [, key] = /SharedAccessKey=([^;]+)/.exec(secret) ?? [];
  const values = [secret, ...(key === undefined ? [] : [key])];
  if (env['GITHUB_ACTIONS'] !== undefined) return values.map((value) => `::add-mask::${value}`);
  if (env['TF_BUILD'] !== undefined)
    return values.map(
      (value, index) =>
        `##vso[task.setvariable variable=acsNotifyMasked${index};issecret=true]${value}`,
    );
  return [];
}

function fingerprints(keys: Keys): Outcome<unknown> {
  const data = {
    id: keys.id,
    policy: keys.keyName,
    primary: keys.primaryConnectionString.fingerprint(),
    secondary: keys.secondaryConnectionString.fingerprint(),
  };
  const human: Outcome<typeof data>['human'] = ({ policy, primary, secondary }, style) =>
    pairsText(
      [
        ['Policy', printableLine(policy)],
        ['Primary', `*** (${primary})`],
        ['Secondary', `*** (${secondary})`],
      ],
      style,
    );
  return { data, human: (_, style) => human(data, style) };
}
