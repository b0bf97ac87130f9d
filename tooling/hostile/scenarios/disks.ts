import { waitFor } from '@jowi/testkit/wait-for';
import { openTill } from '@jowi/till/open-till';
import { offlineOptions } from '@jowi/till/testing/prepared-till';
import { Failure } from '../../bootstrap/failure.mjs';
import type { Scenario } from '../scenario.ts';
import { ShopTill } from '../shop-till.ts';
import type { Stage } from '../stage.ts';
import { judge } from '../verdict.ts';

/** A till with some sales behind it, switched off; its disk is ready to be copied. */
async function settledTill(stage: Stage): Promise<ShopTill> {
  const till = await ShopTill.open(stage);
  await till.sell(10);
  await till.drained();
  await till.stop();
  return till;
}

const restarted = async (till: ShopTill) => {
  till.start();
  await till.signIn();
};

export const disks: readonly Scenario[] = [
  {
    name: 'disk: two programs',
    what: 'the second is refused with a clear message, the first sells on',
    async play(stage) {
      await using till = await ShopTill.open(stage);
      let refused = '';
      try {
        await openTill(offlineOptions(till.dataDir)).close();
      } catch (error) {
        refused = error instanceof Error ? error.message : '';
      }
      await till.sell(5);
      await till.drained();
      const verdict = await judge(stage, [till]);
      if (refused === 'till/already-running') return verdict;
      throw new Failure(`The second program was told "${refused}".`);
    },
  },
  {
    name: 'disk: yesterday\u2019s',
    what: 'restored from a copy while the original had sold on',
    async play(stage) {
      await using till = await settledTill(stage);
      await using yesterday = till.copyDisk();
      await restarted(till);
      await till.sell(10);
      await till.drained();
      await till.stop();
      yesterday.sold.push(...till.sold);
      yesterday.start();
      await waitFor(async () => (await yesterday.state()).head.epoch === 2, { what: 'a new epoch' });
      await yesterday.signIn();
      await yesterday.sell(10);
      await yesterday.drained();
      return await judge(stage, [yesterday]);
    },
  },
  {
    name: 'disk: two copies',
    what: 'both sell at once for a while, offline and online',
    async play(stage) {
      await using till = await settledTill(stage);
      await using copy = till.copyDisk();
      await till.line.cut();
      for (const it of [till, copy]) await restarted(it);
      for (const it of [till, copy]) await it.sell(10);
      await till.line.heal();
      for (let round = 0; round < 10; round++) for (const it of [till, copy]) await it.sell(2);
      for (const it of [till, copy]) await it.drained();
      return await judge(stage, [till, copy]);
    },
  },
];
