import { locationName } from '../shared/location.ts';

/** Azure regions by name with their display names. Source: the public list of Azure geographies. */
const DISPLAY_NAMES: Readonly<Record<string, string>> = {
  global: 'Global',
  eastus: 'East US',
  eastus2: 'East US 2',
  westus: 'West US',
  westus2: 'West US 2',
  westus3: 'West US 3',
  centralus: 'Central US',
  northcentralus: 'North Central US',
  southcentralus: 'South Central US',
  westcentralus: 'West Central US',
  canadacentral: 'Canada Central',
  canadaeast: 'Canada East',
  brazilsouth: 'Brazil South',
  northeurope: 'North Europe',
  westeurope: 'West Europe',
  uksouth: 'UK South',
  ukwest: 'UK West',
  francecentral: 'France Central',
  germanywestcentral: 'Germany West Central',
  switzerlandnorth: 'Switzerland North',
  norwayeast: 'Norway East',
  swedencentral: 'Sweden Central',
  polandcentral: 'Poland Central',
  italynorth: 'Italy North',
  spaincentral: 'Spain Central',
  uaenorth: 'UAE North',
  qatarcentral: 'Qatar Central',
  israelcentral: 'Israel Central',
  southafricanorth: 'South Africa North',
  centralindia: 'Central India',
  southindia: 'South India',
  westindia: 'West India',
  eastasia: 'East Asia',
  southeastasia: 'Southeast Asia',
  japaneast: 'Japan East',
  japanwest: 'Japan West',
  koreacentral: 'Korea Central',
  koreasouth: 'Korea South',
  australiaeast: 'Australia East',
  australiasoutheast: 'Australia Southeast',
  australiacentral: 'Australia Central',
  newzealandnorth: 'New Zealand North',
};

/** "West Europe"; undefined for a region that Azure does not have. */
export function displayName(location: string): string | undefined {
  const name = locationName(location);
  return Object.hasOwn(DISPLAY_NAMES, name) ? DISPLAY_NAMES[name] : undefined;
}

/** Every region but `global`, as `/subscriptions/{id}/locations` lists them. */
export function regions(): { name: string; displayName: string }[] {
  return Object.entries(DISPLAY_NAMES)
    .filter(([name]) => name !== 'global')
    .map(([name, display]) => ({ name, displayName: display }));
}
