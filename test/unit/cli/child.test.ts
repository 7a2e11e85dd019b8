import { expect, test } from 'vitest';
import { runChild } from '../../../src/cli/child.ts';

const node = (script: string) => ({
  command: process.execPath,
  args: ['-e', script],
  env: process.env,
});

test('its exit code is passed on', async () => {
  expect(await runChild(node('process.exit(3)'), () => {}, false)).toBe(3);
});

test('128 + n tells that a signal ended it', async () => {
  expect(await runChild(node("process.kill(process.pid, 'SIGTERM')"), () => {}, false)).toBe(143);
});

test('a signal that we get is passed on', async () => {
  const pass: ((signal: 'SIGTERM') => void)[] = [];
  const ended = runChild(
    node('setInterval(() => {}, 1000)'),
    (listener) => void pass.push(listener),
    false,
  );

  pass[0]?.('SIGTERM');

  expect(await ended).toBe(143);
});

test('what cannot be started is told by name', async () => {
  const missing = { command: 'acs-notify-no-such-program', args: [], env: process.env };

  await expect(runChild(missing, () => {}, false)).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: expect.stringContaining('acs-notify-no-such-program') as string,
  });
});
