// `npm run smoke`: packs, installs the tarball in an empty folder, and runs the main job through it on each Node we promise.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The lines that the packages of Node's own binaries have. */
const VERSIONS = ['20', '22', '24'];
const JOB = `set -e
acs() { "$ACS_NODE" node_modules/acs-notify/bin/acs-notify.cjs "$@"; }
for time in first second; do
  acs hub create -g contoso --bundle-id com.contoso.app --voip -o none
  acs link-hub --resource contoso-acs --hub com.contoso.app.voip -o none
  acs status -o none
  acs status --subscription "Contoso Development" -o yaml >/dev/null
done
`;

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'acs-notify-smoke-'));
try {
  run('npm', ['pack', '--pack-destination', folder], root);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  writeFileSync(join(folder, 'job.sh'), JOB);
  const nodes = VERSIONS.map(
    (version) => `node-${version}@npm:node-${process.platform}-${process.arch}@${version}`,
  );
  run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--loglevel=error', `./${tarball}`, ...nodes],
    folder,
  );
  for (const version of VERSIONS)
    smoke(join(folder, 'node_modules', `node-${version}`, 'bin', 'node'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function smoke(node: string): void {
  const program = join(folder, 'node_modules/acs-notify/bin/acs-notify.cjs');
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  for (const words of [['--version'], ['--help'], ['hub', 'create', '--help']])
    execFileSync(node, [program, ...words], { cwd: folder });
  execFileSync(node, [program, 'emulator', 'exec', '--', 'bash', 'job.sh'], {
    cwd: folder,
    stdio: 'pipe',
    env: { ...process.env, ACS_NODE: node },
  });
  process.stdout.write(`the main job passes on ${version}\n`);
}

function run(command: string, args: readonly string[], cwd: string): void {
  execFileSync(command, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
}
