import { join } from 'node:path';
import { freePort } from '@jowi/testkit/free-port';
import { answersHttp } from '../../dev/is-ready.ts';
import { ManagedProcess } from '../../dev/managed-process.ts';

/** K4 beside the API: its address, until it is disposed of. */
export async function startBareServer(logDir: string): Promise<AsyncDisposable & { readonly url: string }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = new ManagedProcess({
    name: 'the bare server',
    command: process.execPath,
    args: [join(import.meta.dirname, 'bare-server.ts')],
    cwd: import.meta.dirname,
    env: { ...process.env, BARE_PORT: String(port) },
    logFile: join(logDir, 'bare-server.log'),
    isReady: answersHttp(url),
  });
  await server.start();
  return { url, [Symbol.asyncDispose]: () => server.stop() };
}
