import { businessDateOf } from '@jowi/domain/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount, formatDateTime, formatMoney } from './format.ts';
import { readReceiptQuestion } from './receipt-question.ts';

const moments = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2090, 0, 1) });
const totals = fc.bigInt({ min: 100_000n, max: 10n ** 15n });
const sumOf = (totalTiyin: bigint) => ({ as: 'sum', totalTiyin: String(totalTiyin) });

describe('readReceiptQuestion', () => {
  it('reads what our own screens show of a receipt', () => {
    fc.assert(
      fc.property(moments, totals, fc.constantFrom('ru', 'uz'), (atMs, total, language) => {
        const alone = readReceiptQuestion(formatMoney(total, language), atMs);
        expect(alone).toEqual({ readings: [sumOf(total)], span: null });
        const both = readReceiptQuestion(`${formatAmount(total)} ${formatDateTime(atMs)}`, atMs + 86_400_000);
        expect(both.readings).toContainEqual(sumOf(total));
        expect(both.span!.fromMs).toBeLessThanOrEqual(atMs);
        expect(both.span!.toMs).toBeGreaterThan(atMs);
      }),
    );
  });

  it('takes a time without a day for the last one there was', () => {
    fc.assert(
      fc.property(moments, moments, (nowMs, atMs) => {
        const { span } = readReceiptQuestion(formatDateTime(atMs).slice(11), nowMs);
        expect(span!.fromMs).toBeLessThanOrEqual(nowMs + 300_000);
        expect(span!.fromMs).toBeGreaterThan(nowMs - 86_400_000);
      }),
    );
  });

  it('has an answer to any text, within what the books can hold', () => {
    const bits = fc.constantFrom(
      '№',
      '14:05',
      'вчера',
      ' ',
      '23.11',
      '?t=',
      '&r=',
      '&s=',
      '125',
      '000',
      ',',
      '.',
      'сум',
      '-',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 600 }),
      fc.array(fc.oneof(bits, fc.string({ maxLength: 3 })), { maxLength: 12 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, moments, fc.option(moments), (text, nowMs, other) => {
        const day = other === null ? null : businessDateOf(other);
        const { readings, span } = readReceiptQuestion(text, nowMs, day);
        for (const it of readings) {
          if (it.as === 'number') expect(it.receiptNumber).toBeLessThanOrEqual(2_147_483_647);
          if (it.as === 'sum') expect(it.totalTiyin).toMatch(/^(0|[1-9]\d{0,17})$/);
          if (it.as === 'fiscal') expect(it.fiscalSign ?? it.fiscalReceiptSeq).toMatch(/^[A-Za-z0-9]{1,20}$/);
        }
        if (span) expect(span.toMs).toBeGreaterThan(span.fromMs);
        if (day !== null && span) expect(businessDateOf(span.fromMs)).toBe(day);
      }),
      { numRuns: 2_000 },
    );
  });
});
