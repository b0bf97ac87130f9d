import { scryptSync } from 'node:crypto';
import type { EmployeeFeed, ProductFeed, TerminalSettings } from '@jowi/contracts/sync/pull';
import { checkDigit } from '@jowi/domain/barcode';

/** A small shop for tests and benches: the same every time. */
export const CASHIER_ID = '019b0000-0000-7000-8000-00000000e001';
export const CASHIER_PIN = '1234';
/** May approve, up to the limits of a manager's template; her PIN has six digits. */
export const MANAGER_ID = '019b0000-0000-7000-8000-00000000e002';
export const MANAGER_PIN = '432100';

export const SAMPLE_SETTINGS: TerminalSettings = {
  terminalId: '019b0000-0000-7000-8000-000000000001',
  terminalName: 'Kassa 1',
  tenantId: '019b0000-0000-7000-8000-0000000000aa',
  businessName: 'Bahor savdo',
  taxId: '123456789',
  storeId: '019b0000-0000-7000-8000-0000000000bb',
  storeName: 'Chilonzor',
  address: 'Toshkent, Chilonzor 7',
  latitude: 41.3,
  longitude: 69.2,
  warehouseId: '019b0000-0000-7000-8000-0000000000cc',
  policy: { vatPer: 'line', vatRounding: 'floor', lineRounding: 'half-up', cashRoundingTiyin: '0' },
  receiptLanguage: 'ru',
};

const NOUNS: readonly (readonly [ru: string, uz: string])[] = [
  ['Молоко', 'Sut'],
  ['Хлеб', 'Non'],
  ['Сахар', 'Shakar'],
  ['Масло подсолнечное', 'Kungaboqar yogʻi'],
  ['Чай зелёный', 'Koʻk choy'],
  ['Рис лазер', 'Lazer guruch'],
  ['Кока-Кола', 'Koka-Kola'],
  ['Печенье', 'Pechenye'],
];

/** Product number `index` from 1; the first are cheap, every fifth is sold by weight. */
export function sampleProduct(index: number): ProductFeed {
  const [ru, uz] = NOUNS[index % NOUNS.length]!;
  return {
    id: `019b0000-0000-7000-9000-${index.toString(16).padStart(12, '0')}`,
    version: 1,
    sku: `A-${index}`,
    name: { ru: `${ru} ${index}`, uz: `${uz} ${index}` },
    barcodes: [sampleBarcode(index)],
    priceTiyin: String(100_000 + (index % 997) * 5_000),
    vatRateBps: index % 3 === 0 ? null : 1200,
    unit: index % 5 === 0 ? 'kg' : 'piece',
    ikpu: `0${String(index).padStart(16, '1')}`,
    packageCode: '1512199',
    archived: false,
  };
}

export function sampleBarcode(index: number): string {
  const body = `478${String(index).padStart(9, '0')}`;
  return `${body}${checkDigit(body)}`;
}

const SALT = Buffer.alloc(16, 5);

export function sampleEmployee(over: Partial<EmployeeFeed> = {}): EmployeeFeed {
  return { id: CASHIER_ID, name: 'Dilnoza', role: 'cashier', ...pinOf(CASHIER_PIN), active: true, ...over };
}

export function sampleManager(over: Partial<EmployeeFeed> = {}): EmployeeFeed {
  return { id: MANAGER_ID, name: 'Aziza', role: 'manager', ...pinOf(MANAGER_PIN), active: true, ...over };
}

/** As the server hashes it. */
export function pinOf(pin: string): { pinSalt: string; pinHash: string } {
  const hash = scryptSync(pin, SALT, 32, { N: 16_384, r: 8, p: 1 });
  return { pinSalt: SALT.toString('base64url'), pinHash: hash.toString('base64url') };
}
