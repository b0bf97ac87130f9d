import { zSaleV1 } from '@jowi/contracts/sync/sale-v1';
import { parseTiyin } from '@jowi/domain/money';
import { recomputeReceipt } from '@jowi/domain/receipt';
import { createRng } from '@jowi/testkit/rng';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, describe, expect, it } from 'vitest';
import { FakePrinter } from '../src/testing/fake-devices.ts';
import { offlineOptions, prepareTill } from '../src/testing/prepared-till.ts';
import { sampleBarcode, sampleEmployee, sampleProduct } from '../src/testing/sample-shop.ts';
import { setLineDiscount, setReceiptDiscount } from '../src/use-cases/edit-cart.usecase.ts';
import { payCash } from '../src/use-cases/pay-cash.usecase.ts';
import { scanCode } from '../src/use-cases/scan-code.usecase.ts';
import { saleFacts } from './sale-facts.ts';
import { Bench, refusal, sell, signIn, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

describe('the sale screen', () => {
  it('scans, adds up, takes cash, gives change, and begins anew', async () => {
    const { till } = await bench.offlineTill();
    await signIn(till);
    await value(till.sale.scan({ code: sampleBarcode(1) }));
    const { cart } = await value(till.sale.scan({ code: sampleBarcode(1) }));
    expect(cart.lines).toMatchObject([
      { qtyMilli: '2000', netTiyin: '210000', stockEstimateMilli: '100000' },
    ]);
    expect(cart.suggestedTendersTiyin[0]).toBe('210000');

    expect(await refusal(till.sale.payCash({ tenderedTiyin: '209999' }))).toBe('sales/not-enough-cash');
    const paid = await value(till.sale.payCash({ tenderedTiyin: '500000' }));
    expect(paid).toMatchObject({ receiptNumber: 1, totalTiyin: '210000', changeTiyin: '290000' });
    expect((await value(till.sale.cart())).lines).toEqual([]);
    expect(await refusal(till.sale.payCash({ tenderedTiyin: '500000' }))).toBe('sales/cart-empty');

    const view = await value(till.sale.receipt({ receiptId: paid.receiptId }));
    expect(view).toMatchObject({ cashierName: 'Dilnoza', changeTiyin: '290000', lineCount: 1 });
    const [found] = await value(till.catalogue.search({ text: 'hleb 1', limit: 5 }));
    expect(found).toMatchObject({ id: sampleProduct(1).id, stockEstimateMilli: '98000' });
  });

  it('names an unknown code and leaves the cart alone', async () => {
    const { till } = await bench.offlineTill();
    await signIn(till);
    await value(till.sale.scan({ code: sampleBarcode(3) }));
    const answer = await till.sale.scan({ code: '9999999999994' });
    expect(answer).toEqual({
      ok: false,
      problem: { code: 'sales/barcode-unknown', params: { code: '9999999999994' } },
    });
    expect((await value(till.sale.cart())).lines).toHaveLength(1);
    expect(await refusal(till.sale.scan({ code: '\u001d \n' }))).toBe('sales/barcode-unknown');
    expect(await refusal(till.sale.scan({ code: "' OR 1=1 --" }))).toBe('sales/barcode-unknown');
  });

  it('finds the article in a GS1 DataMatrix', async () => {
    const { till } = await bench.offlineTill();
    await signIn(till);
    const code = `]d2\u001d010${sampleBarcode(4)}21SERIAL\u001d93abcd`;
    const { cart } = await value(till.sale.scan({ code }));
    expect(cart.lines[0]).toMatchObject({ productId: sampleProduct(4).id });
    await value(till.sale.payCash({ tenderedTiyin: '10000000' }));
  });

  it('refuses quantities and discounts that make no sense and keeps the cart', async () => {
    const { till } = await bench.offlineTill();
    await signIn(till);
    const { lineId } = await value(till.sale.scan({ code: sampleBarcode(1) }));
    const setQty = (qtyMilli: string) => refusal(till.sale.setQuantity({ lineId, qtyMilli }));
    expect(await setQty('0')).toBe('sales/quantity-invalid');
    expect(await setQty('-1000')).toBe('sales/quantity-invalid');
    expect(await setQty('1500')).toBe('sales/quantity-invalid');
    expect(await setQty('4780000000014000')).toBe('sales/quantity-invalid');
    expect(await setQty('3000')).toBeNull();
    const discount = { kind: 'percent', bps: 10_001 } as const;
    expect(await refusal(till.sale.setReceiptDiscount({ discount }))).toBe('sales/discount-invalid');
    expect(await refusal(till.sale.removeLine({ lineId: crypto.randomUUID() }))).toBe('common/not-found');
    const cart = await value(till.sale.cart());
    expect(cart).toMatchObject({ receiptDiscount: null, totalTiyin: '315000' });
  });

  it('needs a PIN, a shift and an empty cart where they are needed', async () => {
    const { till } = await bench.offlineTill();
    expect(await refusal(till.sale.scan({ code: sampleBarcode(1) }))).toBe('till/not-signed-in');
    await signIn(till);
    expect(await refusal(till.shift.open({ floatTiyin: '0' }))).toBe('shifts/already-open');
    await value(till.sale.scan({ code: sampleBarcode(1) }));
    expect(await refusal(till.shift.close({ countedTiyin: '0' }))).toBe('shifts/cart-not-empty');
    await value(till.sale.clear());
    await value(till.shift.close({ countedTiyin: '5000000' }));
    expect(await refusal(till.sale.scan({ code: sampleBarcode(1) }))).toBe('shifts/not-open');
    expect(await refusal(till.shift.report())).toBe('shifts/not-open');
  });

  it('keeps the cart over a restart, with the price it was scanned at', async () => {
    const { till, options, close } = await bench.offlineTill();
    await signIn(till);
    const { lineId } = await value(till.sale.scan({ code: sampleBarcode(1) }));
    await value(till.sale.scan({ code: sampleBarcode(2) }));
    await value(till.sale.scan({ code: sampleBarcode(3) }));
    await value(till.sale.setLineDiscount({ lineId, discount: { kind: 'amount', tiyin: '5000' } }));
    await value(till.sale.removeLine({ lineId: (await value(till.sale.cart())).lines[1]!.lineId }));
    await value(till.sale.setReceiptDiscount({ discount: { kind: 'percent', bps: 500 } }));
    const before = await value(till.sale.cart());
    await close();
    const again = bench.open(options).till;
    expect(await value(again.sale.cart())).toEqual(before);
  });
});

describe('what is journaled', () => {
  it('is recomputed by the one calculator to the tiyin, whatever was sold', async () => {
    const till = prepareTill(offlineOptions(await bench.dir()), 50, [sampleEmployee({ role: 'owner' })]);
    bench.later(() => till.db.close());
    const rng = createRng(20261120);
    for (let sale = 0; sale < 60; sale++) {
      for (let i = rng.int(1, 10); i > 0; i--) {
        const lineId = scanCode(till, sampleBarcode(rng.int(1, 50)));
        if (rng.chance(0.3)) setLineDiscount(till, lineId, { kind: 'percent', bps: rng.int(0, 10_000) });
      }
      if (rng.chance(0.4)) {
        setReceiptDiscount(till, { kind: 'amount', tiyin: parseTiyin(String(rng.int(0, 300_000))) });
      }
      payCash(till, parseTiyin('100000000000'));
    }
    const sales = till.journal.listEpoch(1).filter((entry) => entry.kind === 'SaleV1');
    expect(sales).toHaveLength(60);
    for (const { payload } of sales) {
      expect(recomputeReceipt(saleFacts(zSaleV1.parse(payload)))).toBe('equal');
    }
    const shift = till.shifts.getOpen();
    expect(till.shifts.fold(shift, null).expectedCashTiyin).toBe(till.shifts.drawerTiyin(shift.shiftId));
  });
});

describe('the shift', () => {
  it('reports X and closes with Z, over and short', async () => {
    const { till } = await bench.offlineTill();
    await signIn(till);
    await sell(till, 1);
    await sell(till, 2, 3);
    const x = await value(till.shift.report());
    expect(x).toMatchObject({
      receiptCount: 2,
      salesTiyin: '330000',
      expectedTiyin: '5330000',
      countedTiyin: null,
      firstReceiptNumber: 1,
      lastReceiptNumber: 2,
    });
    const z = await value(till.shift.close({ countedTiyin: '5300000' }));
    expect(z).toMatchObject({
      ...x,
      closedAtMs: z.closedAtMs,
      countedTiyin: '5300000',
      discrepancyTiyin: '-30000',
    });
    expect(await value(till.shift.current())).toBeNull();
    expect(await value(till.shift.open({ floatTiyin: '0' }))).toMatchObject({ shiftNumber: 2 });
    expect((await sell(till, 1)).receiptNumber).toBe(3);
  });
});

it('opens the drawer once a sale, and only for a sale that happened', async () => {
  const printer = new FakePrinter();
  const { till } = await bench.offlineTill({ printer });
  await signIn(till);
  await refusal(till.sale.payCash({ tenderedTiyin: '1000' }));
  expect(printer.drawerOpened).toBe(0);
  await sell(till, 1);
  expect(printer.drawerOpened).toBe(1);
  await waitFor(() => printer.papers.length === 1, { what: 'one paper' });
  expect(printer.papers[0]).toMatchObject({ copy: false, receiptNumber: 1, mark: { receiptSeq: '1' } });
});

it('a broken drawer or screen cannot turn a sale that is on the disk into an error', async () => {
  const printer = new FakePrinter();
  printer.openDrawer = () => {
    throw new Error('no drawer');
  };
  const { till } = await bench.offlineTill({ printer });
  till.on('cart-changed', () => {
    throw new Error('no screen');
  });
  await signIn(till);
  expect(await sell(till, 1)).toMatchObject({ receiptNumber: 1 });
});
