// `npm run bench`: measures the built program, and writes docs/performance.md. With --quick it only tries everything out.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAM } from '../demo/local-azure.ts';
import { bundleInto, ROOT } from '../tools/bundle.ts';
import { loadedBy } from '../tools/loaded.ts';
import { azContender } from './az.ts';
import { curlCommand } from './curl.ts';
import { type Contender, needHyperfine, race } from './measure.ts';
import { isFast, type Line, page } from './report.ts';
import { type Scene, setScene } from './scene.ts';

const NODE = process.execPath;
const QUICK = process.argv.includes('--quick');
const ROUNDS = QUICK ? 1 : 10;
const LATENCY = 50;

needHyperfine();
const chunks = await bundleInto(ROOT);
const folder = mkdtempSync(join(tmpdir(), 'acs-notify-bench-'));
const faults = join(folder, 'faults.json');
writeFileSync(faults, JSON.stringify([{ match: {}, times: 0, does: { delay: LATENCY } }]));

try {
  const lines = [...startUp(), ...(await staged([], withoutLatency))];
  lines.push(...(await staged(['--faults', faults], withLatency)));
  const text = page({ ...(await staged([], sizes)), chunks, lines, date: new Date() });
  process.stdout.write(`${text}\n`);
  if (!QUICK) writeFileSync(join(ROOT, 'docs', 'performance.md'), text);
  process.exitCode = isFast(lines) || QUICK ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

/** Plays a scene, and clears it away. */
async function staged<T>(options: readonly string[], play: (scene: Scene) => T): Promise<T> {
  const scene = await setScene(...options);
  try {
    return play(scene);
  } finally {
    await scene.azure.close();
  }
}

function startUp(): Line[] {
  const times = race(
    [
      { name: 'node', command: `${NODE} -e 0` },
      { name: 'version', command: `${NODE} ${PROGRAM} --version` },
      { name: 'help', command: `${NODE} ${PROGRAM} --help` },
    ],
    { rounds: ROUNDS, runs: 10 },
  );
  const base = { base: '`node -e 0`', baseTime: times.get('node') };
  return [
    { what: '`--version`', time: times.get('version'), ...base, limit: 1.05 },
    { what: '`--help`', time: times.get('help'), ...base, limit: 1.5 },
  ];
}

function withoutLatency(scene: Scene): Line[] {
  const az = azContender(scene, 'az');
  const contenders: Contender[] = [
    { name: 'node', command: `${NODE} -e 0` },
    linkContender(scene),
    ...(az === undefined ? [] : [az]),
  ];
  const times = race(contenders, { rounds: ROUNDS, runs: 2 });
  const what = '`link-hub`, no latency';
  const time = times.get('link');
  return [
    { what, time, base: '`node -e 0`', baseTime: times.get('node'), limit: 6 },
    { what, time, base: 'az', baseTime: times.get('az'), limit: 1 / 15 },
  ];
}

function withLatency(scene: Scene): Line[] {
  const contenders = [linkContender(scene), { name: 'curl', command: curlCommand(scene) }];
  const times = race(contenders, { rounds: ROUNDS, runs: 2 });
  return [
    {
      what: `\`link-hub\`, ${LATENCY} ms an answer`,
      time: times.get('link'),
      base: 'curl, its requests in sequence',
      baseTime: times.get('curl'),
      limit: 1.05,
    },
  ];
}

function linkContender({ azure, link, unlink }: Scene): Contender {
  const command = (words: readonly string[]): string => [NODE, PROGRAM, ...words].join(' ');
  return {
    name: 'link',
    command: `${command(link)} -o none`,
    prepare: `${command(unlink)} -o none`,
    env: azure.variables,
  };
}

function sizes({ azure, link, sent }: Scene) {
  const words = [['--version'], ['--help'], [...link, '--relink']];
  const packed = execFileSync('npm', ['pack', '--json', '--dry-run', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const [{ size }] = JSON.parse(packed) as [{ size: number }]; // npm's own form
  const loaded = words.map((all) => ({
    words: `acs-notify ${all[0]}`,
    files: loadedBy(all, azure.variables),
  }));
  return { sent, loaded, packed: size };
}
