import { setTimeout as sleep } from 'node:timers/promises';
import type { TillEngine } from '../bridge/till-engine.ts';

const RETRY_MS = [500, 1000, 2000, 3000, 5000, 5000, 10_000, 10_000, 15_000, 15_000];

/** Worth another try: the server may still be starting, or the network. Anything else a person must look at. */
const WAITING = new Set([
  'common/offline',
  'common/unavailable',
  'till/server-unreachable',
  'till/server-name-unknown',
  'till/server-foreign',
  'till/network-portal',
]);

/**
 * Pairs a new till with the code it was started with. A till that is paired already ignores the code. Never throws;
 * when it cannot be done the pairing screen stays, and `say` tells why.
 */
export async function pairAtFirstStart(
  device: TillEngine['device'],
  code: string,
  serverUrl: string,
  say: (line: string) => void,
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<void> {
  for (const [attempt, waitMs] of RETRY_MS.entries()) {
    const state = await device.state();
    if (state.ok && state.value.paired) return;
    const paired = await device.pair({ code, serverUrl });
    if (paired.ok) return say('till: paired');
    if (!WAITING.has(paired.problem.code)) return say(`till: not paired (${paired.problem.code})`);
    if (attempt === 0) say(`till: waiting for the server at ${serverUrl} to pair`);
    await pause(waitMs);
  }
  say('till: not paired, the server did not answer; use the pairing screen');
}
