// Runs a script of ours, or a package's command, under the Node that the project brings: `node tools/node24/run.cjs vitest run`.
// npm's scripts begin with it, so that nothing needs to run at installation. Where there is no such Node, your own is taken.
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { delimiter, dirname, join } = require('node:path');
require('./link.cjs');

const modules = join(__dirname, '..', '..', 'node_modules');
const brought = join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node');
const node = existsSync(brought) ? brought : process.execPath;
const path = [dirname(node), join(modules, '.bin'), process.env.PATH].join(delimiter);

const [what = '', ...args] = process.argv.slice(2);
const [command, words] = what.endsWith('.ts') ? [node, [what, ...args]] : [what, args];
const child = spawn(command, words, {
  stdio: 'inherit',
  env: { ...process.env, PATH: path },
  shell: process.platform === 'win32' && command !== node,
});
// A terminal sends Ctrl-C to the child, too: it ends first, then we do.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
child.on('error', (error) => {
  process.stderr.write(`${command} cannot be started: ${error.message}. Was npm ci run?\n`);
  process.exitCode = 1;
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
});
