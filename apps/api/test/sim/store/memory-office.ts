import { ROLE_TEMPLATES } from '@jowi/contracts/permissions';
import type { KyselyTx } from '../../../src/platform/db/kysely-db.ts';
import type { OfficeRows } from '../office.ts';
import { pinOf } from '../seeds.ts';
import type { EmployeeSeed, ProductSeed } from '../sim-server.ts';
import { memoryTx } from './memory-db.ts';
import type { ProductRow } from './rows.ts';

export class MemoryOfficeRows implements OfficeRows {
  insertTerminal(tx: KyselyTx, { id, name }: { id: string; name: string }): Promise<void> {
    const it = memoryTx(tx);
    const { terminal, store } = it.database.tables;
    return it.send(async () => {
      const [place] = [...it.all(store)];
      const { id: storeId, warehouseId } = place!;
      const unpaired = { state: 'unpaired' as const, publicKey: null, epoch: 0, unsent: null, told: null };
      await it.insert(terminal, { tenantId: it.tenantId, id, name, storeId, warehouseId, ...unpaired });
    });
  }

  async setTerminalRevoked(tx: KyselyTx, terminalId: string): Promise<void> {
    const it = memoryTx(tx);
    const { terminal } = it.database.tables;
    await it.send(() => it.update(terminal, terminalId, (row) => ({ ...row, state: 'revoked' as const })));
  }

  insertProduct(tx: KyselyTx, id: string, seed: ProductSeed): Promise<void> {
    const it = memoryTx(tx);
    const { sku, name, barcode, priceTiyin, vatRateBps, unit } = seed;
    const made = { archived: false, version: 1 };
    return it.send(() =>
      it.insert(it.database.tables.product, {
        ...{ tenantId: it.tenantId, id, sku, name, priceTiyin, vatRateBps, unit, ...made, xid: it.xid },
        barcodes: barcode === null ? [] : [barcode],
      }),
    );
  }

  setPrice(tx: KyselyTx, productId: string, priceTiyin: bigint): Promise<void> {
    return changeProduct(tx, productId, (row) => ({ ...row, priceTiyin }));
  }

  setArchived(tx: KyselyTx, productId: string): Promise<void> {
    return changeProduct(tx, productId, (row) => ({ ...row, archived: true }));
  }

  async setSuspended(tx: KyselyTx, employeeId: string): Promise<void> {
    const it = memoryTx(tx);
    const { employee } = it.database.tables;
    await it.send(() => it.update(employee, employeeId, (row) => ({ ...row, active: false, xid: it.xid })));
  }

  insertEmployee(tx: KyselyTx, id: string, { name, role, pin }: EmployeeSeed): Promise<void> {
    const it = memoryTx(tx);
    const { permissions, limits } = ROLE_TEMPLATES[role];
    const { tenantId, xid } = it;
    const row = { tenantId, id, name, role, permissions, limits, ...pinOf(pin), active: true, xid };
    return it.send(() => it.insert(it.database.tables.employee, row));
  }
}

async function changeProduct(
  tx: KyselyTx,
  productId: string,
  change: (row: ProductRow) => ProductRow,
): Promise<void> {
  const it = memoryTx(tx);
  await it.send(() =>
    it.update(it.database.tables.product, productId, (row) => ({
      ...change(row),
      version: row.version + 1,
      xid: it.xid,
    })),
  );
}
