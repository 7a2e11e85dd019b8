import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askOn } from '../../../src/terminal/ask.ts';

/** A terminal on which these keys are typed, one after the other, once a question stands there. */
function typed(...keys: string[]) {
  const input = new PassThrough();
  const output = new PassThrough();
  const shown: string[] = [];
  const next = (): void => {
    const key = keys.shift();
    if (key !== undefined) input.write(key);
  };
  output.on('data', (chunk: Buffer) => {
    shown.push(chunk.toString());
    setImmediate(next);
  });
  return { ask: askOn({ input, output }), shown: () => shown.join('') };
}

const never = (): AbortSignal => new AbortController().signal;

test.each([
  [['y', '\n'], true],
  [['n', '\n'], false],
  [['\n'], false],
])('to a yes-or-no question %j is %s', async (keys, answer) => {
  const { ask, shown } = typed(...keys);

  expect(await ask.confirm('Narrow the policy?', never())).toBe(answer);
  expect(shown()).toContain('Narrow the policy?');
});

test('text is taken as it was typed', async () => {
  const { ask } = typed('com.contoso.app.voip', '\n');

  expect(await ask.input('Type the name:', never())).toBe('com.contoso.app.voip');
});

test('the arrow key chooses the second of several', async () => {
  const { ask } = typed('\u001b[B', '\n');

  expect(await ask.select('Which hub?', ['one', 'two'], never())).toBe(1);
});

test('Ctrl-C at a question is INTERRUPTED', async () => {
  const { ask } = typed('\u0003');

  await expect(ask.confirm('Narrow the policy?', never())).rejects.toMatchObject({
    code: 'INTERRUPTED',
    exit: 130,
  });
});

test('a signal ends the question with its reason', async () => {
  const controller = new AbortController();
  const { ask } = typed();
  const answer = ask.confirm('Narrow the policy?', controller.signal);

  controller.abort(new Error('stopped'));

  await expect(answer).rejects.toThrow('stopped');
});
