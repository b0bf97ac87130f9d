import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { Injectable } from '@nestjs/common';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { SalesPort, type SellingPlace } from '../sales/sales.port.ts';
import { BookEntry } from './book-entry.ts';
import type { HeldEntry } from './quarantine.repository.ts';
import { entryOf, isSound, type ReadEntry, readEntry } from './read-entry.ts';
import {
  optionsOfOther,
  optionsOfSale,
  optionsOfUnreadable,
  type RepairOption,
  type SaleCircumstances,
} from './repair-options.ts';
import {
  type NamedProduct,
  SaleCircumstancesRepository,
  type ShiftRow,
} from './sale-circumstances.repository.ts';

export type SaleInBooks = {
  circumstances: SaleCircumstances;
  shift: ShiftRow | null;
  products: ReadonlyMap<string, NamedProduct>;
};

export type JudgedEntry = {
  read: ReadEntry;
  isSound: boolean;
  options: readonly RepairOption[];
  /** Of a sale. */
  sale: SaleInBooks | null;
};

/** What may be done about an entry that is not in the books; the same for the page that offers it and the act itself. */
@Injectable()
export class JudgeEntry {
  constructor(
    private readonly facts: SaleCircumstancesRepository,
    private readonly sales: SalesPort,
    private readonly books: BookEntry,
  ) {}

  async judge(tx: KyselyTx, tenantId: string, held: HeldEntry): Promise<JudgedEntry> {
    const entry = entryOf(held.text);
    const read = readEntry(entry);
    const judged = { read, isSound: isSound(entry, held.publicKey), sale: null };
    if (read.kind === 'unknown') return { ...judged, options: optionsOfUnreadable('journal/kind-unknown') };
    if (read.kind === 'unfit') return { ...judged, options: optionsOfUnreadable('journal/payload-unfit') };
    if (read.kind !== 'SaleV1') {
      const refusal = await this.books.findRefusal(tx, placeOf(tenantId, held), read);
      return { ...judged, options: optionsOfOther(refusal) };
    }
    const claimed = { ...held, tenantId, isSound: judged.isSound };
    const sale = await this.#saleInBooks(tx, claimed, read.payload);
    return { ...judged, sale, options: optionsOfSale(sale.circumstances) };
  }

  async #saleInBooks(
    tx: KyselyTx,
    held: HeldEntry & { tenantId: string; isSound: boolean },
    sale: SaleV1,
  ): Promise<SaleInBooks> {
    const { tenantId } = held;
    const ids = [...new Set(sale.lines.map((line) => line.productId))];
    const [receiptId, products, shift, isNumberTaken, lastNumber] = await Promise.all([
      this.facts.compareReceipt(tx, tenantId, sale),
      this.facts.listProducts(tx, tenantId, ids),
      this.facts.findShift(tx, held, sale.shiftId),
      this.facts.isNumberTaken(tx, held, sale.receiptNumber),
      this.sales.getLastReceiptNumber(tx, held),
    ]);
    const circumstances = {
      receiptNumber: sale.receiptNumber,
      ...{ receiptId, isNumberTaken, lastNumber },
      isInChain: held.isInChain,
      isSound: held.isSound,
      hasUnknownProduct: ids.some((id) => !products.has(id)),
      isShiftKnown: shift !== null,
    };
    return { circumstances, shift, products };
  }
}

/** Where the till stands now. */
export function placeOf(tenantId: string, { terminalId, storeId, warehouseId }: HeldEntry): SellingPlace {
  return { tenantId, terminalId, storeId, warehouseId };
}
