import { describe, expect, it } from 'vitest';
import { MemoryDatabase } from './memory-database.ts';
import { MemoryDb, memoryTx } from './memory-db.ts';
import type { Transaction } from './transaction.ts';

const A = 'aaaaaaaa-0000-7000-8000-000000000001';
const B = 'bbbbbbbb-0000-7000-8000-000000000001';

describe('a transaction of the model', () => {
  it('shows nobody what is not committed, and lets who wants the same key wait for the end', async () => {
    const { database, insert } = open();
    const [first, second] = [database.begin(A), database.begin(A)];
    await insert(first, 'p1', 'bread');
    expect(second.get(database.tables.product, 'p1')).toBeNull();
    const waiting = insert(second, 'p2', 'bread');
    first.commit();
    await expect(waiting).rejects.toMatchObject({ code: '23505', constraint: 'product_tenant_id_sku_key' });
    await expect(second.drain()).rejects.toMatchObject({ code: '23505' });
  });

  it('gives the key to who waited when the first rolls back', async () => {
    const { database, insert } = open();
    const [first, second] = [database.begin(A), database.begin(A)];
    await insert(first, 'p1', 'bread');
    const waiting = insert(second, 'p1', 'bread');
    first.rollback();
    await waiting;
    second.commit();
    expect([...database.tables.product.visibleTo(A).keys()]).toEqual(['p1']);
  });

  it('keeps tenants apart, and refuses to write for another', async () => {
    const { database, insert } = open();
    const [mine, other] = [database.begin(A), database.begin(B)];
    await insert(mine, 'p1', 'bread');
    mine.commit();
    expect([...other.all(database.tables.product)]).toEqual([]);
    await insert(other, 'p1', 'bread');
    await expect(
      other.send(() => other.insert(database.tables.business, { tenantId: A, name: 'x', taxId: '1' })),
    ).rejects.toThrow('another tenant');
  });

  it('refers to rows there are only', async () => {
    const { database } = open();
    const tx = database.begin(A);
    const chain = { tenantId: A, terminalId: 't', epoch: 1, seq: 0, hash: '', publicKey: '' };
    await expect(tx.send(() => tx.insert(database.tables.chain, chain))).rejects.toMatchObject({
      code: '23503',
    });
  });

  it('ends a circle of waiting as PostgreSQL does', async () => {
    const { database } = open();
    const { product } = database.tables;
    const [first, second] = [database.begin(A), database.begin(A)];
    await first.lock(product, '1');
    await second.lock(product, '2');
    const waiting = first.lock(product, '2');
    await expect(second.lock(product, '1')).rejects.toMatchObject({ code: '40P01' });
    second.rollback();
    await waiting;
  });

  it('holds the horizon of the feed back while it is open and has changed something', () => {
    const { database } = open();
    const reader = database.begin(A);
    const before = database.horizon();
    const writer = database.begin(B);
    const { xid } = writer;
    expect(database.horizon()).toBe(xid);
    database.nextXid();
    expect(database.horizon()).toBe(xid);
    writer.rollback();
    expect(database.horizon()).toBeGreaterThan(before);
    reader.rollback();
  });

  it('commits nothing after a statement failed, even where nobody waited for it', async () => {
    const { database } = open();
    const { product } = database.tables;
    const done = new MemoryDb(database).withTenant(A, async (tx) => {
      const it = memoryTx(tx);
      it.sendAhead(() => {
        throw Object.assign(new Error('bad'), { code: '22003' });
      });
      it.sendAhead(() => it.lock(product, '1'));
    });
    await expect(done).rejects.toMatchObject({ code: '22003' });
    const next = database.begin(A);
    expect(database.locks.tryTake(next, `${A}/product/1`)).toBe(true);
  });
});

function open() {
  const database = new MemoryDatabase(() => undefined);
  const insert = (tx: Transaction, id: string, sku: string) =>
    tx.send(() =>
      tx.insert(database.tables.product, {
        ...{ tenantId: tx.tenantId, id, sku, name: sku, barcodes: [], priceTiyin: 1n, vatRateBps: null },
        ...{ unit: 'piece', archived: false, version: 1, xid: tx.xid },
      }),
    );
  return { database, insert };
}
