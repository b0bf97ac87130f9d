import { demoLogins } from '@jowi/api/prisma/demo-logins.ts';
import { zPairingCode, zTerminalList } from '@jowi/contracts/http/terminals';
import { urlOf } from './stack.ts';

/**
 * A pairing code for the demo till, asked for as its owner would in the back office. null when there is
 * nothing to pair: the terminal is paired already, or the demo data has been changed. The till then shows
 * its own pairing screen, if it needs one.
 */
export async function findPairingCode(ports: {
  readonly api: number;
  readonly web: number;
}): Promise<string | null> {
  const api = urlOf(ports.api);
  const headers = { 'content-type': 'application/json', origin: urlOf(ports.web, 'localhost') };
  const [{ phone, password }] = demoLogins;
  const signIn = await fetch(`${api}/v1/auth/sign-in`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ phone, password }),
  });
  if (!signIn.ok) return null;
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(api + path, { ...init, headers: { ...headers, cookie } });
    return response.ok && response.status !== 204 ? ((await response.json()) as unknown) : null;
  };

  const terminals = zTerminalList.safeParse(await ask('/v1/terminals'));
  const unpaired = terminals.data?.items.find((terminal) => terminal.state === 'unpaired');
  if (!unpaired) return null;
  const path = `/v1/terminals/${encodeURIComponent(unpaired.id)}/pairing-code`;
  const answer = zPairingCode.safeParse(await ask(path, { method: 'POST', body: '{}' }));
  await ask('/v1/auth/sign-out', { method: 'POST', body: '{}' });
  return answer.data?.code ?? null;
}
