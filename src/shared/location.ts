/** Whether two locations mean the same region: "West Europe" and "westeurope" do (observed 6.8). */
export function sameLocation(one: string, other: string): boolean {
  return locationName(one) === locationName(other);
}

/** `westeurope`, whatever spacing and case it came in. */
export function locationName(location: string): string {
  return location.toLowerCase().replaceAll(' ', '');
}
