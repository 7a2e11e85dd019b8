import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender } from './measure.ts';
import type { Scene } from './scene.ts';

/** The steps of link-hub as a person with az would type them: sign in, then the same seven requests. */
const STEPS = `set -e
az login --service-principal -u "$AZURE_CLIENT_ID" -p "$AZURE_CLIENT_SECRET" --tenant "$AZURE_TENANT_ID"
az rest --method get --url "$RESOURCE?api-version=2023-04-01"
az rest --method post --url "$HUB/pnsCredentials?api-version=2023-10-01-preview"
az rest --method get --url "$HUB?api-version=2017-04-01"
az rest --method get --url "$HUB/authorizationRules/acs-send?api-version=2017-04-01"
az rest --method post --url "$HUB/authorizationRules/acs-send/listKeys?api-version=2017-04-01"
az rest --method post --url "$RESOURCE/linkNotificationHub?api-version=2023-04-01" \\
  --body "{\\"resourceId\\":\\"$HUB\\",\\"connectionString\\":\\"$CONNECTION_STRING\\"}"
az rest --method get --url "$RESOURCE?api-version=2023-04-01"
`;

/** az doing the same steps; undefined when az is not installed, or cannot sign in to the local Azure. */
export function azContender(scene: Scene, name: string): Contender | undefined {
  if (spawnSync('az', ['--version']).status !== 0) return undefined;
  const { folder, variables } = scene.azure;
  const env = azEnvironment(scene);
  const file = join(folder, 'steps.sh');
  mkdirSync(join(folder, 'az'), { recursive: true });
  writeFileSync(file, STEPS);
  const arm = variables['ACS_NOTIFY_EMULATOR'] ?? '';
  // az before 2.54 asks the public cloud about an authority that it does not know, unless it ends in /adfs.
  const authority = `${variables['AZURE_AUTHORITY_HOST']}/adfs`;
  const places = ['--endpoint-resource-manager', arm, '--endpoint-active-directory', authority];
  const script = `az cloud register -n local ${places.join(' ')} && az cloud set -n local && bash ${file}`;
  const { status, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8', env });
  if (status === 0) return { name, command: `bash ${file}`, env };
  process.stderr.write(`az cannot do its steps here, so it is not measured: ${stderr}\n`);
  return undefined;
}

function azEnvironment({ azure, resourceId, hubId, connectionString }: Scene): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...azure.variables,
    AZURE_CONFIG_DIR: join(azure.folder, 'az'),
    AZURE_CORE_COLLECT_TELEMETRY: 'false',
    AZURE_CORE_ONLY_SHOW_ERRORS: 'true',
    RESOURCE: resourceId,
    HUB: hubId,
    CONNECTION_STRING: connectionString,
  };
}
