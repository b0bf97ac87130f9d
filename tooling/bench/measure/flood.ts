import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BenchTill } from '../shop/bench-till.ts';
import type { Shop } from '../shop/shop.ts';

export interface Flood {
  /** Ends it; what it got. */
  stop(): Promise<FloodCount>;
}
export interface FloodCount {
  readonly answered: number;
  readonly shed: number;
}
/** What the flooding process is given for each of its tills. */
export interface FloodTill {
  readonly bearer: string;
  readonly pushes: readonly string[];
}

const PUSHES_A_TILL = 150;

/**
 * Tills that push sales one by one, `open` requests at all times, the next as soon as one is answered and whatever the
 * answer. In a process of its own with the lowest priority: the crowd of another business has its own processors.
 */
export async function flood({ api }: Shop, tills: readonly BenchTill[], open: number): Promise<Flood> {
  const script = fileURLToPath(new URL('./flooding-child.ts', import.meta.url));
  const child = fork(script, [api.url, String(open)], { serialization: 'advanced' });
  const given = tills.map((till): FloodTill => {
    till.forgetUnanswered();
    till.prepare(PUSHES_A_TILL, 1);
    const pushes = Array.from({ length: PUSHES_A_TILL }, () => till.nextPush(1).toString());
    return { bearer: till.bearer(), pushes };
  });
  child.send(given);
  await once(child, 'message');
  return {
    stop: async () => {
      child.send('stop');
      const [count] = (await once(child, 'message')) as [FloodCount & { heads: (string | null)[] }];
      tills.forEach((till, i) => {
        const answer = count.heads[i];
        if (answer) till.acknowledge(answer);
        till.forgetUnanswered();
      });
      child.disconnect();
      await once(child, 'exit');
      return count;
    },
  };
}
