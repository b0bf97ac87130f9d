import { zApprovalV1 } from '@jowi/contracts/sync/approval-v1';
import { zSaleV1 } from '@jowi/contracts/sync/sale-v1';
import { parseTiyin } from '@jowi/domain/money';
import { parseQtyMilli } from '@jowi/domain/quantity';
import { afterEach, describe, expect, it } from 'vitest';
import { openTill } from '../src/open-till.ts';
import { TillError } from '../src/result.ts';
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
import { approvalRequest } from '../src/use-cases/approve.usecase.ts';
import { cartView } from '../src/use-cases/cart-view.ts';
import {
  clearCart,
  removeLine,
  setLineDiscount,
  setQuantity,
  setReceiptDiscount,
} from '../src/use-cases/edit-cart.usecase.ts';
import { payCash } from '../src/use-cases/pay-cash.usecase.ts';
import { scanCode } from '../src/use-cases/scan-code.usecase.ts';
import { signIn, signOut } from '../src/use-cases/sign-in.usecase.ts';
import {
  allow,
  askFor,
  facts,
  MUCH,
  OWNER_ID,
  OWNER_PIN,
  PEOPLE,
  percent,
  prepared,
  refused,
  refusedLater,
} from './approval.fixture.ts';
import { Bench, refusal, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

describe('a discount beyond the limit', () => {
  it('is asked for in figures, allowed by PIN, journaled before it takes effect, and told with the sale', async () => {
    const till = await prepared(bench);
    const lineId = scanCode(till, sampleBarcode(1));
    setLineDiscount(till, lineId, percent(1_000));
    let problem = null;
    try {
      setLineDiscount(till, lineId, percent(2_000));
    } catch (error) {
      problem = error instanceof TillError ? error.problem : error;
    }
    expect(problem).toEqual({
      code: 'till/approval-needed',
      params: { operation: 'line-discount', unit: 'bps', asked: '2000', limit: '1000', subjectId: lineId },
    });
    expect(till.cart.current.lines[0]!.discount).toEqual(percent(1_000));
    const request = approvalRequest(till);
    expect(request).toMatchObject({
      goods: { unit: 'piece' },
      operation: 'line-discount',
      subjectId: lineId,
      asked: '2000',
      limit: '1000',
    });
    expect(request?.approvers.map(({ name }) => name)).toEqual(['Aziza', 'Bahor']);

    const { approvalId } = await allow(till);
    expect(zApprovalV1.parse(facts(till).at(-1)?.payload)).toMatchObject({
      ...{ approvalId, cartId: till.cart.id, operation: 'line-discount', subjectId: lineId, unit: 'bps' },
      ...{
        asked: '2000',
        limit: '1000',
        reason: 'Помята упаковка',
        employeeId: CASHIER_ID,
        approverId: MANAGER_ID,
      },
    });
    setLineDiscount(till, lineId, percent(2_000));
    expect(cartView(till)).toMatchObject({
      needs: [],
      approvals: [{ approverName: 'Aziza', subjectId: lineId }],
    });
    const cartId = till.cart.id;
    payCash(till, MUCH);
    expect(facts(till).map(({ kind }) => kind)).toEqual(['ShiftOpenedV1', 'ApprovalV1', 'SaleV1']);
    expect(zSaleV1.parse(facts(till).at(-1)?.payload)).toMatchObject({ cartId, approvalIds: [approvalId] });
    expect(till.cart.approvals.list).toEqual([]);
  });

  it('counts what a line bears altogether: twice ten per cent is nineteen', async () => {
    const till = await prepared(bench);
    const lineId = scanCode(till, sampleBarcode(1));
    setLineDiscount(till, lineId, percent(1_000));
    expect(refused(() => setReceiptDiscount(till, percent(1_000)))).toBe('till/approval-needed');
    expect(approvalRequest(till)).toMatchObject({
      operation: 'receipt-discount',
      asked: '1900',
      subjectId: null,
    });
    setLineDiscount(till, lineId, null);
    setReceiptDiscount(till, percent(1_000));
    expect(refused(() => setLineDiscount(till, lineId, percent(1_000)))).toBe('till/approval-needed');
    expect(approvalRequest(till)).toMatchObject({ operation: 'receipt-discount', asked: '1900' });
    await allow(till);
    setLineDiscount(till, lineId, percent(1_000));
    payCash(till, MUCH);
    expect(zSaleV1.parse(facts(till).at(-1)?.payload).approvalIds).toHaveLength(1);
  });

  it('that a cart grew into is asked about when it is paid, and never silently taken', async () => {
    const till = await prepared(bench);
    const lineId = scanCode(till, sampleBarcode(1));
    const { priceTiyin } = till.catalogue.findByBarcode(sampleBarcode(1))!;
    setQuantity(till, lineId, parseQtyMilli('10000'));
    setLineDiscount(till, lineId, { kind: 'amount', tiyin: parseTiyin(String(priceTiyin)) });
    setQuantity(till, lineId, parseQtyMilli('2000'));
    expect(cartView(till).needs).toMatchObject([
      { operation: 'line-discount', asked: '5000', limit: '1000' },
    ]);
    expect(refused(() => payCash(till, MUCH))).toBe('till/approval-needed');
    // Beyond the manager's 30 %: only the owner is asked.
    expect(approvalRequest(till)?.approvers.map(({ id }) => id)).toEqual([OWNER_ID]);
    expect(await refusedLater(allow(till))).toBe('till/approver-unfit');
    await allow(till, { approverId: OWNER_ID, pin: OWNER_PIN });
    payCash(till, MUCH);
  });

  it('is measured by who takes the money: what a manager gave alone, a cashier may not pass off', async () => {
    const till = await prepared(bench);
    signOut(till);
    await signIn(till, MANAGER_ID, MANAGER_PIN);
    const lineId = scanCode(till, sampleBarcode(1));
    setLineDiscount(till, lineId, percent(3_000));
    signOut(till);
    await signIn(till, CASHIER_ID, CASHIER_PIN);
    expect(refused(() => payCash(till, MUCH))).toBe('till/approval-needed');
    await allow(till);
    payCash(till, MUCH);
  });

  it('cannot pass the ceiling of the store, whoever allows it', async () => {
    const till = await prepared(bench, { limits: { discountBps: 1_500 } });
    const lineId = scanCode(till, sampleBarcode(1));
    expect(refused(() => setLineDiscount(till, lineId, percent(1_501)))).toBe('till/store-ceiling');
    expect(refused(() => setLineDiscount(till, lineId, percent(1_500)))).toBe('till/approval-needed');
    signOut(till);
    await signIn(till, OWNER_ID, OWNER_PIN);
    expect(till.session.current?.limits.discountBps).toBe(1_500);
    expect(refused(() => setLineDiscount(till, lineId, percent(1_501)))).toBe('till/store-ceiling');
  });

  it('is not to be asked for by one who may give none', async () => {
    const people = [
      sampleEmployee({ permissions: ['till/sell', 'till/shift'], limits: {} }),
      sampleManager(),
    ];
    const till = await prepared(bench, {}, people);
    const lineId = scanCode(till, sampleBarcode(1));
    expect(refused(() => setLineDiscount(till, lineId, percent(1)))).toBe('till/not-allowed');
    expect(refused(() => setReceiptDiscount(till, percent(1)))).toBe('till/not-allowed');
    setLineDiscount(till, lineId, null);
  });
});

describe('an approval', () => {
  it('serves nothing but what was asked for', async () => {
    const till = await prepared(bench);
    const lineId = askFor(till);
    await allow(till);
    const other = scanCode(till, sampleBarcode(2));
    expect(refused(() => setLineDiscount(till, other, percent(2_000)))).toBe('till/approval-needed');
    expect(refused(() => setLineDiscount(till, lineId, percent(2_001)))).toBe('till/approval-needed');
    expect(refused(() => setLineDiscount(till, lineId, percent(1_999)))).toBe('till/approval-needed');
    expect(refused(() => setReceiptDiscount(till, percent(2_000)))).toBe('till/approval-needed');
    setLineDiscount(till, lineId, percent(2_000));
    // Of more goods: the scan goes on a line of its own, the typed quantity is asked about at the payment.
    const more = scanCode(till, sampleBarcode(1));
    expect(more).not.toBe(lineId);
    setQuantity(till, lineId, parseQtyMilli('2000'));
    expect(refused(() => payCash(till, MUCH))).toBe('till/approval-needed');
    setQuantity(till, lineId, parseQtyMilli('1000'));
    payCash(till, MUCH);
  });

  it('serves once: not after the discount was taken back, not on the line made anew, not on the next receipt', async () => {
    const till = await prepared(bench);
    const lineId = askFor(till);
    await allow(till);
    setLineDiscount(till, lineId, percent(2_000));
    setLineDiscount(till, lineId, null);
    expect(refused(() => setLineDiscount(till, lineId, percent(2_000)))).toBe('till/approval-needed');
    await allow(till);
    removeLine(till, lineId);
    expect(till.cart.approvals.list).toEqual([]);
    askFor(till);
    await allow(till);
    clearCart(till);
    askFor(till);
    await allow(till);
    setLineDiscount(till, till.cart.current.lines[0]!.lineId, percent(2_000));
    payCash(till, MUCH);
    askFor(till);
    expect(till.db.prepare('SELECT * FROM cart_approval').all()).toEqual([]);
  });

  it('is only for what the till itself refused, to the one it refused', async () => {
    const till = await prepared(bench);
    const lineId = scanCode(till, sampleBarcode(1));
    const made = { operation: 'line-discount', subjectId: lineId };
    expect(await refusedLater(allow(till, made))).toBe('till/approval-not-needed');
    askFor(till, 2_000, 2);
    expect(await refusedLater(allow(till, made))).toBe('till/approval-not-needed');
    expect(await refusedLater(allow(till, { operation: 'receipt-discount' }))).toBe(
      'till/approval-not-needed',
    );
    const request = { ...made, subjectId: till.session.asked!.subjectId };
    signOut(till);
    expect(await refusedLater(allow(till, request))).toBe('till/not-signed-in');
    await signIn(till, CASHIER_ID, CASHIER_PIN);
    expect(await refusedLater(allow(till, request))).toBe('till/approval-not-needed');
    // Pressed twice: one approval.
    askFor(till, 2_000, 3);
    const [first, second] = await Promise.all([refusedLater(allow(till)), refusedLater(allow(till))]);
    expect([first, second].sort()).toEqual([null, 'till/approval-not-needed']);
    expect(till.cart.approvals.list).toHaveLength(1);
  });

  it('wants a reason', async () => {
    const till = await prepared(bench);
    askFor(till);
    expect(await refusedLater(allow(till, { reason: '  \n ' }))).toBe('till/reason-missing');
    await allow(till, { reason: 'x'.repeat(500) });
    expect(zApprovalV1.parse(facts(till).at(-1)?.payload).reason).toHaveLength(200);
  });

  it('survives a restart with its cart', async () => {
    const options = offlineOptions(await bench.dir());
    const before = prepareTill(options, 20, PEOPLE);
    const lineId = askFor(before);
    await allow(before);
    before.db.close();
    const till = openTill(options);
    bench.later(() => till.close());
    await value(till.session.signIn({ employeeId: CASHIER_ID, pin: CASHIER_PIN }));
    await value(till.sale.setLineDiscount({ lineId, discount: percent(2_000) }));
    expect(await value(till.sale.cart())).toMatchObject({
      needs: [],
      approvals: [{ approverName: 'Aziza' }],
    });
    await value(till.sale.payCash({ tenderedTiyin: '100000000000' }));
    expect(await refusal(till.sale.setLineDiscount({ lineId, discount: percent(2_000) }))).toBe(
      'common/not-found',
    );
  });
});
