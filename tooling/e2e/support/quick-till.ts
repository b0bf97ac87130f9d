import { randomBytes, randomUUID } from 'node:crypto';
import { SigningTill } from '@jowi/api/test/support/signing-till.ts';
import { TestKeys, TestTill } from '@jowi/api/test/support/test-till.ts';
import type { JournalEntry } from '@jowi/contracts/sync/journal';
import { WIRE_VERSION } from '@jowi/contracts/sync/wire';
import { uuidV7 } from '@jowi/domain/ids';
import { businessDateOf } from '@jowi/domain/time';
import { keyFingerprint } from '@jowi/sync/key-fingerprint';
import { withClient } from '@jowi/testkit/postgres';
import type { Rng } from '@jowi/testkit/rng';
import { urlOf } from '../../dev/stack.ts';
import type { Shop } from './processes.ts';

export interface Good {
  readonly id: string;
  readonly name: { ru: string; uz: string };
  readonly barcode: string | null;
  readonly priceTiyin: number;
  readonly vatRateBps: number | null;
}

type Seller = { readonly employeeId: string; readonly ownerId: string };

/** A till without a screen, paired with a code from the back office: it sells a whole morning in a second. */
export class QuickTill {
  readonly #shop: Shop;
  readonly #till: SigningTill;
  readonly #asserting: TestTill;
  readonly #seller: Seller;
  /** What its receipts come to. */
  readonly #sold = { count: 0, totalTiyin: 0n, vatTiyin: 0n };

  private constructor(shop: Shop, till: SigningTill, asserting: TestTill, seller: Seller) {
    this.#shop = shop;
    this.#till = till;
    this.#asserting = asserting;
    this.#seller = seller;
  }

  static async pair(shop: Shop, terminalName: string, code: string): Promise<QuickTill> {
    const { id, tenantId, employeeId, ownerId } = await whoSells(shop, terminalName);
    const till = new SigningTill(id);
    const response = await fetch(`${urlOf(shop.ports.api)}/v1/terminals/pair`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, publicKey: till.publicKey }),
    });
    if (!response.ok) throw new Error(`Pairing failed: ${await response.text()}`);
    const { epoch } = (await response.json()) as { epoch: number };
    const paired = { terminalId: id, tenantId, epoch };
    const quick = new QuickTill(shop, till, new TestTill(paired, new TestKeys(till.privateKey), Date.now), {
      employeeId,
      ownerId,
    });
    const occurredAtMs = startOfTrade();
    await quick.#push([
      till.journal('ShiftOpenedV1', {
        shiftId: till.shiftId,
        shiftNumber: 1,
        employeeId,
        businessDate: businessDateOf(Date.now()),
        occurredAtMs,
        floatTiyin: '20000000',
      }),
    ]);
    return quick;
  }

  /** `count` receipts of today, from the morning on until now. */
  async sellAllDay(rng: Rng, goods: readonly Good[], count: number): Promise<void> {
    const fromMs = startOfTrade();
    const stepMs = (Date.now() - fromMs) / count;
    const entries: JournalEntry[] = [];
    for (let nth = 0; nth < count; nth++) {
      const lines = rng.shuffle(goods).slice(0, rng.int(1, 6));
      const occurredAtMs = Math.floor(fromMs + stepMs * (nth + rng.int(1, 9) / 10));
      entries.push(...this.#sell(lines, () => rng.int(1, 4), occurredAtMs, true));
    }
    await this.#push(entries);
  }

  /** One receipt of one line, now. */
  async sellOne(good: Good, pieces: number): Promise<void> {
    await this.#push(this.#sell([good], () => pieces, Date.now(), true));
  }

  /** One receipt, and the word that so many entries are still to come. */
  async sellWithMoreToSend(good: Good, unsent: number): Promise<void> {
    await this.#push(
      this.#sell([good], () => 1, Date.now(), true),
      unsent,
    );
  }

  get lastReceiptNumber(): number {
    return this.#till.lastReceiptNumber;
  }

  get keyFingerprint(): string {
    return keyFingerprint(this.#till.publicKey);
  }

  /**
   * One piece with a discount beyond the cashier's limit: allowed by the owner where a reason is given, by nobody where
   * none is.
   */
  async sellDiscounted(good: Good, discountBps: number, reason: string | null): Promise<void> {
    const [cartId, approvalId, occurredAtMs] = [randomUUID(), randomUUID(), Date.now()];
    const permit = { cartId, ...(reason !== null && { approvalIds: [approvalId] }) };
    const entries = this.#sell(
      [good],
      () => 1,
      occurredAtMs,
      true,
      { discountBps, permit },
      (lineId) =>
        reason === null
          ? []
          : [
              this.#till.journal('ApprovalV1', {
                ...{ approvalId, cartId, operation: 'line-discount', subjectId: lineId, unit: 'bps' },
                ...{ asked: String(discountBps), limit: '1000', reason, occurredAtMs },
                ...{ employeeId: this.#seller.employeeId, approverId: this.#seller.ownerId },
              }),
            ],
    );
    await this.#push(entries);
  }

  /** Two entries no server can take: one that says nothing, and one of a copied disk. */
  async pushBroken(good: Good): Promise<void> {
    const copy = this.#till.copy();
    await this.#push(this.#sell([good], () => 1, Date.now(), false));
    await this.#push([this.#till.journal('SaleV1', { receiptId: randomUUID() })]);
    await this.#push([copy.journal('SaleV1', { receiptId: randomUUID() })]);
  }

  /**
   * Its disk is copied, both sell under the same number, and the copy is told that its place is taken. It goes on in an
   * epoch of its own and says what it holds of the shift.
   */
  async sellOnACopy(good: Good): Promise<void> {
    const copy = this.#till.copy();
    const before = { ...this.#sold };
    await this.sellOne(good, 1);
    const { id, priceTiyin, vatRateBps, name, barcode } = good;
    const sale = copy.saleOf([{ productId: id, qtyMilli: 2_000, priceTiyin, vatRateBps }]);
    const occurredAtMs = Date.now();
    const said = copy.journal('SaleV1', {
      ...sale,
      receiptId: uuidV7(occurredAtMs, randomBytes(10)),
      employeeId: this.#seller.employeeId,
      businessDate: businessDateOf(occurredAtMs),
      occurredAtMs,
      lines: sale.lines.map((line) => ({ ...line, name, barcode })),
    });
    await this.#push([said]);
    const { epoch } = (await this.#ask('epoch', {})) as { epoch: number };
    this.#till.startEpoch(epoch);
    const { totalTiyin, vatTiyin } = sale;
    await this.#ask('reconcile', {
      ...{ wire: WIRE_VERSION, claimId: randomUUID(), unsent: 0, oldestUnsentAtMs: null },
      ...{ head: this.#till.head, entries: 0 },
      shift: {
        ...{ shiftId: this.#till.shiftId, shiftNumber: 1, closed: false, receiptCount: before.count + 1 },
        totalTiyin: String(before.totalTiyin + BigInt(totalTiyin)),
        vatTiyin: String(before.vatTiyin + BigInt(vatTiyin)),
        ...{ firstReceiptNumber: 1, lastReceiptNumber: sale.receiptNumber },
      },
    });
  }

  #sell(
    goods: readonly Good[],
    pieces: () => number,
    occurredAtMs: number,
    marked: boolean,
    { discountBps, permit = {} }: { discountBps?: number; permit?: Record<string, unknown> } = {},
    before: (lineId: string) => readonly JournalEntry[] = () => [],
  ): JournalEntry[] {
    const sold = goods.map(({ id, priceTiyin, vatRateBps }) => ({
      productId: id,
      qtyMilli: pieces() * 1_000,
      priceTiyin,
      vatRateBps,
      ...(discountBps !== undefined && { discountBps }),
    }));
    const sale = { ...this.#till.saleOf(sold), receiptId: uuidV7(occurredAtMs, randomBytes(10)) };
    this.#sold.count += 1;
    this.#sold.totalTiyin += BigInt(sale.totalTiyin);
    this.#sold.vatTiyin += BigInt(sale.vatTiyin);
    const earlier = before(sale.lines[0]!.lineId);
    const entry = this.#till.journal('SaleV1', {
      ...sale,
      ...permit,
      employeeId: this.#seller.employeeId,
      businessDate: businessDateOf(Date.now()),
      occurredAtMs,
      lines: sale.lines.map((line, nth) => ({
        ...line,
        name: goods[nth]?.name,
        barcode: goods[nth]?.barcode,
      })),
    });
    if (!marked) return [...earlier, entry];
    const fiscalSign = String(100_000_000_000 + sale.receiptNumber * 7_654_321);
    const mark = this.#till.journal('FiscalisedV1', {
      receiptId: sale.receiptId,
      occurredAtMs: occurredAtMs + 1_000,
      fiscalTerminalId: 'UZ210317218000',
      fiscalReceiptSeq: String(sale.receiptNumber),
      fiscalDateTime: new Date(occurredAtMs + 18_000_000).toISOString().replaceAll(/\D/g, '').slice(0, 14),
      fiscalSign,
      qrUrl: `https://ofd.soliq.uz/check?t=UZ210317218000&r=${sale.receiptNumber}&s=${fiscalSign}`,
    });
    return [...earlier, entry, mark];
  }

  async #push(entries: readonly JournalEntry[], unsent = 0): Promise<void> {
    for (let from = 0; from < entries.length; from += 100)
      await this.#ask('push', { wire: WIRE_VERSION, entries: entries.slice(from, from + 100), unsent });
  }

  async #ask(what: 'push' | 'epoch' | 'reconcile', body: object): Promise<unknown> {
    const response = await fetch(`${urlOf(this.#shop.ports.api)}/v1/sync/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: this.#asserting.bearer() },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${what} failed: ${text}`);
    return JSON.parse(text);
  }
}

/** Nine in the morning in Tashkent, or an hour ago when it is earlier than that. */
function startOfTrade(): number {
  const nineMs = Date.parse(`${businessDateOf(Date.now())}T09:00:00+05:00`);
  return Math.min(nineMs, Date.now() - 3_600_000);
}

const admin = ({ database }: Shop): string => {
  if (!database.adminUrl) throw new Error('Only a database of our own is looked into');
  return database.adminUrl;
};

function whoSells(shop: Shop, terminalName: string) {
  return withClient(admin(shop), async (client) => {
    const sql = `SELECT t.id, t.tenant_id AS "tenantId", e.id AS "employeeId", o.id AS "ownerId"
      FROM terminal t JOIN role r ON r.tenant_id = t.tenant_id AND r.kind = 'cashier' AND r.name IS NULL
      JOIN employee e ON e.tenant_id = t.tenant_id AND e.role_id = r.id
      JOIN role ro ON ro.tenant_id = t.tenant_id AND ro.kind = 'owner' AND ro.name IS NULL
      JOIN employee o ON o.tenant_id = t.tenant_id AND o.role_id = ro.id WHERE t.name = $1`;
    const { rows } = await client.query<{ id: string; tenantId: string } & Seller>(sql, [terminalName]);
    if (!rows[0]) throw new Error(`No till is called ${terminalName}`);
    return rows[0];
  });
}

/** Goods of a business that lie on its shelf in quantity, sold by the piece. */
export function findGoods(shop: Shop, businessName: string, count: number): Promise<Good[]> {
  return withClient(admin(shop), async (client) => {
    const sql = `SELECT p.id, p.name_ru AS ru, p.name_uz AS uz, p.price_tiyin::int AS "priceTiyin",
        p.vat_rate_bps AS "vatRateBps", min(b.barcode) AS barcode
      FROM product p
      JOIN tenant t ON t.id = p.tenant_id
      JOIN product_barcode b ON b.tenant_id = p.tenant_id AND b.product_id = p.id
      JOIN stock_lot l ON l.tenant_id = p.tenant_id AND l.product_id = p.id AND l.remaining_qty_milli >= 20000
      WHERE t.name = $1 AND p.unit = 'piece'
      GROUP BY p.tenant_id, p.id ORDER BY md5(p.sku) LIMIT $2`;
    const { rows } = await client.query<Omit<Good, 'name'> & Good['name']>(sql, [businessName, count]);
    return rows.map(({ ru, uz, ...good }) => ({ ...good, name: { ru, uz } }));
  });
}
