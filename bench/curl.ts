import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene, Sent } from './scene.ts';

/** The same requests as link-hub's own, one after the other over one connection, by one curl with a ready token. */
export function curlCommand(scene: Scene): string {
  const file = join(scene.azure.folder, 'replay.curl');
  const token = tokenOf(scene);
  const blocks = scene.sent.map((sent) => [...common(scene), ...requestOf(scene, sent, token)]);
  writeFileSync(file, blocks.map((lines) => lines.join('\n')).join('\nnext\n'), { mode: 0o600 });
  return `curl --config ${file}`;
}

function common({ azure }: Scene): string[] {
  return [
    'silent',
    'show-error',
    'fail',
    'output = /dev/null',
    `cacert = ${caOf(azure.variables)}`,
  ];
}

function requestOf(scene: Scene, { method, path, apiVersion }: Sent, token: string): string[] {
  const origin = scene.azure.variables['ACS_NOTIFY_EMULATOR'] ?? '';
  const query = apiVersion === undefined ? '' : `?api-version=${apiVersion}`;
  const url = [`url = "${origin}${path}${query}"`, `request = ${method}`];
  if (path.endsWith('/token')) return [...url, `data = "${formOf(scene)}"`];
  if (!path.startsWith('/subscriptions/')) return url;
  return [...url, `header = "Authorization: Bearer ${token}"`, ...bodyOf(scene, method, path)];
}

function bodyOf({ hubId, connectionString }: Scene, method: string, path: string): string[] {
  if (method === 'GET') return [];
  const isLink = path.endsWith('/linkNotificationHub');
  const body = isLink ? JSON.stringify({ resourceId: hubId, connectionString }) : '';
  return ['header = "Content-Type: application/json"', `data = ${JSON.stringify(body)}`];
}

function tokenOf(scene: Scene): string {
  const { variables } = scene.azure;
  const url = `${variables['AZURE_AUTHORITY_HOST']}/${variables['AZURE_TENANT_ID']}/oauth2/v2.0/token`;
  const ask = ['--silent', '--fail', '--cacert', caOf(variables), '--data', formOf(scene), url];
  const answer = execFileSync('curl', ask, { encoding: 'utf8' });
  return (JSON.parse(answer) as { access_token: string }).access_token; // as OAuth says
}

function formOf({ azure: { variables } }: Scene): string {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: variables['AZURE_CLIENT_ID'] ?? '',
    client_secret: variables['AZURE_CLIENT_SECRET'] ?? '',
    scope: `${variables['ACS_NOTIFY_EMULATOR']}/.default`,
  }).toString();
}

const caOf = (variables: Readonly<Record<string, string>>): string =>
  variables['NODE_EXTRA_CA_CERTS'] ?? '';
