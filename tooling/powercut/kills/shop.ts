import { hashPairingCode, makePairingCode } from '@jowi/api/src/modules/terminals/pairing-code.ts';
import { uuidV7 } from '@jowi/domain/ids';
import { withClient } from '@jowi/testkit/postgres';
import type { Rng } from '@jowi/testkit/rng';
import { CASHIER_PIN, pinOf } from '@jowi/till/testing/sample-shop';
import { seedBusiness } from '../../bench/shop/seed.ts';
import type { MortalServer } from './server.ts';

/** A till's place in the shop. */
export interface Seat {
  readonly tenantId: string;
  readonly terminalId: string;
  readonly code: string;
  /** Of what it sells. */
  readonly barcode: string;
}

const ON_HAND_MILLI = 1_000_000_000;

/** A business with a cashier who has a PIN, and `tills` terminals that wait to be paired. */
export async function openShop(server: MortalServer, tills: number, rng: Rng): Promise<Seat[]> {
  const plan = { products: 60, stores: 1, tillsPerStore: tills, onHandMilli: ON_HAND_MILLI };
  const business = await seedBusiness(server, plan, rng);
  return withClient(server.adminUrl, async (client) => {
    const { pinSalt, pinHash } = pinOf(CASHIER_PIN);
    await client.query(
      `INSERT INTO employee (tenant_id, id, name, role_id, all_stores, pin_salt, pin_hash)
       SELECT $1, $2, 'Dilnoza', id, true, $3, $4 FROM role WHERE tenant_id = $1 AND kind = 'cashier'`,
      [business.tenantId, uuidV7(Date.now(), rng.bytes(10)), pinSalt, pinHash],
    );
    const seats: Seat[] = [];
    for (const { place } of business.tills) {
      const code = makePairingCode();
      await client.query(
        `INSERT INTO pairing_code (tenant_id, id, terminal_id, code_hash, expires_at)
         VALUES ($1, $2, $3, $4, now() + interval '1 hour')`,
        [place.tenantId, uuidV7(Date.now(), rng.bytes(10)), place.terminalId, hashPairingCode(code)],
      );
      const { barcode } = rng.pick(business.products);
      seats.push({ tenantId: place.tenantId, terminalId: place.terminalId, code, barcode });
    }
    return seats;
  });
}

/** What the server holds of a terminal. */
export interface HeldByServer {
  readonly receiptIds: readonly string[];
  readonly totalTiyin: bigint;
  readonly entries: number;
  readonly quarantined: number;
  readonly head: { epoch: number; seq: number; hash: string } | null;
  /** Goods taken off the shelf by its sales. */
  readonly soldMilli: bigint;
}

export function readHeld(server: MortalServer, { tenantId, terminalId }: Seat): Promise<HeldByServer> {
  return withClient(server.adminUrl, async (client) => {
    const of = [tenantId, terminalId];
    const all = async <T extends object>(sql: string) =>
      (await client.query<T & Record<string, unknown>>(sql, of)).rows;
    const receipts = await all<{ id: string; total: string }>(
      'SELECT id, total_tiyin AS total FROM receipt WHERE tenant_id = $1 AND terminal_id = $2',
    );
    const [head] = await all<{ epoch: number; seq: number; hash: string }>(
      'SELECT epoch, seq, hash FROM terminal_chain WHERE tenant_id = $1 AND terminal_id = $2 ORDER BY epoch DESC LIMIT 1',
    );
    const [counts] = await all<{ entries: string; quarantined: string; sold: string }>(
      `SELECT (SELECT count(*) FROM journal_entry WHERE tenant_id = $1 AND terminal_id = $2) AS entries,
         (SELECT count(*) FROM journal_quarantine WHERE tenant_id = $1 AND terminal_id = $2) AS quarantined,
         (SELECT coalesce(-sum(m.qty_milli), 0) FROM stock_movement m JOIN receipt r ON r.tenant_id = m.tenant_id
            AND r.id = m.document_id WHERE r.tenant_id = $1 AND r.terminal_id = $2) AS sold`,
    );
    return {
      receiptIds: receipts.map(({ id }) => id),
      totalTiyin: receipts.reduce((sum, { total }) => sum + BigInt(total), 0n),
      entries: Number(counts?.entries),
      quarantined: Number(counts?.quarantined),
      head: head ?? null,
      soldMilli: BigInt(counts?.sold ?? 0),
    };
  });
}
