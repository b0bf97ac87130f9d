import { describe, expect, it } from 'vitest';
import { changedFields, maskFields, shortenPhone } from './mask-values.ts';

describe('maskFields', () => {
  it('keeps no secret, whatever it is called and wherever it stands', () => {
    const secrets = {
      password: 'kulcha-nok',
      newPassword: 'x',
      pin: '1234',
      pinHash: 'ab',
      token_hash: 'ab',
      accessToken: 'ey',
      code: '123456',
      recoveryCodes: ['a', 'b'],
      totpSecret: 'JBSW',
      publicKey: 'MCow',
      nested: { deep: [{ apiKey: 'k' }] },
    };
    expect(maskFields(secrets)).toEqual({
      password: '***',
      newPassword: '***',
      pin: '***',
      pinHash: '***',
      token_hash: '***',
      accessToken: '***',
      code: '***',
      recoveryCodes: '***',
      totpSecret: '***',
      publicKey: '***',
      nested: { deep: [{ apiKey: '***' }] },
    });
  });

  it('says whether there was one', () => {
    expect(maskFields({ pin: null, hasPin: true })).toEqual({ pin: null, hasPin: true });
  });

  it('leaves what is printed on goods', () => {
    const goods = {
      packageCode: '1478521',
      barcodes: ['4780'],
      sku: 'T-1',
      ikpu: '0'.repeat(17),
      cashierId: 'c',
    };
    expect(maskFields(goods)).toEqual(goods);
  });

  it('shortens what belongs to a person', () => {
    expect(
      maskFields({
        phone: '+998901234567',
        contactPhones: ['+998901234567', '12'],
        email: 'dilnoza@example.uz',
        pinfl: '31234567890123',
        taxId: '31234567890123',
        customerName: 'Дилноза',
      }),
    ).toEqual({
      phone: '+998 90 *** ** 67',
      contactPhones: ['+998 90 *** ** 67', '***'],
      email: 'd***@example.uz',
      pinfl: '**********0123',
      taxId: '**********0123',
      customerName: 'Д***',
    });
    expect(maskFields({ taxId: '301234567' })).toEqual({ taxId: '301234567' });
    expect(shortenPhone('+1 202 555 0143')).not.toContain('555');
  });
});

describe('changedFields', () => {
  it('keeps what differs, and compares before anything is masked', () => {
    const before = { name: { ru: 'a', uz: 'b' }, pin: '1', price: '1', same: [1, 2], gone: 1 };
    const after = { name: { ru: 'a', uz: 'c' }, pin: '2', price: '1', same: [1, 2], made: 1 };
    const changed = changedFields(before, after);
    expect(Object.keys(changed.before)).toEqual(['name', 'pin', 'gone']);
    expect(Object.keys(changed.after)).toEqual(['name', 'pin', 'made']);
    expect(maskFields(changed.after)).toMatchObject({ pin: '***' });
  });
});
