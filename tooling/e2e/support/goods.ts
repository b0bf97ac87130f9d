export interface Good {
  readonly ru: string;
  readonly uz: string;
  readonly unit: 'piece' | 'kg';
  /** Price of a piece or a kilogram, VAT inside. */
  readonly som: number;
  /** As it stands in a table: '' = without VAT. */
  readonly vat: '12' | '0' | '';
}

const good = (
  ru: string,
  uz: string,
  som: number,
  vat: Good['vat'] = '12',
  unit: Good['unit'] = 'piece',
): Good => ({
  ru,
  uz,
  som,
  vat,
  unit,
});

/**
 * A shop's shelf with everything that has ever broken a receipt: quotation marks, separators, percent signs, letters
 * no code page knows, names longer than a paper is wide.
 */
export const goods: readonly Good[] = [
  good('Навот оқ, 500 г', 'Navot oq, 500 g', 18_900),
  good('Чай зелёный «Ахмад» №95, 100 пак.', 'Koʻk choy «Ahmad» №95, 100 paket', 46_500),
  good('Масло хлопковое рафинированное, бутылка 5 л', 'Rafinatsiyalangan paxta yogʻi, idish 5 l', 112_000),
  good('Сахар-песок, мешок 1 кг', 'Shakar, qop 1 kg', 13_490),
  good('Молоко "Утро"; 3,2 %, 1 л', 'Sut "Tong"; 3,2 %, 1 l', 14_990),
  good('Қатиқ домашний, 0,5 л', 'Qatiq uy usulida, 0,5 l', 9_500, ''),
  good('Нон оби', 'Obi non', 4_000, '0'),
  good('Хлеб «Бородинский» нарезка', 'Non «Borodino» toʻgʻralgan', 7_800, '0'),
  good('Рис «Лазер» хорезмский', 'Xorazm «Lazer» guruchi', 24_500, '12', 'kg'),
  good('Рис девзира ошский', 'Oʻsh devzira guruchi', 38_900, '12', 'kg'),
  good('Маш зелёный', 'Yashil mosh', 17_300, '12', 'kg'),
  good('Нут, горох турецкий', 'Noʻxat', 21_700, '12', 'kg'),
  good('Помидоры розовые', 'Pushti pomidor', 16_900, '', 'kg'),
  good('Огурцы юлдузча', 'Yulduzcha bodring', 12_400, '', 'kg'),
  good('Картофель молодой', 'Yangi kartoshka', 6_350, '', 'kg'),
  good('Лук репчатый', 'Piyoz', 3_190, '', 'kg'),
  good('Морковь жёлтая', 'Sariq sabzi', 4_470, '', 'kg'),
  good('Мясо говядина, мякоть', 'Mol goʻshti, yumshoq', 98_700, '', 'kg'),
  good('Баранина на кости', 'Qoʻy goʻshti, suyakli', 104_300, '', 'kg'),
  good('Колбаса «Докторская» варёная', 'Qaynatilgan «Doktorskaya» kolbasa', 64_900, '12', 'kg'),
  good('Сыр «Голландский» 45 %', 'Pishloq «Golland» 45 %', 83_300, '12', 'kg'),
  good('Творог деревенский 9 %', 'Qishloq tvorogi 9 %', 42_800, '12', 'kg'),
  good('Яйцо куриное С1, 10 шт', 'Tovuq tuxumi C1, 10 dona', 17_900, '0'),
  good('Кефир 2,5 %, 0,93 л', 'Kefir 2,5 %, 0,93 l', 12_700),
  good('Сметана 20 %, 400 г', 'Smetana 20 %, 400 g', 15_600),
  good('Мука высший сорт, 2 кг', 'Oliy nav un, 2 kg', 19_800),
  good('Макароны «Спираль», 400 г', 'Makaron «Spiral», 400 g', 8_250),
  good('Вермишель быстрого приготовления, острая', 'Tez tayyorlanadigan vermishel, achchiq', 3_900),
  good('Вода «Ҳаёт» негазированная, 1,5 л', 'Suv «Hayot» gazsiz, 1,5 l', 4_200),
  good('Вода газированная 0,5 л', 'Gazlangan suv 0,5 l', 3_000),
  good('Кола 1,5 л', 'Kola 1,5 l', 13_900),
  good('Сок гранатовый 100 %, 1 л', 'Anor sharbati 100 %, 1 l', 27_500),
  good('Кофе растворимый Café Crème, 95 г', 'Eriydigan qahva Café Crème, 95 g', 58_900),
  good('Шоколад молочный с лесным орехом, 90 г', 'Oʻrmon yongʻogʻi bilan sutli shokolad, 90 g', 14_300),
  good('Печенье «Топлёное молоко», 300 г', 'Pechenye «Qaymoqli sut», 300 g', 11_450),
  good('Халва самаркандская, 350 г', 'Samarqand holvasi, 350 g', 23_990),
  good('Курага, 1 сорт', 'Turshak, 1-nav', 55_500, '12', 'kg'),
  good('Изюм чёрный', 'Qora mayiz', 47_700, '12', 'kg'),
  good('Миндаль очищенный', 'Archilgan bodom', 128_000, '12', 'kg'),
  good('Стиральный порошок, автомат 3 кг', 'Kir yuvish kukuni, avtomat 3 kg', 54_900),
  good('Мыло хозяйственное 72 %', 'Kir sovun 72 %', 5_150),
  good('Зубная паста «Свежесть», 100 мл', 'Tish pastasi «Tozalik», 100 ml', 16_200),
  good('Бумага туалетная, 4 рулона', 'Hojatxona qogʻozi, 4 oʻram', 12_990),
  good('Салфетки бумажные, 100 шт', 'Qogʻoz salfetka, 100 dona', 6_600),
  good('Пакет-майка', 'Sellofan xalta', 500),
  good('Спички, коробок', 'Gugurt, quti', 400),
  good(
    'Набор подарочный «Наврўз»: сумаляк, орехи, сухофрукты, в деревянной шкатулке ручной работы из Риштана',
    'Sovgʻa toʻplami «Navroʻz»: sumalak, yongʻoq, quritilgan meva, Rishton ustasi yasagan yogʻoch qutida',
    349_000,
  ),
  good('Батарейки AA, 4 шт', 'Batareya AA, 4 dona', 21_000),
];
