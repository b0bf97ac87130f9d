import { afterEach, expect, it } from 'vitest';
import { sampleBarcode, sampleProduct } from '../src/testing/sample-shop.ts';
import { Bench, signIn, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

it('offers what was sold most, then goods by weight, then the beginning of the catalogue', async () => {
  const { till } = await bench.offlineTill();
  await signIn(till);
  for (const index of [7, 3, 7]) {
    await value(till.sale.scan({ code: sampleBarcode(index) }));
    await value(till.sale.payCash({ tenderedTiyin: '100000000' }));
  }
  const quick = await value(till.catalogue.search({ text: '  ', limit: 8 }));
  // every fifth of the twenty sample products is sold by weight
  const expected = [7, 3, 5, 10, 15, 20, 1, 2].map((index) => sampleProduct(index).id);
  expect(quick.map(({ id }) => id)).toEqual(expected);
});
