import { dictionary } from '@zxcvbn-ts/language-common';
import { ProblemError } from '../errors/problem-error.ts';

/** Some 49,000 passwords that were in leaks again and again (@zxcvbn-ts/language-common, MIT). Loaded once. */
const COMMON: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/**
 * What a length alone does not see: a password everybody tries first, also with a tail of digits and signs; the phone;
 * one letter again and again.
 *
 * @throws ProblemError account/password-common, account/password-like-phone at `field`
 */
export function assertGoodPassword(password: string, phone: string, field = 'password'): void {
  const plain = password.toLowerCase();
  const digits = password.replace(/\D/g, '');
  const national = phone.replace(/\D/g, '').slice(-9);
  if (digits.length >= 7 && (digits.includes(national) || national.includes(digits)))
    throw new ProblemError('account/password-like-phone', { field });
  const isCommon =
    COMMON.has(plain) ||
    (COMMON.has(plain.replace(/[\d\W_]+$/u, '')) && plain.replace(/[^\d\W_]/gu, '').length <= 4) ||
    new Set(plain).size <= 3 ||
    isRow(plain);
  if (isCommon) throw new ProblemError('account/password-common', { field });
}

/** 12345678, abcdefgh, 87654321. */
function isRow(text: string): boolean {
  const steps = [...text].slice(1).map((letter, i) => letter.charCodeAt(0) - text.charCodeAt(i));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}
