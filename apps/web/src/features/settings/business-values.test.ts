import type { BusinessSettings } from '@jowi/contracts/http/settings';
import { describe, expect, it } from 'vitest';
import { businessField, businessSettingsOf, businessValuesOf, zBusinessValues } from './business-values.ts';

const settings: BusinessSettings = {
  name: 'Anor',
  legalName: null,
  taxId: '301234561',
  kind: 'grocery',
  vatPayer: true,
  vatRatesBps: [1200, 650, 0],
  defaultVatRateBps: 1200,
  languages: ['uz', 'ru'],
  secondFactorRequired: false,
};

describe('the form of the business', () => {
  it('gives back what it was filled with', () => {
    expect(businessSettingsOf(zBusinessValues.parse(businessValuesOf(settings)))).toEqual(settings);
  });

  const messages = (part: object) => {
    const parsed = zBusinessValues.safeParse({ ...businessValuesOf(settings), ...part });
    return parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];
  };

  it('names what is wrong at its field', () => {
    expect(messages({ taxId: '12' })).toEqual(['taxId errors:business.tax-id-format']);
    expect(messages({ taxId: '31505901234567' })).toEqual(['taxId errors:business.pinfl-invalid']);
    expect(messages({ rates: [] })).toEqual(['vat errors:settings.vat-none']);
    expect(messages({ rates: [{ percent: '12' }, { percent: '12.0' }] })).toEqual([
      'rates.1.percent settings.business.rateTwice',
    ]);
    expect(messages({ rates: [{ percent: '' }] })).toEqual(['rates.0.percent settings.business.rateWrong']);
    expect(messages({ rates: [{ percent: '100' }] })).toEqual([
      'rates.0.percent settings.business.rateWrong',
    ]);
  });

  it('lets a default go that is no rate any more, and all of it without VAT', () => {
    const values = businessValuesOf(settings);
    expect(businessSettingsOf({ ...values, rates: [{ percent: '0' }] }).defaultVatRateBps).toBeNull();
    expect(businessSettingsOf({ ...values, vat: 'none' })).toMatchObject({
      vatPayer: false,
      defaultVatRateBps: null,
      vatRatesBps: [1200, 650, 0],
    });
  });

  it('finds its field for the server’s', () => {
    expect(businessField('settings.taxId')).toBe('taxId');
    expect(businessField('settings.vatRatesBps')).toBe('vat');
    expect(businessField('version')).toBeNull();
  });
});
