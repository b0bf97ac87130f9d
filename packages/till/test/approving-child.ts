/** Gives discounts that need a PIN for ever and says on stdout what was allowed: the victim of approval-kill.sqlite.test.ts. */
import { openTill } from '../src/open-till.ts';
import { offlineOptions } from '../src/testing/prepared-till.ts';
import {
  CASHIER_ID,
  CASHIER_PIN,
  MANAGER_ID,
  MANAGER_PIN,
  sampleBarcode,
} from '../src/testing/sample-shop.ts';

const till = openTill(offlineOptions(process.argv[2]!));
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);
await till.session.signIn({ employeeId: CASHIER_ID, pin: CASHIER_PIN });
await till.sale.clear();
for (let turn = 0; ; turn++) {
  const added = await till.sale.scan({ code: sampleBarcode(1 + (turn % 20)) });
  if (!added.ok) throw new Error(JSON.stringify(added.problem));
  const { lineId } = added.value;
  const discount = { kind: 'percent', bps: 2_000 + (turn % 10) } as const;
  await till.sale.setLineDiscount({ lineId, discount });
  const approved = await till.approval.approve({
    ...{ operation: 'line-discount', subjectId: lineId, approverId: MANAGER_ID },
    ...{ pin: MANAGER_PIN, reason: 'Помята упаковка' },
  });
  if (!approved.ok) throw new Error(JSON.stringify(approved.problem));
  say({ approvalId: approved.value.approvalId });
  const given = await till.sale.setLineDiscount({ lineId, discount });
  if (!given.ok) throw new Error(JSON.stringify(given.problem));
  if (turn % 3 < 2) continue;
  const paid = await till.sale.payCash({ tenderedTiyin: '100000000000' });
  if (!paid.ok) throw new Error(JSON.stringify(paid.problem));
  say({ receiptId: paid.value.receiptId });
  await new Promise((resolve) => setImmediate(resolve));
}
