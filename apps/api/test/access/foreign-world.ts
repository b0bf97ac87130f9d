import { withClient } from '@jowi/testkit/postgres';
import type { Asker, TestApi } from '../support/api.ts';
import { type TestBusiness, testId } from '../support/business.ts';
import { SigningTill } from '../support/signing-till.ts';
import { TestKeys, type TestTill } from '../support/test-till.ts';

/** Everything a business can have, with the ids another business would have to guess. */
export interface World {
  readonly business: TestBusiness;
  readonly owner: Asker;
  readonly till: TestTill;
  readonly chain: SigningTill;
  readonly productId: string;
  readonly sku: string;
  readonly barcode: string;
  readonly deliveryId: string;
  readonly receiptId: string;
}

export async function makeWorld(api: TestApi, business: TestBusiness): Promise<World> {
  const owner = await api.signIn(business.employees.owner.phone);
  const must = async (method: string, path: string, body: unknown, asker: Pick<Asker, 'ask'> = owner) => {
    const answer = await asker.ask(method, path, { body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const [sku, barcode] = [`SKU-${business.name}`, `CODE-${business.name}`];
  const product = await must('POST', '/v1/products', {
    sku,
    name: { ru: `Секрет ${business.name}`, uz: `Sir ${business.name}` },
    barcodes: [barcode],
    priceTiyin: '1000000',
    vatRateBps: 1200,
    unit: 'piece',
    ikpu: null,
    packageCode: null,
  });
  const deliveryId = testId();
  await must('POST', '/v1/deliveries', {
    id: deliveryId,
    warehouseId: business.warehouseId,
    supplierName: `Supplier of ${business.name}`,
    documentNumber: `Doc of ${business.name}`,
    documentDate: '2026-11-20',
    lines: [{ productId: product.id, qtyMilli: '10000', costTiyin: '5000000' }],
  });

  const seller = new SigningTill('');
  const till = await api.pairTerminal(business, new TestKeys(seller.privateKey));
  const chain = Object.assign(seller, { terminalId: till.terminalId });
  const entries = [
    chain.openShift(),
    chain.sell([{ productId: product.id, qtyMilli: 2000, priceTiyin: 1_000_000 }]),
    // Something a person must look at.
    chain.journal('UnheardOfV9', { secretOf: business.name }),
  ];
  const pushed = await api.askAs(till, 'POST', '/v1/sync/push', { body: { wire: 1, entries } });
  if (pushed.status !== 200) throw new Error(`push: ${pushed.text}`);
  const receipts = await owner.ask('GET', '/v1/receipts');
  const quarantine = await owner.ask('GET', `/v1/terminals/${till.terminalId}/quarantine`);
  if (receipts.body.items.length !== 1 || quarantine.body.items.length !== 1)
    throw new Error(`The world of ${business.name} is not whole: ${pushed.text}`);
  return {
    business,
    owner,
    till,
    chain,
    productId: product.id,
    sku,
    barcode,
    deliveryId,
    receiptId: receipts.body.items[0].id,
  };
}

/** Any of these in an answer to somebody else is a leak. */
export function markersOf(world: World): string[] {
  const { business } = world;
  return [
    business.name,
    business.tenantId,
    business.storeId,
    business.warehouseId,
    ...Object.values(business.employees).flatMap(({ id, phone }) => [id, phone]),
    world.till.terminalId,
    world.till.keys.publicKey,
    world.chain.head.hash,
    world.productId,
    world.deliveryId,
    world.receiptId,
  ];
}

/** A fingerprint of all rows of a business, but for when its tills were seen. */
export async function fingerprint(adminUrl: string, tenantId: string): Promise<Record<string, string>> {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string; tenants: string }>(`
      SELECT c.relname AS name, CASE c.relname WHEN 'tenant' THEN 'id' ELSE 'tenant_id' END AS tenants FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity`);
    const prints: Record<string, string> = {};
    for (const { name, tenants } of rows) {
      const row = name === 'terminal' ? `(to_jsonb(t) - 'last_seen_at')::text` : 't::text';
      const { rows: found } = await client.query(
        `SELECT count(*) || ' ' || md5(coalesce(string_agg(${row}, ',' ORDER BY t::text), '')) AS print
         FROM ${name} t WHERE ${tenants} = $1`,
        [tenantId],
      );
      prints[name] = found[0].print;
    }
    return prints;
  });
}
