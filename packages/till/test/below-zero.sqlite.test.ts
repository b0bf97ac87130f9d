import { zSaleV1 } from '@jowi/contracts/sync/sale-v1';
import { parseQtyMilli } from '@jowi/domain/quantity';
import { afterEach, describe, expect, it } from 'vitest';
import {
  MANAGER_ID,
  MANAGER_PIN,
  sampleBarcode,
  sampleEmployee,
  sampleManager,
} from '../src/testing/sample-shop.ts';
import type { TillContext } from '../src/till-context.ts';
import { approvalRequest } from '../src/use-cases/approve.usecase.ts';
import { cartView } from '../src/use-cases/cart-view.ts';
import { setQuantity } from '../src/use-cases/edit-cart.usecase.ts';
import { payCash } from '../src/use-cases/pay-cash.usecase.ts';
import { scanCode } from '../src/use-cases/scan-code.usecase.ts';
import { signIn, signOut } from '../src/use-cases/sign-in.usecase.ts';
import { allow, facts, MUCH, prepared, refused } from './approval.fixture.ts';
import { Bench } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

describe('selling below zero', () => {
  const SHELF = 100n;
  const fill = (till: TillContext, milli: bigint) =>
    till.db.transaction(() =>
      till.catalogue.setStock(till.catalogue.findByBarcode(sampleBarcode(1))!.id, milli),
    );

  it.each([undefined, 'allow', 'warn'])('is free where the store says %s', async (negativeStock) => {
    const till = await prepared(bench, negativeStock ? { negativeStock } : {});
    fill(till, 0n);
    scanCode(till, sampleBarcode(1));
    payCash(till, MUCH);
  });

  it('is refused where the store sells none, with what the till believes to be there', async () => {
    const till = await prepared(bench, { negativeStock: 'block' });
    fill(till, 2_000n);
    const lineId = scanCode(till, sampleBarcode(1));
    scanCode(till, sampleBarcode(1));
    expect(() => scanCode(till, sampleBarcode(1))).toThrow('till/stock-blocked');
    expect(refused(() => setQuantity(till, lineId, parseQtyMilli('3000')))).toBe('till/stock-blocked');
    // Another till sold one meanwhile: the way out is less, and it is open.
    fill(till, 1_000n);
    expect(refused(() => payCash(till, MUCH))).toBe('till/stock-blocked');
    expect(cartView(till).needs).toEqual([]);
    setQuantity(till, lineId, parseQtyMilli('1000'));
    payCash(till, MUCH);
  });

  it.each(['pin', 'ask-the-stars'])(
    'wants a PIN where the store says %s, for so much of these goods',
    async (negativeStock) => {
      const till = await prepared(bench, { negativeStock });
      fill(till, 1_000n);
      const lineId = scanCode(till, sampleBarcode(1));
      expect(refused(() => scanCode(till, sampleBarcode(1)))).toBe('till/approval-needed');
      expect(approvalRequest(till)).toMatchObject({
        operation: 'sell-below-zero',
        unit: 'milli',
        asked: '1000',
        limit: '0',
      });
      expect(till.cart.current.lines[0]!.qtyMilli).toBe(1_000n);
      const { approvalId } = await allow(till);
      scanCode(till, sampleBarcode(1));
      expect(till.cart.current.lines).toHaveLength(1);
      expect(refused(() => setQuantity(till, lineId, parseQtyMilli('3000')))).toBe('till/approval-needed');
      payCash(till, MUCH);
      expect(zSaleV1.parse(facts(till).at(-1)?.payload).approvalIds).toEqual([approvalId]);
      expect(refused(() => scanCode(till, sampleBarcode(1)))).toBe('till/approval-needed');
    },
  );

  it('may be allowed for the very first line of a receipt', async () => {
    const till = await prepared(bench, { negativeStock: 'pin' });
    fill(till, 0n);
    expect(refused(() => scanCode(till, sampleBarcode(1)))).toBe('till/approval-needed');
    await allow(till);
    scanCode(till, sampleBarcode(1));
    payCash(till, MUCH);
  });

  it('is asked of nobody who may lend the right herself, and of everybody who may not sell so at all', async () => {
    const till = await prepared(bench, { negativeStock: 'pin' });
    fill(till, 0n);
    signOut(till);
    await signIn(till, MANAGER_ID, MANAGER_PIN);
    scanCode(till, sampleBarcode(1));
    payCash(till, MUCH);
    const strict = await prepared(bench, { negativeStock: 'warn' }, [
      sampleEmployee({ permissions: ['till/sell', 'till/shift'] }),
      sampleManager(),
    ]);
    fill(strict, SHELF);
    expect(refused(() => scanCode(strict, sampleBarcode(1)))).toBe('till/approval-needed');
  });

  it('of goods never counted is nobody\u2019s question', async () => {
    const till = await prepared(bench, { negativeStock: 'block' });
    till.db.exec('UPDATE product SET stock_milli = NULL');
    scanCode(till, sampleBarcode(1));
    payCash(till, MUCH);
  });
});
