import { afterEach, describe, expect, it } from 'vitest';
import { offlineOptions, prepareTill } from '../src/testing/prepared-till.ts';
import {
  CASHIER_ID,
  CASHIER_PIN,
  MANAGER_ID,
  MANAGER_PIN,
  sampleBarcode,
  sampleEmployee,
  sampleManager,
} from '../src/testing/sample-shop.ts';
import { setLineDiscount } from '../src/use-cases/edit-cart.usecase.ts';
import { payCash } from '../src/use-cases/pay-cash.usecase.ts';
import { scanCode } from '../src/use-cases/scan-code.usecase.ts';
import { renewSession, signIn } from '../src/use-cases/sign-in.usecase.ts';
import { MUCH, OWNER_ID, percent, prepared, refused, refusedLater } from './approval.fixture.ts';
import { Bench, refusal, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

describe('rights', () => {
  it('are asked for by every use case', async () => {
    const people = [sampleEmployee({ permissions: ['till/shift'], limits: {} })];
    const options = offlineOptions(await bench.dir());
    prepareTill(options, 20, people).db.close();
    const { till } = bench.open(options);
    await value(till.session.signIn({ employeeId: CASHIER_ID, pin: CASHIER_PIN }));
    const unknown = {
      lineId: crypto.randomUUID(),
      productId: crypto.randomUUID(),
      receiptId: crypto.randomUUID(),
    };
    const denied = await Promise.all([
      till.sale.scan({ code: sampleBarcode(1) }),
      till.sale.setQuantity({ ...unknown, qtyMilli: '1000' }),
      till.sale.setLineDiscount({ ...unknown, discount: percent(1) }),
      till.sale.setReceiptDiscount({ discount: percent(1) }),
      till.sale.removeLine(unknown),
      till.sale.clear(),
      till.sale.payCash({ tenderedTiyin: '1' }),
      till.sale.reprint(unknown),
      till.approval.approve({ operation: 'x', subjectId: null, approverId: null, pin: '0000', reason: 'x' }),
    ]);
    expect(denied.map((it) => (it.ok ? 'went through' : it.problem.code))).toEqual(
      Array(9).fill('till/not-allowed'),
    );
    await value(till.shift.report());
    await value(till.shift.close({ countedTiyin: '0' }));
  });

  it('of a shift are not those of selling', async () => {
    const options = offlineOptions(await bench.dir());
    const people = [sampleEmployee(), sampleManager({ permissions: ['till/sell'] })];
    prepareTill(options, 20, people).db.close();
    const { till } = bench.open(options);
    await value(till.session.signIn({ employeeId: MANAGER_ID, pin: MANAGER_PIN }));
    expect(await refusal(till.shift.close({ countedTiyin: '0' }))).toBe('till/not-allowed');
    expect(await refusal(till.shift.report())).toBe('till/not-allowed');
    expect(await refusal(till.shift.open({ floatTiyin: '0' }))).toBe('till/not-allowed');
  });

  it('change under the hands of who is signed in; without any at tills she is out and on no tile', async () => {
    const till = await prepared(bench);
    const lineId = scanCode(till, sampleBarcode(1));
    till.employees.put(
      sampleEmployee({ permissions: ['till/sell', 'till/discount'], limits: { discountBps: 500 } }),
    );
    renewSession(till);
    expect(refused(() => setLineDiscount(till, lineId, percent(501)))).toBe('till/approval-needed');
    till.employees.put(sampleEmployee({ permissions: ['till/sell', 'till/levitate'] }));
    renewSession(till);
    expect(refused(() => setLineDiscount(till, lineId, percent(1)))).toBe('till/not-allowed');
    payCash(till, MUCH);
    till.employees.put(sampleEmployee({ role: 'stock-keeper' }));
    renewSession(till);
    expect(till.session.current).toBeNull();
    expect(till.employees.list().map(({ id }) => id)).toEqual([MANAGER_ID, OWNER_ID]);
    expect(await refusedLater(signIn(till, CASHIER_ID, CASHIER_PIN))).toBe('till/pin-wrong');
  });
});
