import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { tempDir } from '@jowi/testkit/temp-dir';
import { offlineOptions, prepareTill } from '@jowi/till/testing/prepared-till';
import { expect, it } from 'vitest';
import { replay } from '../replay.ts';
import { totalOf } from '../replay-table.ts';
import { runWithFault } from './inject.ts';

const strace = process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0;

/** Which fsync, counted from the start of the program, made the second sale certain. */
async function syncOfSecondSale(prepared: string, dir: string): Promise<number> {
  const { calls } = await runWithFault(prepared, dir, null);
  const paid = calls.filter(
    ({ name, args }) => name === 'write' && String(args[1]).includes('"say":"drawer"'),
  );
  return calls.slice(0, calls.indexOf(paid[1]!)).filter(({ name }) => name === 'fsync').length;
}

it.skipIf(!strace)(
  'a sync that fails: what was refused is not there after a restart, what is sold next stays',
  async () => {
    await using dir = await tempDir('jowi-failed-sync-');
    const prepared = join(dir.path, 'prepared');
    prepareTill(offlineOptions(prepared)).db.close();
    const at = await syncOfSecondSale(prepared, dir.path);
    const fault = { call: 'fsync', error: 'EIO', forGood: false, at } as const;

    const killed = await runWithFault(prepared, dir.path, { ...fault, afterRefusal: 'die' });
    expect(killed.said.at(-1)).toEqual({ say: 'refused', what: 'pay', code: 'till/disk-error' });
    expect(killed.verdict).toEqual({ lost: [], refusedYetThere: false, unsound: [] });

    // The system believes the pages of the failed sync to be on the disk; the sales made after it must not stand on them.
    const sellsOn = await runWithFault(prepared, dir.path, { ...fault, afterRefusal: 'retry' });
    expect(sellsOn.said.filter(({ say }) => say === 'paid')).toHaveLength(3);
    const cuts = await replay(sellsOn, dir.path, { count: 250, seed: 4, from: sellsOn.from });
    expect(cuts.findings).toEqual([]);
    expect(totalOf(cuts.byKind).states).toBeGreaterThan(200);
  },
);
