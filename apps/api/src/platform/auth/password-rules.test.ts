import { describe, expect, it } from 'vitest';
import { ProblemError } from '../errors/problem-error.ts';
import { assertGoodPassword } from './password-rules.ts';

const PHONE = '+998901234567';

function verdict(password: string): string {
  try {
    assertGoodPassword(password, PHONE);
    return 'good';
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problem.code;
  }
}

describe('passwords', () => {
  it.each([
    'password',
    'PASSWORD',
    'Password1!',
    'qwerty123',
    'iloveyou1',
    'trustno1',
    '1q2w3e4r5t',
    'aaaaaaaa',
    'abababab',
    '12345678',
    '987654321',
    'abcdefgh',
    'dragon2024',
  ])('%s is tried first', (password) => expect(verdict(password)).toBe('account/password-common'));

  it.each(['901234567', '+998901234567', '998901234567', '90 123-45-67', 'x901234567!', '1234567'])(
    '%s is the phone',
    (password) => expect(verdict(password)).toBe('account/password-like-phone'),
  );

  it.each([
    'Baraka-2026!',
    'walnut-lantern-58',
    'granatli-qozon',
    'yongʻoq fonar',
    'Ю-Ёлка-сахар',
    'k7#Zq!mP2vXw',
  ])('%s is good', (password) => expect(verdict(password)).toBe('good'));

  it('says which field', () => {
    expect(() => assertGoodPassword('password', PHONE, 'next')).toThrow(
      expect.objectContaining({ problem: { code: 'account/password-common', field: 'next' } }),
    );
  });
});
