import { CliError } from '../shared/errors.ts';
import { sameLocation } from '../shared/location.ts';
import type { Azure } from '../shared/ports.ts';
import { didYouMean } from './nearest.ts';

/** Throws `INVALID_LOCATION`, with the nearest ones, unless Azure offers it to the subscription. */
export async function checkLocation(
  location: string,
  subscription: string,
  { resources }: Azure,
): Promise<void> {
  const all = await resources.locations(subscription);
  if (
    all.some(
      ({ name, displayName }) =>
        sameLocation(name, location) || sameLocation(displayName, location),
    )
  )
    return;
  const near = didYouMean(
    location,
    all.map(({ name }) => name),
  );
  throw new CliError({
    code: 'INVALID_LOCATION',
    message: `Azure has no location '${location}'.${near}`,
    hint: 'All of them: az account list-locations --query "[].name" -o tsv',
  });
}
