import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { GENESIS_HASH, type JournalEntry, type JournalKind } from '@jowi/contracts/sync/journal';
import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { tiyin } from '@jowi/domain/money';
import { CALC_VERSION, DEFAULT_POLICY, priceReceipt } from '@jowi/domain/pricing';
import { qtyMilli } from '@jowi/domain/quantity';
import { exportPublicKey, sealEntry } from '@jowi/sync/journal-hash';

export type SoldLine = {
  productId: string;
  qtyMilli: number;
  priceTiyin: number;
  vatRateBps?: number | null;
  discountBps?: number;
};

const percent = (bps: number | undefined) => (bps === undefined ? null : { kind: 'percent' as const, bps });

/** A till without a disk: makes true sales and signs a true chain, so that the server meets what it will meet. */
export class SigningTill {
  readonly #key = generateKeyPairSync('ed25519');
  readonly publicKey = exportPublicKey(this.#key.publicKey);
  readonly shiftId = randomUUID();
  #head: { epoch: number; seq: number; hash: string } = { epoch: 1, seq: 0, hash: GENESIS_HASH };
  readonly terminalId: string;
  #receiptNumber = 0;

  constructor(terminalId: string) {
    this.terminalId = terminalId;
  }

  get head() {
    return { ...this.#head };
  }

  get lastReceiptNumber() {
    return this.#receiptNumber;
  }

  get privateKey() {
    return this.#key.privateKey;
  }

  /** The next entry of the chain, whatever its payload. */
  journal(kind: JournalKind | (string & {}), payload: Record<string, unknown>): JournalEntry {
    const { epoch, seq, hash: prevHash } = this.#head;
    const unsealed = { terminalId: this.terminalId, epoch, seq: seq + 1, kind, payload, prevHash };
    const entry = sealEntry(unsealed, this.#key.privateKey);
    this.#head = { epoch, seq: entry.seq, hash: entry.hash };
    return entry;
  }

  openShift(): JournalEntry {
    return this.journal('ShiftOpenedV1', {
      shiftId: this.shiftId,
      shiftNumber: 1,
      employeeId: randomUUID(),
      businessDate: '2026-11-23',
      occurredAtMs: 1_795_400_000_000,
      floatTiyin: '0',
    });
  }

  sell(lines: readonly SoldLine[]): JournalEntry {
    return this.journal('SaleV1', this.saleOf(lines));
  }

  saleOf(lines: readonly SoldLine[]): SaleV1 {
    const priced = priceReceipt(
      lines.map((line) => ({
        productId: line.productId,
        unitPriceTiyin: tiyin(line.priceTiyin),
        qtyMilli: qtyMilli(line.qtyMilli),
        vatRateBps: line.vatRateBps === undefined ? 1200 : line.vatRateBps,
        discount: percent(line.discountBps),
      })),
      null,
      DEFAULT_POLICY,
    );
    const receiptId = randomUUID();
    return {
      receiptId,
      receiptNumber: ++this.#receiptNumber,
      shiftId: this.shiftId,
      employeeId: randomUUID(),
      businessDate: '2026-11-23',
      occurredAtMs: 1_795_400_000_000 + this.#receiptNumber,
      calcVersion: CALC_VERSION,
      policy: { ...DEFAULT_POLICY, cashRoundingTiyin: '0' },
      receiptDiscount: null,
      lines: priced.lines.map((line) => ({
        lineId: randomUUID(),
        productId: line.productId,
        barcode: null,
        name: { ru: 'Товар', uz: 'Mahsulot' },
        ikpu: null,
        packageCode: null,
        qtyMilli: String(line.qtyMilli),
        unitPriceTiyin: String(line.unitPriceTiyin),
        discount: line.discount,
        grossTiyin: String(line.grossTiyin),
        lineDiscountTiyin: String(line.lineDiscountTiyin),
        receiptDiscountTiyin: String(line.receiptDiscountTiyin),
        roundingDiscountTiyin: String(line.roundingDiscountTiyin),
        netTiyin: String(line.netTiyin),
        vatRateBps: line.vatRateBps,
        vatTiyin: String(line.vatTiyin),
        productVersion: 1,
      })),
      grossTiyin: String(priced.grossTiyin),
      discountTiyin: String(priced.discountTiyin),
      totalTiyin: String(priced.totalTiyin),
      vatTiyin: String(priced.vatTiyin),
      payments: [
        {
          paymentId: randomUUID(),
          kind: 'cash',
          amountTiyin: String(priced.totalTiyin),
          tenderedTiyin: String(priced.totalTiyin),
          changeTiyin: '0',
        },
      ],
    };
  }

  /** The same key, head and numbers: a copied disk. From here on both go their own way. */
  copy(): SigningTill {
    const copy = new SigningTill(this.terminalId);
    Object.assign(copy, { publicKey: this.publicKey, shiftId: this.shiftId });
    copy.#adopt(this);
    return copy;
  }

  startEpoch(epoch: number): void {
    this.#head = { epoch, seq: 0, hash: GENESIS_HASH };
  }

  #adopt(original: SigningTill): void {
    this.#key.privateKey = original.#key.privateKey;
    this.#key.publicKey = original.#key.publicKey;
    this.#head = { ...original.#head };
    this.#receiptNumber = original.#receiptNumber;
  }
}
