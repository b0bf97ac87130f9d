import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { GENESIS_HASH, type JournalEntry } from '@jowi/contracts/sync/journal';
import type { SaleLineV1, SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { WIRE_VERSION } from '@jowi/contracts/sync/wire';
import { uuidV7 } from '@jowi/domain/ids';
import { tiyin } from '@jowi/domain/money';
import {
  CALC_VERSION,
  DEFAULT_POLICY,
  type PricedLine,
  priceReceipt,
  type SaleLineInput,
} from '@jowi/domain/pricing';
import { qtyMilli } from '@jowi/domain/quantity';
import { signAssertion } from '@jowi/sync/assertion';
import { exportPublicKey, sealEntry } from '@jowi/sync/journal-hash';
import type { Rng } from '@jowi/testkit/rng';
import type { BenchProduct } from './goods.ts';

/** Lines of a sale: what a small shop's average receipt has. */
export const LINES_PER_SALE = 3;
const ASSERTION_USE_MS = 20_000;

export interface TillPlace {
  readonly tenantId: string;
  readonly storeId: string;
  readonly warehouseId: string;
  readonly terminalId: string;
}

/**
 * A paired till as the server meets it: true prices, a true chain, true signatures. It makes its sales before
 * they are sent, so that the time of signing is not measured, and sends again what was not answered.
 */
export class BenchTill {
  readonly place: TillPlace;
  readonly publicKey: string;
  readonly #privateKey: KeyObject;
  readonly #products: readonly BenchProduct[];
  readonly #rng: Rng;
  readonly #shiftId: string;
  readonly #employeeId: string;
  #head = { seq: 0, hash: GENESIS_HASH };
  /** Batches made and not acknowledged, the oldest first. */
  #queue: { lastSeq: number; body: Buffer }[] = [];
  #inFlight = 0;
  #signed = { atMs: 0, header: '' };

  constructor({ products, rng, ...place }: TillPlace & { products: readonly BenchProduct[]; rng: Rng }) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.place = place;
    this.publicKey = exportPublicKey(publicKey);
    this.#privateKey = privateKey;
    this.#products = products;
    this.#rng = rng;
    this.#shiftId = this.#newId();
    this.#employeeId = this.#newId();
  }

  /** Value of the header Authorization: signed anew every twenty seconds, as the till's own client does. */
  bearer(): string {
    const nowMs = Date.now();
    if (nowMs - this.#signed.atMs > ASSERTION_USE_MS) {
      const { terminalId, tenantId } = this.place;
      const token = signAssertion({ terminalId, tenantId, nowMs, jti: this.#newId() }, this.#privateKey);
      this.#signed = { atMs: nowMs, header: `Bearer ${token}` };
    }
    return this.#signed.header;
  }

  /** Pushes that are not acknowledged. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Makes pushes of `sales` sales each until `count` of them wait. */
  prepare(count: number, sales: number): void {
    while (this.#queue.length < count) {
      const entries = Array.from({ length: sales }, () => this.#journal(this.#sale()));
      const body = Buffer.from(JSON.stringify({ wire: WIRE_VERSION, entries }));
      this.#queue.push({ lastSeq: this.#head.seq, body });
    }
  }

  /** The body of the next push; made on the spot when nothing was prepared. */
  nextPush(sales: number): Buffer {
    if (this.#inFlight >= this.#queue.length) this.prepare(this.#queue.length + 1, sales);
    return this.#queue[this.#inFlight++]!.body;
  }

  /**
   * The answer to the oldest push under way.
   *
   * @throws Error unless every entry was accepted: a quarantined sale costs the server less
   */
  acknowledge(answer: string): void {
    const { results, head } = JSON.parse(answer) as {
      results: { status: string }[];
      head: { seq: number };
    };
    const refused = results.find(({ status }) => status !== 'accepted');
    if (refused) throw new Error(`A sale was not accepted: ${JSON.stringify(refused)}`);
    while (this.#queue[0] && this.#queue[0].lastSeq <= head.seq) {
      this.#queue.shift();
      this.#inFlight--;
    }
  }

  /** A connection was cut with a push under way: it goes out again, which is always safe. */
  forgetUnanswered(): void {
    this.#inFlight = 0;
  }

  /** JSON of a sale, as long as any other. */
  samplePayload(): string {
    return JSON.stringify(this.#sale());
  }

  #newId(): string {
    return uuidV7(Date.now(), this.#rng.bytes(10));
  }

  #journal(sale: SaleV1): JournalEntry {
    const { seq, hash: prevHash } = this.#head;
    const { terminalId } = this.place;
    const unsealed = { terminalId, epoch: 1, seq: seq + 1, kind: 'SaleV1', payload: sale, prevHash };
    const entry = sealEntry(unsealed, this.#privateKey);
    this.#head = { seq: entry.seq, hash: entry.hash };
    return entry;
  }

  #sale(): SaleV1 {
    const goods = new Set<BenchProduct>();
    while (goods.size < LINES_PER_SALE) goods.add(this.#rng.pick(this.#products));
    const priced = priceReceipt(
      [...goods].map((product) => ({
        product,
        productId: product.id,
        unitPriceTiyin: tiyin(product.priceTiyin),
        qtyMilli: qtyMilli(1000 * this.#rng.int(1, 3)),
        vatRateBps: 1200,
        discount: null,
      })),
      null,
      DEFAULT_POLICY,
    );
    const receiptNumber = this.#head.seq + 1;
    return {
      receiptId: this.#newId(),
      receiptNumber,
      shiftId: this.#shiftId,
      employeeId: this.#employeeId,
      businessDate: '2026-11-23',
      occurredAtMs: 1_795_400_000_000 + receiptNumber,
      calcVersion: CALC_VERSION,
      policy: { ...DEFAULT_POLICY, cashRoundingTiyin: '0' },
      receiptDiscount: null,
      lines: priced.lines.map((line) => this.#line(line)),
      grossTiyin: String(priced.grossTiyin),
      discountTiyin: String(priced.discountTiyin),
      totalTiyin: String(priced.totalTiyin),
      vatTiyin: String(priced.vatTiyin),
      payments: [
        {
          paymentId: this.#newId(),
          kind: 'cash',
          amountTiyin: String(priced.totalTiyin),
          tenderedTiyin: String(priced.totalTiyin),
          changeTiyin: '0',
        },
      ],
    };
  }

  #line(line: PricedLine<SaleLineInput & { product: BenchProduct }>): SaleLineV1 {
    return {
      lineId: this.#newId(),
      productId: line.product.id,
      barcode: line.product.barcode,
      name: { ru: line.product.nameRu, uz: line.product.nameUz },
      ikpu: line.product.ikpu,
      packageCode: null,
      qtyMilli: String(line.qtyMilli),
      unitPriceTiyin: String(line.unitPriceTiyin),
      discount: null,
      grossTiyin: String(line.grossTiyin),
      lineDiscountTiyin: String(line.lineDiscountTiyin),
      receiptDiscountTiyin: String(line.receiptDiscountTiyin),
      roundingDiscountTiyin: String(line.roundingDiscountTiyin),
      netTiyin: String(line.netTiyin),
      vatRateBps: line.vatRateBps,
      vatTiyin: String(line.vatTiyin),
      productVersion: 1,
    };
  }
}
