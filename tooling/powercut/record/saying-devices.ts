import type { FiscalReceipt, PrintDocument } from '@jowi/till/ports';
import { FakeFiscal, FakePrinter } from '@jowi/till/testing/fake-devices';
import { say } from './said.ts';

/** A fiscal module that tells of each receipt it gets. */
export class SayingFiscal extends FakeFiscal {
  override registerSale(receipt: FiscalReceipt, token: string): ReturnType<FakeFiscal['registerSale']> {
    say({ say: 'registered', receiptId: receipt.receiptId });
    return super.registerSale(receipt, token);
  }
}

/** A printer that tells of each paper and each kick of the drawer. */
export class SayingPrinter extends FakePrinter {
  override print(document: PrintDocument): ReturnType<FakePrinter['print']> {
    if (document.kind === 'receipt') say({ say: 'printed', receiptId: document.receiptId });
    return super.print(document);
  }

  override openDrawer(): Promise<void> {
    say({ say: 'drawer' });
    return super.openDrawer();
  }
}
