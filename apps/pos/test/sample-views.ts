import type { Cart, CartLine } from '../src/bridge/sale/contract.ts';

export const PRODUCT_ID = '0197a000-0000-7000-8000-000000000001';
export const LINE_ID = '0197a000-0000-7000-8000-000000000002';

export const SAMPLE_LINE: CartLine = {
  lineId: LINE_ID,
  productId: PRODUCT_ID,
  name: { ru: 'Вода 0,5 л', uz: 'Suv 0,5 l' },
  barcode: '4780001234568',
  unit: 'piece',
  qtyMilli: '1000',
  unitPriceTiyin: '350000',
  grossTiyin: '350000',
  lineDiscountTiyin: '0',
  discountTiyin: '0',
  netTiyin: '350000',
  vatTiyin: '37500',
  stockEstimateMilli: '12000',
  discount: null,
};

export const EMPTY_CART: Cart = {
  lines: [],
  receiptDiscount: null,
  grossTiyin: '0',
  discountTiyin: '0',
  roundingTiyin: '0',
  totalTiyin: '0',
  vatTiyin: '0',
  suggestedTendersTiyin: [],
  needs: [],
  approvals: [],
};

export const SAMPLE_CART: Cart = {
  ...EMPTY_CART,
  lines: [SAMPLE_LINE],
  grossTiyin: '350000',
  totalTiyin: '350000',
  vatTiyin: '37500',
  suggestedTendersTiyin: ['350000', '400000', '500000'],
};
