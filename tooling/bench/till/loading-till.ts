import { nodePorts } from '@jowi/till/node-ports';
import { openTill } from '@jowi/till/open-till';
import { offlineOptions } from '@jowi/till/testing/prepared-till';
import type { Till } from '@jowi/till/till';

export interface LoadingTill {
  readonly till: Till;
  /** Lines of products that came over the wire so far. */
  readonly received: () => number;
}

/** A till with the real network that counts what the first load sends it. */
export function openLoadingTill(dataDir: string): LoadingTill {
  let received = 0;
  const http: typeof fetch = async (input, init) => {
    const response = await nodePorts.http(input, init);
    if (!String(input).includes('/v1/sync/snapshot') || !response.body) return response;
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        for (const byte of chunk) if (byte === 0x0a) received++;
        controller.enqueue(chunk);
      },
    });
    return new Response(response.body.pipeThrough(counter), response);
  };
  return { till: openTill({ ...offlineOptions(dataDir), http }), received: () => received };
}

/** Pairs with a code, unless it is paired, and waits until the catalogue is whole; `look` sees every step of the way. */
export async function loadCatalogue(
  { till }: LoadingTill,
  pairing: { code: string; serverUrl: string },
  look: (have: number) => void = () => {},
): Promise<void> {
  const whole = Promise.withResolvers<void>();
  const check = async () => {
    const state = await till.device.state();
    if (!state.ok) return;
    look(state.value.catalogue.have);
    if (state.value.catalogue.complete) whole.resolve();
  };
  till.on('device-changed', () => void check());
  const state = await till.device.state();
  if (!(state.ok && state.value.paired)) {
    const paired = await till.device.pair(pairing);
    if (!paired.ok) throw new Error(`The till was not paired: ${paired.problem.code}`);
  }
  await check();
  await whole.promise;
}
