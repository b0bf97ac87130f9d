import { zDeliveryInput } from '@jowi/contracts/http/deliveries';
import { describe, expect, it } from 'vitest';
import {
  deliveryInputOf,
  oneMore,
  totalCostTiyin,
  unitCostTiyin,
  zDeliveryValues,
} from './delivery-values.ts';

const line = {
  productId: '019a0000-0000-7000-8000-000000000001',
  nameRu: 'Сахар',
  nameUz: 'Shakar',
  unit: 'kg' as const,
  qty: '12.5',
  cost: '137500',
};
const values = {
  supplierName: ' ООО «Сладость» ',
  documentNumber: '',
  documentDate: '2026-11-23',
  warehouseId: '019a0000-0000-7000-8000-000000000002',
  lines: [line],
};

describe('delivery form values', () => {
  it('become what the contract asks for', () => {
    const id = '019a0000-0000-7000-8000-000000000003';
    const input = zDeliveryInput.parse(deliveryInputOf(id, zDeliveryValues.parse(values)));
    expect(input.supplierName).toBe('ООО «Сладость»');
    expect(input.lines).toEqual([{ productId: line.productId, qtyMilli: '12500', costTiyin: '13750000' }]);
  });

  it('refuse an empty document, a zero quantity and a missing cost', () => {
    const found = (broken: object) =>
      zDeliveryValues.safeParse({ ...values, ...broken }).error?.issues.map((issue) => issue.message);
    expect(found({ lines: [] })).toEqual(['deliveryForm.noLines']);
    expect(found({ lines: [{ ...line, qty: '0', cost: '' }] })).toEqual(['form.qty', 'form.amount']);
    expect(found({ lines: [{ ...line, cost: '0' }] })).toBeUndefined();
    expect(found({ supplierName: ' ', documentDate: '23.11.2026' })).toEqual(['form.required', 'form.date']);
  });

  it('count scans and sums', () => {
    expect(['1', '0.5', '', '9', '99999999999'].map(oneMore)).toEqual([
      '2',
      '1.5',
      '1',
      '10',
      '100000000000',
    ]);
    expect(unitCostTiyin('12500', '13750000')).toBe('1100000');
    expect(unitCostTiyin('3000', '1000')).toBe('333');
    expect(totalCostTiyin([{ cost: '100' }, { cost: '' }, { cost: '0.5' }])).toBe('10050');
  });
});
