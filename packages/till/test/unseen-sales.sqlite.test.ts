import { tiyin } from '@jowi/domain/money';
import { createRng } from '@jowi/testkit/rng';
import { afterEach, expect, it } from 'vitest';
import { UnseenSales } from '../src/store/unseen-sales.ts';
import { offlineOptions, prepareTill } from '../src/testing/prepared-till.ts';
import { sampleBarcode } from '../src/testing/sample-shop.ts';
import { payCash } from '../src/use-cases/pay-cash.usecase.ts';
import { scanCode } from '../src/use-cases/scan-code.usecase.ts';
import { Bench } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

it('moved along with the head of the server it is what counting anew says, also when that falls back', async () => {
  const till = prepareTill(offlineOptions(await bench.dir()));
  bench.later(() => till.db.close());
  const rng = createRng(77);
  const kept = new UnseenSales(till.db);
  let seen = 0;
  for (let step = 0; step < 60; step++) {
    for (let sale = rng.int(0, 3); sale > 0; sale--) {
      for (let line = rng.int(1, 3); line > 0; line--) scanCode(till, sampleBarcode(rng.int(1, 6)));
      payCash(till, tiyin(100_000_000_000));
    }
    const { epoch, seq } = till.journal.head();
    seen = rng.chance(0.1) ? rng.int(0, seen) : rng.int(seen, seq);
    const head = rng.chance(0.05) ? { epoch: epoch + 1, seq: 0 } : { epoch, seq: seen };
    expect([...kept.after(head)].sort()).toEqual([...new UnseenSales(till.db).after(head)].sort());
  }
  expect([...kept.after(till.journal.head())]).toEqual([]);
});

it('what goes out once more of a server that lost something is counted by itself, not with all that came after it', async () => {
  const till = prepareTill(offlineOptions(await bench.dir()));
  bench.later(() => till.db.close());
  for (let sale = 0; sale < 5; sale++) {
    scanCode(till, sampleBarcode(1));
    payCash(till, tiyin(100_000_000_000));
  }
  expect(till.receipts.findUnsent().count).toBe(5);
  till.db.exec("UPDATE sync_outbox SET status = 'accepted'");
  expect(till.receipts.findUnsent()).toEqual({ count: 0, oldestAtMs: null });
  const { epoch } = till.journal.head();
  till.db
    .prepare(
      `UPDATE sync_outbox SET status = 'quarantined'
       WHERE (epoch, seq) = (SELECT epoch, seq FROM receipt ORDER BY receipt_number LIMIT 1)`,
    )
    .run();
  till.db.transaction(() => {
    till.journal.offerQuarantined();
    till.journal.rewind(epoch, till.journal.head().seq);
  });
  expect(till.receipts.findUnsent().count).toBe(1);
});
