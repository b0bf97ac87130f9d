import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../../test/support/api.ts';

const HEADER = 'sku;name_ru;name_uz;barcode;price;vat;unit;ikpu;package_code';
const GOOD =
  '10001;Чай чёрный, 100 г;Qora choy, 100 g;4780000000014|4780000000021;18 500,50;12;шт;09020001001000001;1500001';

describe('import of products', () => {
  let api: TestApi;
  let owner: Asker;
  let manager: Asker;

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
    manager = await api.signIn(api.b.employees.manager.phone);
  });
  afterAll(() => api.close());

  const send = (file: string | Buffer, mode: 'check' | 'apply' = 'apply', who = owner) =>
    who.ask('POST', `/v1/products/import?mode=${mode}`, {
      body: Buffer.isBuffer(file) ? file : Buffer.from(file),
      headers: { 'content-type': 'text/csv' },
    });
  const list = async (who = owner) => (await who.ask('GET', '/v1/products?limit=200')).body.items;
  const lines = (...rows: string[]) => [HEADER, ...rows].join('\r\n');
  /** `row column code` of every complaint. */
  const problemsOf = (answer: {
    body: { problems: { row: number; column: string; problem: { code: string } }[] };
  }) => answer.body.problems.map(({ row, column, problem }) => `${row} ${column} ${problem.code}`);

  it('creates, then changes only what the file says differently', async () => {
    const dry = await send(lines(GOOD), 'check');
    expect(dry.status).toBe(200);
    expect(dry.body).toMatchObject({ rows: 1, created: 1, updated: 0, applied: false, problems: [] });
    expect(await list()).toEqual([]);

    const made = await send(lines(GOOD, '', '10002;Сахар;;;13200;;кг;;'));
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({ rows: 2, created: 2, updated: 0, unchanged: 0, applied: true });
    expect(made.body.preview[0]).toMatchObject({ sku: '10001', priceTiyin: '1850050', vatRateBps: 1200 });
    expect(await list()).toMatchObject([
      { sku: '10002', name: { ru: 'Сахар', uz: 'Сахар' }, unit: 'kg', vatRateBps: null, version: 1 },
      { sku: '10001', barcodes: ['4780000000014', '4780000000021'], unit: 'piece', version: 1 },
    ]);

    const again = await send(lines(GOOD, '10002;Сахар;Shakar;;13500;;кг;;'));
    expect(again.body).toMatchObject({ created: 0, updated: 1, unchanged: 1, applied: true });
    expect(await list()).toMatchObject([
      { sku: '10002', name: { uz: 'Shakar' }, priceTiyin: '1350000', version: 2 },
      { sku: '10001', version: 1 },
    ]);
  });

  it('leaves alone what the file has no column for', async () => {
    const prices = await send('sku,name_ru,price\n10001,"Чай чёрный, 100 г",19000\n');
    expect(prices.body).toMatchObject({ updated: 1, applied: true, problems: [] });
    expect((await list())[1]).toMatchObject({
      sku: '10001',
      priceTiyin: '1900000',
      barcodes: ['4780000000014', '4780000000021'],
      name: { uz: 'Qora choy, 100 g' },
      ikpu: '09020001001000001',
    });
  });

  it('reads what spreadsheets write: BOM, tabs, windows-1251, UTF-16', async () => {
    const row = (sku: string) => `${sku}\tСоль йодированная\tTuz\t\t2 500\t12\tшт\t\t`;
    const tabbed = `${HEADER.replaceAll(';', '\t')}\r\n`;
    const cp1251 = Buffer.from(
      Array.from(`${tabbed}${row('W-1')}`, (c) => {
        const code = c.codePointAt(0)!;
        return code < 128 ? code : code - 0x410 + 0xc0;
      }),
    );
    expect((await send(cp1251)).body).toMatchObject({ created: 1, applied: true });
    expect((await send(`\ufeff${tabbed}${row('W-2')}`)).body).toMatchObject({ created: 1, applied: true });
    const utf16 = Buffer.from(`\ufeff${tabbed}${row('W-3')}`, 'utf16le');
    expect((await send(utf16)).body).toMatchObject({ created: 1, applied: true });
    const salts = (await list()).filter((item: { sku: string }) => item.sku.startsWith('W-'));
    expect(salts.map((item: { name: { ru: string } }) => item.name.ru)).toEqual(
      Array(3).fill('Соль йодированная'),
    );
  });

  it('imports its own template', async () => {
    const template = await manager.ask('GET', '/v1/products/import/template');
    expect(template.status).toBe(200);
    expect(template.headers['content-type']).toContain('text/csv');
    expect((await send(template.text, 'apply', manager)).body).toMatchObject({ created: 2, problems: [] });
  });

  describe('refuses a broken file, says where, and changes nothing', () => {
    const cell = (column: number, value: string) =>
      'N-1;Имя;Nom;;1000;12;piece;;'
        .split(';')
        .map((was, i) => (i === column ? value : was))
        .join(';');

    it.each([
      ['no rows', HEADER, ['1  catalogue/csv-empty']],
      [
        'an empty file',
        '',
        ['1 sku catalogue/csv-header', '1 price catalogue/csv-header', '1 name_ru catalogue/csv-header'],
      ],
      [
        'an unknown column',
        'sku;name_ru;pirce\nN-1;Имя;1',
        ['1 pirce catalogue/csv-header', '1 price catalogue/csv-header'],
      ],
      ['a column twice', 'sku;name_ru;price;price\nN-1;Имя;1;2', ['1 price catalogue/csv-header']],
      ['too few cells', lines(cell(0, 'N-1'), 'N-2;Имя'), ['3  catalogue/csv-row-shape']],
      ['too many cells', lines(`${cell(0, 'N-1')};лишнее`), ['2  catalogue/csv-row-shape']],
      [
        'quotes that never close',
        lines(cell(0, 'N-0'), cell(1, '"Имя'), cell(0, 'N-3')),
        ['3  catalogue/csv-quotes'],
      ],
      ['no sku', lines(cell(0, '')), ['2 sku catalogue/csv-length']],
      ['no name', lines('N-1;;;;1000;12;piece;;'), ['2 name_ru catalogue/name-required']],
      ['a name too long', lines(cell(1, 'и'.repeat(201))), ['2 name_ru catalogue/csv-length']],
      ['a formula', lines(cell(1, '=HYPERLINK("http://x")')), ['2 name_ru catalogue/csv-formula']],
      ['another formula', lines(cell(2, '@SUM(A1)')), ['2 name_uz catalogue/csv-formula']],
      ['a price in words', lines(cell(4, 'дорого')), ['2 price catalogue/price-format']],
      ['a price that may mean two things', lines(cell(4, '1.234')), ['2 price catalogue/price-format']],
      ['a price below zero', lines(cell(4, '-5')), ['2 price catalogue/price-format']],
      ['no price', lines(cell(4, '')), ['2 price catalogue/price-format']],
      ['a VAT rate nobody has', lines(cell(5, '20')), ['2 vat catalogue/vat-rate-unknown']],
      ['an unknown unit', lines(cell(6, 'ящик')), ['2 unit catalogue/csv-cell']],
      ['a short IKPU', lines(cell(7, '123')), ['2 ikpu catalogue/ikpu-format']],
      ['letters in a package code', lines(cell(8, 'abc')), ['2 package_code catalogue/package-code-format']],
      ['a wrong check digit', lines(cell(3, '4780000000015')), ['2 barcode catalogue/barcode-check-digit']],
      [
        'a barcode a spreadsheet spoiled',
        lines(cell(3, '4,78E+12')),
        ['2 barcode catalogue/csv-barcode-rounded'],
      ],
      ['Cyrillic in a barcode', lines(cell(3, 'ШК1')), ['2 barcode catalogue/csv-cell']],
      ['a taken barcode', lines(cell(3, '4780000000014')), ['2 barcode catalogue/barcode-taken']],
      ['the same sku twice', lines(cell(0, 'N-1'), cell(0, 'N-1')), ['3 sku catalogue/csv-duplicate']],
      [
        'the same barcode twice',
        lines('N-1;А;A;4780000000113;1;12;;;', 'N-2;Б;B;4780000000113;1;12;;;'),
        ['3 barcode catalogue/csv-duplicate'],
      ],
      ['a photo', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), ['1  catalogue/csv-encoding']],
      [
        'several at once',
        lines(cell(4, 'x'), cell(0, 'N-2'), cell(5, '7').replace('N-1', 'N-3')),
        ['2 price catalogue/price-format', '4 vat catalogue/vat-rate-unknown'],
      ],
    ] as const)('%s', async (_, file, expected) => {
      const before = await list();
      const checked = await send(file as string, 'check');
      expect(checked.status).toBe(200);
      expect(problemsOf(checked)).toEqual(expected);
      const applied = await send(file as string, 'apply');
      expect(applied.status).toBe(422);
      expect(applied.body).toMatchObject({ applied: false });
      expect(problemsOf(applied)).toEqual(expected);
      expect(await list()).toEqual(before);
    });

    it('says which cell holds what', async () => {
      const { body } = await send(lines(cell(4, 'дорого')));
      expect(body.problems[0]).toEqual({
        row: 2,
        column: 'price',
        value: 'дорого',
        problem: { code: 'catalogue/price-format', params: { value: 'дорого' } },
      });
    });
  });

  it('lets barcodes change places inside one file', async () => {
    const file = (a: string, b: string) => lines(`Z-1;А;A;${a};1;12;;;`, `Z-2;Б;B;${b};1;12;;;`);
    expect((await send(file('4780000000120', '4780000000137'))).body.created).toBe(2);
    const swapped = await send(file('4780000000137', '4780000000120'));
    expect(swapped.body).toMatchObject({ updated: 2, applied: true, problems: [] });
    const moved = await send(lines('Z-1;А;A;;1;12;;;', 'Z-3;В;V;4780000000137;1;12;;;'));
    expect(moved.body).toMatchObject({ updated: 1, created: 1, applied: true });
  });

  it('two imports of one file at once make each product once', async () => {
    const file = lines(...Array.from({ length: 50 }, (_, i) => `T-${i};Товар ${i};Mol ${i};;1000;12;;;`));
    const answers = await Promise.all([send(file), send(file), send(file)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.map(({ body }) => body.created).sort((a, b) => a - b)).toEqual([0, 0, 50]);
  });

  it('takes 20,000 rows, and refuses them for one mistake at the end', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `B-${i};Товар оптовый № ${i};Ulgurji tovar № ${i};X${i};${1000 + i};12;шт;;`,
    );
    const spoiled = await send(lines(...rows, 'B-x;Плохой;Yomon;;?;12;;;'), 'apply', manager);
    expect(spoiled.status).toBe(422);
    expect(problemsOf(spoiled)).toEqual(['20002 price catalogue/price-format']);
    expect(await list(manager)).toHaveLength(2);
    const applied = await send(lines(...rows), 'apply', manager);
    expect(applied.body).toMatchObject({ rows: 20_000, created: 20_000, applied: true });
  });

  it('is for owners and managers, in CSV only', async () => {
    const cashier = await api.signIn(api.a.employees.cashier.phone);
    expect((await send(lines(GOOD), 'apply', cashier)).status).toBe(403);
    const json = await owner.ask('POST', '/v1/products/import?mode=check', { body: {} });
    expect(json.status).toBe(415);
    expect((await owner.ask('POST', '/v1/products/import', { body: {} })).status).toBe(422);
  });
});
