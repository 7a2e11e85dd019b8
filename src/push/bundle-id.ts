import { CliError } from '../shared/errors.ts';

const SUFFIX = '.voip';

/** Throws `INVALID_BUNDLE_ID` unless it is one: letters, digits, hyphens and dots (Apple), and at most one `.voip`. */
function checkBundleId(bundleId: string): void {
  if (!/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(bundleId) || bundleId.length > 155)
    throw refuse(
      `'${bundleId}' is no bundle id: letters, digits and hyphens in parts divided by dots, as in com.contoso.app.`,
    );
  if (bundleId.toLowerCase().endsWith(`${SUFFIX}${SUFFIX}`))
    throw refuse(`'${bundleId}' ends in .voip twice; Apple would answer DeviceTokenNotForTopic.`);
}

/** The hub's name for a bundle id: the id itself, with `.voip` at its end when asked for, never twice (docs/design.md 7). */
export function hubNameFor(bundleId: string, voip: boolean): string {
  checkBundleId(bundleId);
  return voip && !bundleId.toLowerCase().endsWith(SUFFIX) ? `${bundleId}${SUFFIX}` : bundleId;
}

function refuse(message: string): CliError {
  return new CliError({
    code: 'INVALID_BUNDLE_ID',
    message,
    hint: 'Give the bundle id as Xcode shows it, e.g. --bundle-id com.contoso.app --voip',
  });
}
