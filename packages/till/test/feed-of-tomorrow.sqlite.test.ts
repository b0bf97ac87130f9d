import { join } from 'node:path';
import type { EmployeeFeed } from '@jowi/contracts/sync/pull';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, expect, it } from 'vitest';
import { openSqlite } from '../src/db/sqlite-db.ts';
import { nodePorts } from '../src/node-ports.ts';
import { offlineOptions } from '../src/testing/prepared-till.ts';
import {
  CASHIER_ID,
  MANAGER_ID,
  sampleBarcode,
  sampleEmployee,
  sampleManager,
  sampleProduct,
} from '../src/testing/sample-shop.ts';
import { allSent, Bench, refusal, signIn, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

it('a role, a permission, a limit or a unit nobody here has heard of does not stop the feed', async () => {
  const server = await bench.server();
  const { till } = await bench.onlineTill(server);
  server.change({
    employee: {
      ...sampleManager({ role: 'auditor', permissions: ['till/sell', 'till/levitate'] }),
      badge: 7,
    } as EmployeeFeed,
  });
  server.change({
    employee: sampleEmployee({
      limits: { discountBps: 700, levitationMm: 3 },
      permissions: ['till/sell', 'till/discount'],
    }),
  });
  server.change({ product: { ...sampleProduct(1), version: 2, unit: 'bundle', priceTiyin: '777000' } });
  server.change({
    employee: sampleEmployee({ id: '019b0000-0000-7000-8000-00000000e00a', name: 'Zafar', role: 'auditor' }),
  });
  await waitFor(async () => (await value(till.session.current()))?.limits.discountBps === 700, {
    what: 'the feed',
  });

  const tiles = await value(till.session.employees());
  expect(tiles.map(({ id, role }) => ({ id, role }))).toEqual([
    { id: MANAGER_ID, role: null },
    { id: CASHIER_ID, role: 'cashier' },
  ]);
  expect((await value(till.device.state())).notices).toContainEqual({
    code: 'till/unit-unknown',
    params: { sku: 'A-1' },
  });
  const { cart } = await value(till.sale.scan({ code: sampleBarcode(1) }));
  expect(cart.lines[0]).toMatchObject({ unit: 'piece', unitPriceTiyin: '777000' });
  await value(till.sale.payCash({ tenderedTiyin: '777000' }));
  // That the server took a sale changes nothing about the goods.
  await allSent(till);
  expect((await value(till.device.state())).notices.map(({ code }) => code)).toEqual(['till/unit-unknown']);

  server.change({ product: { ...sampleProduct(1), version: 3 } });
  await waitFor(
    async () => !(await value(till.device.state())).notices.some(({ code }) => code === 'till/unit-unknown'),
    {
      what: 'the notice to go',
    },
  );
  server.change({ employee: sampleEmployee({ active: false }) });
  await waitFor(async () => (await value(till.session.current())) === null, { what: 'the cashier out' });
});

it('a till of before sells on, and asks once more for what it did not keep of its people', async () => {
  const server = await bench.server();
  const dataDir = await bench.dir();
  const old = await bench.onlineTill(server, { dataDir });
  await value(old.till.sale.scan({ code: sampleBarcode(2) }));
  await old.close();
  // As the program of version 1 would have left it.
  const db = openSqlite(join(dataDir, 'till.db'));
  db.exec(`DROP TABLE statement; DROP INDEX product_unit_unknown; DROP TABLE cart_approval; ALTER TABLE cart DROP COLUMN cart_id;
    ALTER TABLE pin_attempt DROP COLUMN forget_left_ms; PRAGMA user_version = 1`);
  for (const column of ['permissions', 'limits', 'role_name', 'color'])
    db.exec(`ALTER TABLE employee DROP COLUMN ${column}`);
  db.close();
  server.changes[0] = {
    employee: sampleEmployee({ permissions: ['till/sell', 'till/discount'], limits: { discountBps: 100 } }),
  };

  const { till } = bench.open({ ...offlineOptions(dataDir), http: nodePorts.http });
  await signIn(till);
  const cart = await value(till.sale.cart());
  expect(cart.lines).toHaveLength(1);
  await waitFor(async () => (await value(till.session.current()))?.limits.discountBps === 100, {
    what: 'the people anew',
  });
  const discount = { kind: 'percent', bps: 101 } as const;
  expect(await refusal(till.sale.setReceiptDiscount({ discount }))).toBe('till/approval-needed');
  await value(till.sale.payCash({ tenderedTiyin: '100000000000' }));
});
