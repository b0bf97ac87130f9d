import type { ProductFeed } from '@jowi/contracts/sync/pull';
import { checkDigit } from '@jowi/domain/barcode';

/** Russian name; Uzbek name; price in so'm; unit; stock in units. */
const SHELF = `
Напиток газированный Coca-Cola, 0,5 л; Gazlangan ichimlik Coca-Cola, 0,5 l; 7500; piece; 96
Напиток газированный Coca-Cola без сахара, 1,5 л; Gazlangan ichimlik Coca-Cola shakarsiz, 1,5 l; 15500; piece; 42
Вода питьевая Hydrolife негазированная, 1,5 л; Ichimlik suvi Hydrolife gazsiz, 1,5 l; 5500; piece; 120
Сок Bliss яблочный, 1 л; Sharbat Bliss olma, 1 l; 15500; piece; 36
Чай зелёный Ahmad Tea, 100 пак.; Koʻk choy Ahmad Tea, 100 paket; 34000; piece; 18
Кофе растворимый Jacobs Monarch, 95 г; Eruvchan qahva Jacobs Monarch, 95 g; 62000; piece; 9
Хлеб «Буханка» формовой; «Buxanka» non; 4000; piece; 30
Лепёшка оби-нон; Obi-non; 4500; piece; 25
Молоко «Наша марка» 3,2 %, 1 л; «Nasha marka» suti 3,2 %, 1 l; 14500; piece; 48
Кефир «Камилка» 2,5 %, 0,9 л; «Kamilka» kefiri 2,5 %, 0,9 l; 13500; piece; 20
Сметана «Лактель» 20 %, 400 г; «Laktel» smetanasi 20 %, 400 g; 19500; piece; 15
Яйцо куриное С1, 10 шт; Tovuq tuxumi C1, 10 dona; 17000; piece; 40
Рис лазер; Lazer guruch; 22000; kg; 65.4
Мука пшеничная высший сорт; Bugʻdoy uni oliy nav; 7800; kg; 120
Сахар-песок; Shakar; 13800; kg; 88.2
Масло подсолнечное «Золотая капля», 1 л; Kungaboqar yogʻi «Zolotaya kaplya», 1 l; 24500; piece; 60
Масло хлопковое, 5 л; Paxta yogʻi, 5 l; 98000; piece; 7
Макароны Makfa спагетти, 450 г; Makaron Makfa spagetti, 450 g; 9500; piece; 52
Помидоры тепличные; Issiqxona pomidori; 18500; kg; 34.7
Огурцы; Bodring; 14900; kg; 22.15
Лук репчатый; Piyoz; 4200; kg; 150
Картофель; Kartoshka; 6500; kg; 210
Бананы; Banan; 21900; kg; 40.5
Яблоки «Голден»; «Golden» olma; 16500; kg; 55
Колбаса варёная «Докторская», 500 г; «Doktorskaya» qaynatma kolbasa, 500 g; 46000; piece; 12
Сыр «Голландский»; «Gollandskiy» pishloq; 118000; kg; 6.3
Шоколад Alpen Gold с фундуком, 85 г; Alpen Gold shokoladi findiqli, 85 g; 13900; piece; 64
Печенье «Юбилейное» молочное, 112 г; «Yubileynoye» sutli pechenye, 112 g; 8900; piece; 70
Халва самаркандская, 250 г; Samarqand holvasi, 250 g; 18000; piece; 0
Мыло туалетное Duru, 90 г; Duru sovuni, 90 g; 6500; piece; 44
Порошок стиральный Persil автомат, 3 кг; Persil avtomat kir kukuni, 3 kg; 89000; piece; 5
Шампунь Head & Shoulders, 400 мл; Head & Shoulders shampuni, 400 ml; 58000; piece; 8
Зубная паста Colgate, 100 мл; Colgate tish pastasi, 100 ml; 17500; piece; 23
Батарейки Duracell AA, 4 шт; Duracell AA batareykasi, 4 dona; 39000; piece; 16
Пакет-майка большой; Katta paket; 500; piece; 900
Спички; Gugurt; 700; piece; 300
`;

/** A small food shop: the same ids, codes and prices every time. */
export const SAMPLE_PRODUCTS: readonly { feed: ProductFeed; stockQtyMilli: string }[] = SHELF.trim()
  .split('\n')
  .map((row, i) => {
    const [ru = '', uz = '', som = '0', unit = 'piece', stock = '0'] = row.split('; ');
    const feed: ProductFeed = {
      id: `0197c000-0000-7000-8000-${String(i + 1).padStart(12, '0')}`,
      version: 1,
      sku: String(10_001 + i),
      name: { ru, uz },
      barcodes: unit === 'kg' ? [] : [sampleBarcode(i + 1)],
      priceTiyin: String(Number(som) * 100),
      vatRateBps: 1200,
      unit: unit === 'kg' ? 'kg' : 'piece',
      ikpu: `022020010${String(i + 1).padStart(8, '0')}`,
      packageCode: String(1_500_000 + i),
      archived: false,
    };
    return { feed, stockQtyMilli: String(Math.round(Number(stock) * 1000)) };
  });

/** EAN-13 of the n-th product, from 1. */
export function sampleBarcode(n: number): string {
  const body = `4780012${String(n).padStart(5, '0')}`;
  return `${body}${checkDigit(body)}`;
}
