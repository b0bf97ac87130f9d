import { zProductInput } from '@jowi/contracts/http/catalogue';
import { describe, expect, it } from 'vitest';
import { emptyProduct, inputOf, productField, valuesOf, zProductValues } from './product-values.ts';

const VAT = { vatPayer: true, vatRatesBps: [1200, 0], defaultVatRateBps: 1200 };
const filled = {
  ...emptyProduct(VAT),
  nameRu: 'Чай зелёный',
  nameUz: 'Koʻk choy',
  sku: 'T-1',
  barcodes: ['4780012345672'],
  price: '12500.5',
};

describe('product form values', () => {
  it('become what the contract asks for, and back', () => {
    const input = zProductInput.parse(inputOf(zProductValues.parse(filled)));
    expect(input.priceTiyin).toBe('1250050');
    expect(input.ikpu).toBeNull();
    const product = { ...input, id: crypto.randomUUID(), version: 1, archived: false };
    expect(valuesOf(product)).toEqual(filled);
  });

  it('keep "without VAT" apart from 0 %', () => {
    expect(inputOf({ ...filled, vat: '' }).vatRateBps).toBeNull();
    expect(inputOf({ ...filled, vat: '0' }).vatRateBps).toBe(0);
  });

  it('name a key of the catalogue for each mistake', () => {
    const result = zProductValues.safeParse({ ...filled, nameRu: ' ', price: '', ikpu: '123' });
    expect(result.error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([
      ['nameRu', 'form.required'],
      ['price', 'form.price'],
      ['ikpu', 'productForm.ikpuFormat'],
    ]);
  });
});

describe('productField', () => {
  it('finds the field of a problem', () => {
    expect(productField('barcodes.2')).toBe('barcodes');
    expect(productField('name.uz')).toBe('nameUz');
    expect(productField('name')).toBe('nameRu');
    expect(productField('version')).toBeNull();
  });
});

describe('a new product', () => {
  it('starts with the usual rate of the business, and without VAT where none is paid', () => {
    expect(emptyProduct(VAT).vat).toBe('1200');
    expect(emptyProduct({ ...VAT, defaultVatRateBps: null }).vat).toBe('');
    expect(emptyProduct({ ...VAT, vatPayer: false }).vat).toBe('');
  });
});
