import type { Books } from '../../../apps/api/test/sim/sim-server.ts';
import type { Machine } from '../machine/machine.ts';
import { hold } from './broken.ts';
import { receiptsOf } from './till-books.ts';

const FISCAL = '8 one fiscal receipt per sale';

/** 8: the module has every sale once, or a person has been told why not; the server's mark is the module's. */
export function assertFiscalOnce(books: Books, machines: readonly Machine[]): void {
  const marks = Map.groupBy(books.marks, (it) => it.receiptId);
  for (const machine of machines) {
    const registered = Map.groupBy(machine.fiscal.registered, (it) => it.receiptId);
    for (const { receiptId, receiptNumber, fiscal, fiscalProblem } of receiptsOf(machine)) {
      const times = registered.get(receiptId)?.length ?? 0;
      const at = () => `${machine.name}: receipt ${receiptNumber} (${fiscal}) was registered ${times} times`;
      hold(FISCAL, times <= 1, at);
      if (machine.ofOriginal.has(receiptId)) continue;
      if (fiscal === 'done') hold(FISCAL, times === 1, at);
      else
        hold(
          FISCAL,
          (times === 0 || machine.restored) && fiscalProblem !== null,
          () => `${at()}, and nobody is told why`,
        );
    }
  }
  for (const [receiptId, rows] of marks)
    hold(FISCAL, rows.length === 1, () => `${receiptId} bears ${rows.length} marks`);
}

/** 9: each payment once. Today there is cash only; what a card terminal may do wrong is not yet in the product. */
export function assertPaymentsOnce(books: Books, machines: readonly Machine[]): void {
  const ids = books.receipts.flatMap((it) => it.payments.map((payment) => payment.paymentId));
  hold('9 one payment per sale', new Set(ids).size === ids.length, () => 'a payment stands on two receipts');
  const twice = books.receipts.find((it) => it.payments.length !== 1);
  hold(
    '9 one payment per sale',
    !twice,
    () => `receipt ${twice?.receiptNumber} has ${twice?.payments.length} payments`,
  );
  for (const machine of machines) {
    // It is opened after the sale is on the disk: a crash may spare it, nothing opens it without a sale.
    const sales = machine.acknowledged.length;
    hold(
      '9 one payment per sale',
      machine.printer.drawerOpened <= sales + machine.crashes,
      () => `${machine.name}: the drawer opened ${machine.printer.drawerOpened} times for ${sales} sales`,
    );
  }
}
