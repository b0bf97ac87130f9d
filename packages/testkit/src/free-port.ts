import { createServer } from 'node:net';

/**
 * Below every system's own range for outgoing connections (Linux from 32768, others from 49152): a port found there is not
 * taken by the next connection somebody opens before the caller listens on it.
 */
const FROM = 20_000;
const TO = 32_000;
const TRIES = 100;

/** A loopback TCP port nobody listens on. Two who ask at once may still be told the same, hardly ever: take it at once. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = FROM + Math.floor(Math.random() * (TO - FROM));
    if (await isPortFree(port)) return port;
  }
  throw new Error(`No free port between ${FROM} and ${TO}`);
}

/** Whether this loopback port can be listened on right now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
