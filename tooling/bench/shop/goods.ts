import { uuidV7 } from '@jowi/domain/ids';
import type { Rng } from '@jowi/testkit/rng';

/** A product of the catalogue, as the bench writes it into the database and sells it. */
export interface BenchProduct {
  readonly id: string;
  readonly sku: string;
  readonly nameRu: string;
  readonly nameUz: string;
  readonly barcode: string;
  readonly priceTiyin: number;
  readonly ikpu: string;
}

const KINDS = [
  ['Молоко', 'Sut'],
  ['Масло сливочное', 'Sariyogʻ'],
  ['Сыр', 'Pishloq'],
  ['Чай чёрный', 'Qora choy'],
  ['Сок яблочный', 'Olma sharbati'],
  ['Печенье', 'Pechenye'],
  ['Шоколад', 'Shokolad'],
  ['Рис', 'Guruch'],
  ['Мука пшеничная', 'Bugʻdoy uni'],
  ['Макароны', 'Makaron'],
  ['Порошок стиральный', 'Kir yuvish kukuni'],
  ['Мыло', 'Sovun'],
  ['Шампунь', 'Shampun'],
  ['Вода минеральная', 'Mineral suv'],
  ['Колбаса варёная', 'Qaynatilgan kolbasa'],
  ['Кефир', 'Kefir'],
] as const;
const MAKERS = ['Nestlé', 'Oltin', 'Musaffo', 'Lactel', 'Safi', 'Impra', 'Dena', 'Bliss', 'Roshen', 'Makfa'];
const SIZES = ['200 г', '400 г', '500 г', '900 г', '1 кг', '2 кг', '0,5 л', '1 л', '1,5 л', '6 шт'];

/** Names, codes and prices as shops have them; one seed, one catalogue. */
export function makeGoods(count: number, rng: Rng): BenchProduct[] {
  return Array.from({ length: count }, (_, i) => {
    const [ru, uz] = rng.pick(KINDS);
    const tail = `${rng.pick(MAKERS)} ${rng.pick(SIZES)} ${i + 1}`;
    return {
      id: uuidV7(1_795_000_000_000 + i, rng.bytes(10)),
      sku: String(100_000 + i),
      nameRu: `${ru} ${tail}`,
      nameUz: `${uz} ${tail}`,
      barcode: ean13(`478${String(i).padStart(9, '0')}`),
      priceTiyin: rng.int(20, 2_000) * 5_000,
      ikpu: `0${rng.int(1_000_000, 9_999_999)}${rng.int(100_000_000, 999_999_999)}`,
    };
  });
}

function ean13(twelve: string): string {
  const sum = [...twelve].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}
