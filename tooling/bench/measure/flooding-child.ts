import { once } from 'node:events';
import { setPriority } from 'node:os';
import type { FloodTill } from './flood.ts';

// Arguments: server, requests to keep open. Told its tills, then to stop; says what it got.
const [url = '', open = '1'] = process.argv.slice(2);
setPriority(19);
const [tills] = (await once(process, 'message')) as [FloodTill[]];
const next = tills.map(() => 0);
const heads: (string | null)[] = tills.map(() => null);
let [answered, shed, running] = [0, 0, true];

/** One request at a time of a till is in order; the others repeat what it sent, as an impatient program does. */
async function keepOne(slot: number): Promise<void> {
  const at = slot % tills.length;
  const till = tills[at]!;
  const isFirst = slot < tills.length;
  while (running) {
    const body = till.pushes[Math.min(next[at]!, till.pushes.length - 1)]!;
    const headers = { authorization: till.bearer, 'content-type': 'application/json' };
    try {
      const response = await fetch(`${url}/v1/sync/push`, { method: 'POST', headers, body });
      const text = await response.text();
      if (response.ok) answered++;
      else shed++;
      if (response.ok && isFirst) {
        next[at] = next[at]! + 1;
        heads[at] = text;
      }
    } catch {
      shed++;
    }
  }
}

const slots = Array.from({ length: Number(open) }, (_, slot) => keepOne(slot));
process.send!('started');
await once(process, 'message');
running = false;
await Promise.all(slots);
process.send!({ answered, shed, heads });
