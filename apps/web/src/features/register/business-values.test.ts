import { describe, expect, it } from 'vitest';
import { draftOf, inputOf, readDegrees, showDegrees, valuesOf, zBusinessValues } from './business-values.ts';

const good = {
  ...valuesOf({}),
  businessName: ' Baraka ',
  kind: 'grocery',
  taxId: '301 234 567',
  storeName: 'Baraka 1',
  address: 'Navoiy 1',
  latitude: '41,3111',
  longitude: '69.2797',
  ownerName: 'Aziza',
  password: 'granatli-qozon',
  consentData: true,
  consentOffer: true,
};

describe('readDegrees', () => {
  it.each([
    ['41,3111', 41.3111],
    [' 69.2797 ', 69.2797],
    ['-12', -12],
    ['−12,5', -12.5],
    ['', null],
    ['41°', null],
    ['1e3', null],
    ['41,31,11', null],
  ])('%s', (text, degrees) => expect(readDegrees(text)).toBe(degrees));

  it('shows what it reads', () => expect(showDegrees(41.31112345)).toBe('41,311123'));
});

describe('zBusinessValues', () => {
  const problems = (changes: Partial<typeof good>, account: 'new' | 'existing' | 'signed-in' = 'new') =>
    zBusinessValues(account)
      .safeParse({ ...good, ...changes })
      .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

  it('takes what is right', () => expect(problems({})).toBeUndefined());

  it.each([
    [{ businessName: ' ' }, 'businessName form.required'],
    [{ kind: '' }, 'kind register.error.kind'],
    [{ taxId: '12' }, 'taxId errors:business.tax-id-format'],
    [{ taxId: '31234567890123' }, 'taxId errors:business.pinfl-invalid'],
    [{ latitude: '91' }, 'latitude register.error.latitude'],
    [{ longitude: 'x' }, 'longitude register.error.coordinates'],
    [{ password: 'short' }, 'password register.error.password'],
    [{ consentData: false }, 'consentData register.business.consentMissing'],
    [{ consentOffer: false }, 'consentOffer register.business.offerMissing'],
  ])('%j', (changes, problem) => expect(problems(changes)).toEqual([problem]));

  it('asks for the password of the account that is there, and for none when signed in', () => {
    expect(problems({ password: 'x' }, 'existing')).toBeUndefined();
    expect(problems({ password: '' }, 'existing')).toEqual(['password form.required']);
    expect(problems({ password: '' }, 'signed-in')).toBeUndefined();
  });
});

describe('drafts', () => {
  it('keep what was typed and never the password', () => {
    expect(draftOf(good)).not.toHaveProperty('password');
    expect(valuesOf(draftOf(good))).toMatchObject({
      businessName: ' Baraka ',
      taxId: '301 234 567',
      password: '',
    });
  });

  it('become what is sent', () => {
    const values = zBusinessValues('new').parse(good);
    expect(inputOf(values, 'new', 'uz')).toMatchObject({
      name: 'Baraka',
      store: { latitude: 41.3111, longitude: 69.2797 },
      password: 'granatli-qozon',
    });
    expect(inputOf(values, 'signed-in', 'uz').password).toBeNull();
  });
});
