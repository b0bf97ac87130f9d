import { DRINKS_AND_DAIRY } from '../../src/modules/guide/demo/goods/drinks-and-dairy.ts';
import type { Family } from '../../src/modules/guide/demo/goods/family.ts';
import { FOOD } from '../../src/modules/guide/demo/goods/food.ts';
import { HARDWARE } from '../../src/modules/guide/demo/goods/hardware.ts';
import { HOUSEHOLD } from '../../src/modules/guide/demo/goods/household.ts';
import type { DemoLogin } from '../demo-logins.ts';

export type DemoBusiness = {
  id: string;
  /** As in demo-logins.ts. */
  key: DemoLogin['business'];
  name: string;
  /** STIR. */
  taxId: string;
  store: {
    id: string;
    name: string;
    address: string;
    latitude: number;
    longitude: number;
    receiptLanguage: 'ru' | 'uz';
  };
  warehouse: { id: string; name: string };
  terminal: { id: string; name: string };
  supplier: string;
  families: readonly Family[];
  seed: number;
};

/** Fixed ids, so that the pairing of the demo till and the tests find them. */
export const DEMO_BUSINESSES: readonly DemoBusiness[] = [
  {
    id: '01930000-0000-7000-8000-000000000001',
    key: 'baraka',
    name: 'Baraka Market',
    taxId: '305123456',
    store: {
      id: '01930000-0000-7000-8000-000000000011',
      name: 'Baraka Market, Чиланзар',
      address: 'Ташкент, Чиланзарский район, ул. Бунёдкор, 12',
      latitude: 41.2856,
      longitude: 69.2034,
      receiptLanguage: 'ru',
    },
    warehouse: { id: '01930000-0000-7000-8000-000000000021', name: 'Склад магазина' },
    terminal: { id: '01930000-0000-7000-8000-000000000031', name: 'Касса 1' },
    supplier: 'Toshkent Ulgurji Savdo MChJ',
    families: [...DRINKS_AND_DAIRY, ...FOOD, ...HOUSEHOLD],
    seed: 20_261_123,
  },
  {
    id: '01930000-0000-7000-8000-000000000002',
    key: 'oydin',
    name: 'Oydin Usta',
    taxId: '306654321',
    store: {
      id: '01930000-0000-7000-8000-000000000012',
      name: 'Oydin Usta, Registon',
      address: 'Samarqand, Registon koʻchasi, 5',
      latitude: 39.6547,
      longitude: 66.9758,
      receiptLanguage: 'uz',
    },
    warehouse: { id: '01930000-0000-7000-8000-000000000022', name: 'Doʻkon ombori' },
    terminal: { id: '01930000-0000-7000-8000-000000000032', name: 'Kassa 1' },
    supplier: 'Samarqand Qurilish Bazasi MChJ',
    families: HARDWARE,
    seed: 42,
  },
];
