import type { StoreSettings } from '@jowi/contracts/http/settings';
import { describe, expect, it } from 'vitest';
import {
  degreesOf,
  findLineTrouble,
  placeDoubtOf,
  storeField,
  storeSettingsOf,
  storeValuesOf,
  tabOf,
  zStoreValues,
} from './store-values.ts';

const settings: StoreSettings = {
  name: 'Chilonzor',
  address: 'Chilonzor 7',
  phone: '+998712001020',
  latitude: 41.311,
  longitude: 69.279,
  receiptLanguages: ['uz', 'ru'],
  paperMm: 58,
  receiptHeader: { ru: ['Здравствуйте', '', 'Ждём'], uz: ['Salom'] },
  receiptFooter: { ru: [], uz: ['Rahmat'] },
  policy: { vatPer: 'line', vatRounding: 'floor', lineRounding: 'half-up', cashRoundingTiyin: '10000' },
  negativeStock: 'pin',
  limits: { discountBps: 550, priceOverrideBps: null, refundTiyin: '100000050', cashOutTiyin: null },
};

describe('the form of a store', () => {
  it('gives back what it was filled with', () => {
    const values = zStoreValues.parse(storeValuesOf(settings));
    expect(storeSettingsOf(values)).toEqual(settings);
    const plain = { ...settings, limits: null, phone: null, receiptLanguages: ['ru' as const] };
    expect(storeSettingsOf(zStoreValues.parse(storeValuesOf(plain)))).toEqual(plain);
  });

  const messages = (part: object) => {
    const parsed = zStoreValues.safeParse({ ...storeValuesOf(settings), ...part });
    return parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];
  };

  it('names what is wrong at its field', () => {
    expect(messages({ phone: '+998 71' })).toEqual(['phone form.phone']);
    expect(messages({ latitude: '91', longitude: 'x' })).toEqual([
      'latitude settings.store.degrees',
      'longitude settings.store.degrees',
    ]);
    expect(messages({ discount: '101' })).toEqual(['discount settings.store.percentWrong']);
    expect(messages({ headerUz: 'x'.repeat(33) })).toEqual(['headerUz settings.store.linesWrong']);
    expect(messages({ headerUz: 'x'.repeat(33), paperMm: '80' })).toEqual([]);
  });

  it.each([
    ['ok', 80, null],
    ['a\nb\nc\nd\ne\nf', 80, { kind: 'many', max: 5 }],
    [`ok\n${'ш'.repeat(40)}`, 58, { kind: 'long', row: 2, length: 40, max: 32 }],
    ['🙂', 80, { kind: 'letter', letter: '🙂' }],
    ['a\n\n\n\n\n\n', 80, null],
  ] as const)('%j on %i mm', (text, paperMm, trouble) => {
    expect(findLineTrouble(text, paperMm)).toEqual(trouble);
  });

  it.each([
    ['41.3', 41.3],
    ['41,3', 41.3],
    ['-0.5', -0.5],
    ['', null],
    ['1e3', null],
    ['41.3.1', null],
  ])('reads %j as %s degrees', (text, degrees) => expect(degreesOf(text)).toBe(degrees));

  it('doubts a place abroad, and says nothing while one types', () => {
    expect(placeDoubtOf({ latitude: '41,3', longitude: '69.2' })).toBeNull();
    expect(placeDoubtOf({ latitude: '69.2', longitude: '41.3' })).toBe('swapped');
    expect(placeDoubtOf({ latitude: '55', longitude: '37' })).toBe('abroad');
    expect(placeDoubtOf({ latitude: '', longitude: '69' })).toBeNull();
  });

  it('finds its field for the server’s, and the tab it stands on', () => {
    expect(storeField('settings.receiptHeader.ru.1')).toBe('headerRu');
    expect(storeField('settings.receiptFooter.uz')).toBe('footerUz');
    expect(storeField('settings.policy.cashRoundingTiyin')).toBe('cashRounding');
    expect(storeField('name')).toBe('name');
    expect(storeField('version')).toBeNull();
    expect(['name', 'headerRu', 'cashOut'].map(tabOf)).toEqual(['place', 'receipt', 'selling']);
  });
});
