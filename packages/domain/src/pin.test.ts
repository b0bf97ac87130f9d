import { describe, expect, it } from 'vitest';
import { isWeakPin, PIN_PATTERN } from './pin.ts';

describe('a PIN', () => {
  it.each([
    '1111',
    '000000',
    '1234',
    '4321',
    '345678',
    '987654',
    '1212',
    '121212',
    '123123',
    '1122',
    '112233',
  ])('%s is the first a colleague would try', (pin) => expect(isWeakPin(pin)).toBe(true));
  it.each(['2580', '0852', '1987', '2001'])('%s is a pattern or a year', (pin) =>
    expect(isWeakPin(pin)).toBe(true),
  );
  it.each(['4071', '9052', '73914', '402917', '1357', '1946372'.slice(0, 6)])('%s will do', (pin) =>
    expect(isWeakPin(pin)).toBe(false),
  );
  it('has four to six digits', () => {
    for (const pin of ['123', '1234567', '12a4', '', '１２３４']) expect(PIN_PATTERN.test(pin)).toBe(false);
    for (const pin of ['4071', '73914', '402917']) expect(PIN_PATTERN.test(pin)).toBe(true);
  });
  it('leaves nearly all of the four-digit ones', () => {
    const weak = Array.from({ length: 10_000 }, (_, i) => String(i).padStart(4, '0')).filter(isWeakPin);
    expect(weak.length).toBeLessThan(400);
  });
});
