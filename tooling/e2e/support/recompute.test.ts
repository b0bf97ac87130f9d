import { describe, expect, it } from 'vitest';
import { readCatalogue, recomputeDay, type SaleFact } from './recompute.ts';

const csv = `sku;name_ru;name_uz;barcode;price;vat;unit;ikpu;package_code
A;"Молоко ""Утро""; 1 л";Sut;111|222;12 500,50;12;piece;;
B;Сыр;Pishloq;333;100000;;kg;;
C;Хлеб;Non;444;3000;0;piece;;
`;
const catalogue = readCatalogue(csv);
const sale = (lines: [string, bigint][], more: Partial<SaleFact> = {}): { sale: SaleFact } => ({
  sale: {
    lines: lines.map(([sku, qtyMilli]) => ({ sku, qtyMilli, discount: null })),
    receiptDiscount: null,
    tenderedTiyin: 100_000_000n,
    ...more,
  },
});
const floor = { vatRounding: 'floor', cashStepTiyin: 0n } as const;
const delivery = (...lines: [string, bigint, bigint][]) => ({
  delivery: { lines: lines.map(([sku, qtyMilli, costTiyin]) => ({ sku, qtyMilli, costTiyin })) },
});

describe('readCatalogue', () => {
  it('reads quotation marks, several barcodes, a decimal comma and the three ways of VAT', () => {
    expect(catalogue[0]).toEqual({
      sku: 'A',
      nameRu: 'Молоко "Утро"; 1 л',
      nameUz: 'Sut',
      barcodes: ['111', '222'],
      priceTiyin: 1_250_050n,
      vatRateBps: 1_200n,
      unit: 'piece',
    });
    expect(catalogue.map((item) => item.vatRateBps)).toEqual([1_200n, null, 0n]);
  });
});

describe('recomputeDay', () => {
  it('prices a sale by hand-worked figures', () => {
    const lines = [
      { sku: 'A', qtyMilli: 2_000n, discount: { percentBps: 1_000n } },
      { sku: 'B', qtyMilli: 333n, discount: null },
    ];
    const receiptDiscount = { amountTiyin: 10_001n };
    const [priced] = recomputeDay(catalogue, [sale([], { lines, receiptDiscount })], {
      ...floor,
      cashStepTiyin: 10_000n,
    }).sales;
    // 2 x 12 500.50 = 25 001.00, less 10 % = 22 500.90; 0.333 x 100 000 = 33 300; together 55 800.90
    // less 100.01 = 55 700.89, rounded to 100: 55 700.00
    expect(priced).toMatchObject({ grossTiyin: 5_830_100n, totalTiyin: 5_570_000n, discountTiyin: 260_100n });
    const [milk, cheese] = priced!.lines;
    expect(milk!.netTiyin + cheese!.netTiyin).toBe(5_570_000n);
    expect(milk!.vatTiyin).toBe((milk!.netTiyin * 12n) / 112n);
    expect(cheese!.vatTiyin).toBe(0n);
  });

  it('takes the oldest cost first, across lots, to the tiyin', () => {
    const day = recomputeDay(
      catalogue,
      [
        delivery(['A', 3_000n, 1_000n]),
        delivery(['A', 2_000n, 900n]),
        sale([['A', 1_000n]]),
        sale([['A', 3_000n]]),
      ],
      floor,
    );
    // 1 of 3 for 1000: 333; then the other two for 667 and one of the second lot for 450
    expect(day.sales.map((one) => one.costTiyin)).toEqual([333n, 1_117n]);
    expect(day.stock.A).toEqual({ qtyMilli: 1_000n, costTiyin: 450n });
    expect(day.settlementEntries).toEqual([null, null]);
  });

  it('guesses the cost of goods sold too early and settles when they come', () => {
    const day = recomputeDay(
      catalogue,
      [
        delivery(['A', 1_000n, 500n]),
        sale([
          ['A', 3_000n],
          ['C', 1_000n],
        ]),
        delivery(['A', 5_000n, 3_000n], ['C', 1_000n, 70n]),
      ],
      floor,
    );
    expect(day.sales[0]!.costTiyin).toBe(1_500n);
    // two owed at 500 cost 600 each, and bread guessed at nothing cost 70
    expect(day.settlementEntries).toEqual([null, { inventory: -270n, 'stock-settlement': 270n }]);
    expect(day.stock).toEqual({
      A: { qtyMilli: 3_000n, costTiyin: 1_800n },
      C: { qtyMilli: 0n, costTiyin: 0n },
    });
    for (const entry of [...day.saleEntries, ...day.deliveryEntries]) {
      expect(Object.values(entry).reduce((a, b) => a + b, 0n)).toBe(0n);
    }
  });
});
