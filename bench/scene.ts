import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LocalAzure, PROGRAM, startLocalAzure } from '../demo/local-azure.ts';

/** One request of the program, as `requests.ndjson` has it. */
export interface Sent {
  method: string;
  path: string;
  apiVersion?: string;
}

/** A local Azure with a hub that is linked, and what link-hub did there. */
export interface Scene {
  azure: LocalAzure;
  resourceId: string;
  hubId: string;
  connectionString: string;
  /** The command line that is measured, after `acs-notify`. */
  link: string[];
  /** Undoes the link. */
  unlink: string[];
  /** The requests that one run of `link` sends, in order. */
  sent: Sent[];
}

/** Sets the stage for link-hub by full ids: the main job without look-ups by name. */
export async function setScene(...options: string[]): Promise<Scene> {
  const azure = await startLocalAzure(...options);
  try {
    return sceneIn(azure);
  } catch (error) {
    await azure.close();
    throw error;
  }
}

function sceneIn(azure: LocalAzure): Scene {
  const create = 'hub create -g contoso --bundle-id com.contoso.app --voip';
  const hubId = stepId(azure, create.split(' '), 'hub');
  const dry = ['link-hub', '--resource', 'contoso-acs', '--hub', hubId, '--dry-run'];
  const resourceId = stepId(azure, dry, 'link').replace(/\/linkNotificationHub$/i, '');
  const keys = run(azure, ['policy', 'keys', '--hub', hubId, '--show']);
  const { connectionString } = JSON.parse(keys) as { connectionString: string };
  const link = ['link-hub', '--resource', resourceId, '--hub', hubId];
  const unlink = ['emulator', 'unlink', '--resource', 'contoso-acs'];
  const before = logOf(azure).length;
  run(azure, link);
  const sent = logOf(azure).slice(before);
  return { azure, resourceId, hubId, connectionString, link, unlink, sent };
}

function run({ variables }: LocalAzure, words: readonly string[]): string {
  return execFileSync(process.execPath, [PROGRAM, ...words, '-o', 'json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...variables },
  });
}

function stepId(azure: LocalAzure, words: readonly string[], kind: string): string {
  const { steps } = JSON.parse(run(azure, words)) as { steps: { kind: string; id: string }[] };
  const id = steps.find((step) => step.kind === kind)?.id;
  if (id === undefined) throw new Error(`${words.join(' ')} has no step of the kind ${kind}.`);
  return id;
}

function logOf({ folder }: LocalAzure): Sent[] {
  const lines = readFileSync(join(folder, 'requests.ndjson'), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Sent);
}
