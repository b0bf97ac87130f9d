import type { VectorKind } from './run.ts';

/** A small repeatable generator (mulberry32): the same seed gives the same cases on every machine. */
function seeded(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    int,
    pick: <T>(list: readonly T[]): T => list[int(0, list.length - 1)]!,
    chance: (of100: number) => int(1, 100) <= of100,
    times: <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i)),
  };
}

type Case = { name: string; input: unknown };

const str = (n: number) => String(n);
const MODES = ['floor', 'ceil', 'half-up', 'half-even'] as const;

function allocateCases(): Case[] {
  const r = seeded(1);
  const chosen: [string, string, string[]][] = [
    ['nothing to nobody', '0', []],
    ['three equal shares', '100', ['1', '1', '1']],
    ['three equal shares of a debt', '-100', ['1', '1', '1']],
    ['a zero weight gets nothing', '10', ['0', '3', '0', '3', '3']],
    ['all weights zero', '5', ['0', '0', '0']],
    ['one weight', '7', ['3']],
    ['more shares than money', '2', ['1', '1', '1', '1']],
    ['as large as a fiscal module takes', '9999999999999999', ['1', '9999999999999999', '3333333333333333']],
  ];
  const random = r.times(32, (i): Case => {
    const weights = r.times(r.int(1, 12), () =>
      str(r.chance(15) ? 0 : r.int(1, r.pick([9, 5000, 9_000_000]))),
    );
    return { name: `random ${i + 1}`, input: { total: str(r.int(-1000, 30_000_000)), weights } };
  });
  return [...chosen.map(([name, total, weights]) => ({ name, input: { total, weights } })), ...random];
}

function receiptCases(): Case[] {
  const r = seeded(2);
  const policy = {
    vatPer: 'line',
    vatRounding: 'floor',
    lineRounding: 'half-up',
    cashRoundingTiyin: '0',
  } as const;
  const line = (
    unitPriceTiyin: string,
    qtyMilli: string,
    discount: unknown = null,
    vatRateBps: unknown = 1200,
  ) => ({
    productId: 'p1',
    unitPriceTiyin,
    qtyMilli,
    vatRateBps,
    discount,
  });
  const amount = (tiyin: string) => ({ kind: 'amount', tiyin });
  const percent = (bps: number) => ({ kind: 'percent', bps });
  const toHundred = { ...policy, cashRoundingTiyin: '10000' };
  const chosen: [string, unknown[], unknown, unknown][] = [
    ['no lines', [], null, policy],
    ['official sample: 100000 less 50000', [line('100000', '1000', amount('50000'))], null, policy],
    ['735 g of cheese', [line('12990000', '735')], null, policy],
    ['discount larger than the line', [line('100000', '1000', amount('200000'))], null, policy],
    ['free goods', [line('0', '3000')], percent(5000), policy],
    ['everything for nothing', [line('100000', '1000'), line('1', '1000')], percent(10_000), policy],
    [
      'without VAT and at the zero rate',
      [line('5000', '1000', null, null), line('5000', '1000', null, 0)],
      null,
      policy,
    ],
    [
      'three times 100 per line',
      [line('100', '1000'), line('100', '1000'), line('100', '1000')],
      null,
      policy,
    ],
    [
      'three times 100 per receipt',
      [line('100', '1000'), line('100', '1000'), line('100', '1000')],
      null,
      { ...policy, vatPer: 'receipt' },
    ],
    ['down to 100 soʻm', [line('1234567', '1000'), line('765432', '2000')], null, toHundred],
    ['below one step of rounding', [line('9900', '1000')], null, toHundred],
  ];
  const discount = () =>
    r.chance(50)
      ? percent(r.pick([0, 100, 333, 500, 1000, 1500, 5000, 9999]))
      : amount(str(r.int(0, 3_000_000)));
  const random = r.times(39, (i): Case => {
    const lines = r.times(r.int(1, 8), (n) => ({
      productId: `p${n + 1}`,
      unitPriceTiyin: str(r.chance(80) ? r.int(5, 900) * 100_00 : r.int(1, 90_000_00)),
      qtyMilli: str(r.chance(70) ? r.int(1, 12) * 1000 : r.int(1, 4999)),
      vatRateBps: r.pick([null, 0, 600, 1200, 1200, 1200]),
      discount: r.chance(30) ? discount() : null,
    }));
    const own = {
      vatPer: r.pick(['line', 'receipt'] as const),
      vatRounding: r.pick(MODES),
      lineRounding: r.pick(MODES),
      cashRoundingTiyin: r.pick(['0', '10000', '100000']),
    };
    return {
      name: `random ${i + 1}`,
      input: { lines, receiptDiscount: r.chance(40) ? discount() : null, policy: own },
    };
  });
  const named = chosen.map(([name, lines, receiptDiscount, own]) => ({
    name,
    input: { lines, receiptDiscount, policy: own },
  }));
  return [...named, ...random];
}

function fifoCases(): Case[] {
  const r = seeded(3);
  return r.times(30, (i): Case => {
    const sold: string[] = [];
    let lastCost: { costTiyin: string; qtyMilli: string } | null = null;
    const steps = r.times(r.int(2, 14), (n) => {
      const what = r.int(1, 10);
      if (what <= 4) {
        const lot = { qtyMilli: str(r.int(1, 30_000)), costTiyin: str(r.int(0, 9_000_000)) };
        lastCost = lot;
        return { do: 'receive', lot: { layerId: `lot-${n}`, ...lot } };
      }
      const back = what === 10 ? sold.pop() : undefined;
      if (back) return { do: 'return', lineId: back };
      sold.push(`sale-${n}`);
      return { do: 'sell', lineId: `sale-${n}`, qtyMilli: str(r.int(1, 20_000)), unitCost: lastCost };
    });
    return { name: `history ${i + 1}`, input: steps };
  });
}

function shiftCases(): Case[] {
  const r = seeded(4);
  return r.times(24, (i): Case => {
    const receipt = (type: 'sale' | 'refund', n: number) => {
      const payments = r.times(r.int(1, 3), () => ({
        kind: r.pick(['cash', 'cash', 'card', 'wallet']),
        amountTiyin: str(r.int(1, 500_000_00)),
      }));
      const total = payments.reduce((sum, p) => sum + Number(p.amountTiyin), 0);
      return {
        type,
        receiptNumber: 100 * i + n,
        totalTiyin: str(total),
        vatTiyin: str(Math.floor((total * 12) / 112)),
        discountTiyin: str(r.chance(30) ? r.int(1, 50_000_00) : 0),
        payments,
      };
    };
    const body = r.times(r.int(0, 12), (n) => {
      const what = r.int(1, 10);
      if (what <= 7) return receipt('sale', n + 1);
      if (what === 8) return receipt('refund', n + 1);
      return { type: what === 9 ? 'cashIn' : 'cashOut', amountTiyin: str(r.int(1, 300) * 1000_00) };
    });
    const closed = r.chance(60) ? [{ type: 'closed', countedTiyin: str(r.int(0, 9_000_000_00)) }] : [];
    return {
      name: `shift ${i + 1}, ${closed.length ? 'Z' : 'X'}`,
      input: [{ type: 'opened', floatTiyin: str(r.int(0, 500) * 1000_00) }, ...body, ...closed],
    };
  });
}

/** Never changed once frozen: more cases are a v2 beside this file. */
export const INPUTS_V1: Record<VectorKind, () => Case[]> = {
  allocate: allocateCases,
  receipts: receiptCases,
  fifo: fifoCases,
  shift: shiftCases,
};
