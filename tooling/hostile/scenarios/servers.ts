import { waitFor } from '@jowi/testkit/wait-for';
import type { Scenario } from '../scenario.ts';
import { ShopTill } from '../shop-till.ts';
import { judge } from '../verdict.ts';

export const servers: readonly Scenario[] = [
  {
    name: 'server: restored',
    what: 'from a backup that lacks sales and two epochs; the till sells nothing more',
    async play(stage) {
      await using till = await ShopTill.open(stage);
      await till.sell(20);
      await till.drained();
      const restore = await stage.backUp();
      await till.sell(20);
      for (let epoch = 2; epoch <= 3; epoch++) {
        await till.pair(await stage.pairingCode(till.terminalId));
        await till.sell(20);
      }
      await till.drained();
      await restore();
      await waitFor(
        async () => {
          const { faults } = await judge(stage, [till]);
          return faults.length === 0;
        },
        { what: 'the lost sales to come back', timeoutMs: 60_000, intervalMs: 500 },
      ).catch(() => undefined);
      await till.drained();
      return await judge(stage, [till]);
    },
  },
  {
    name: 'server: restarts',
    what: 'stopped and started five times while the till sells',
    async play(stage) {
      await using till = await ShopTill.open(stage);
      for (let restart = 0; restart < 5; restart++) {
        await till.sell(20);
        await stage.api.stop();
        await till.sell(20);
        await stage.api.start();
      }
      await till.drained();
      return await judge(stage, [till]);
    },
  },
];
