import { CliError } from '../../shared/errors.ts';
import { textAt } from '../../shared/json.ts';
import type { Session } from '../../terminal/session.ts';
import { parseUrl } from '../../shared/url.ts';

/**
 * Posts to a control route of the running local Azure that `ACS_NOTIFY_EMULATOR` names. The parsed answer. Throws
 * `INVALID_SETTING` when none is named, `EMULATOR` when it does not answer or refuses, `NOT_FOUND` on its 404.
 */
export async function control(route: string, body: unknown, session: Session): Promise<unknown> {
  const { origin, key } = address(session);
  const request = new Request(`${origin}/_emulator/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
    signal: session.signal,
  });
  const response = await reach(request, session, origin);
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : parsed(text, origin);
  if (response.ok) return answer;
  throw refused(response.status, textAt(answer, 'error', 'message') ?? text, origin);
}

function address({ env }: Session): { origin: string; key: string } {
  const origin = env['ACS_NOTIFY_EMULATOR'];
  const key = env['ACS_NOTIFY_EMULATOR_KEY'];
  if (origin !== undefined && key !== undefined && isLoopback(origin)) return { origin, key };
  throw new CliError({
    code: 'INVALID_SETTING',
    message:
      origin !== undefined && key !== undefined
        ? `ACS_NOTIFY_EMULATOR is ${origin}, which is no https address of this machine.`
        : 'ACS_NOTIFY_EMULATOR and ACS_NOTIFY_EMULATOR_KEY must name a running local Azure.',
    hint: 'Set the variables that `acs-notify emulator start` prints.',
  });
}

function isLoopback(origin: string): boolean {
  const url = parseUrl(origin);
  return url?.protocol === 'https:' && ['localhost', '127.0.0.1'].includes(url.hostname);
}

async function reach(request: Request, session: Session, origin: string): Promise<Response> {
  try {
    return await session.loopback(request);
  } catch (cause) {
    session.signal.throwIfAborted();
    throw new CliError({
      code: 'EMULATOR',
      message: `The local Azure at ${origin} does not answer.`,
      hint: 'Start it with `acs-notify emulator start` and set the variables that it prints.',
      cause,
    });
  }
}

function parsed(text: string, origin: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CliError({
      code: 'EMULATOR',
      message: `What answers at ${origin} is no local Azure of acs-notify.`,
      hint: 'Set the variables that `acs-notify emulator start` prints.',
      cause,
    });
  }
}

const HINTS: Readonly<Record<number, string>> = {
  401: 'ACS_NOTIFY_EMULATOR_KEY must be the one that this emulator printed at its start.',
  404: '`acs-notify resource list` shows what is linked to what.',
};

function refused(status: number, message: string, origin: string): CliError {
  return new CliError({
    code: status === 404 ? 'NOT_FOUND' : 'EMULATOR',
    message: `The local Azure at ${origin} refused (HTTP ${status}): ${message}`,
    hint: HINTS[status] ?? 'See acs-notify emulator --help',
  });
}
