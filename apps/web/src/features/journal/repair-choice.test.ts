import type { QuarantineEntry } from '@jowi/contracts/http/journal';
import { describe, expect, it } from 'vitest';
import { choiceOf, firstValues } from './repair-choice.ts';

const [lost, tea, shiftId] = ['1', '2', '3'].map((end) => `018f3a5e-0000-7000-8000-00000000000${end}`);

function entry(changed: Partial<QuarantineEntry> = {}): QuarantineEntry {
  return {
    ...{ id: lost!, terminalId: lost!, epoch: 1, seq: 2, kind: 'SaleV1', reason: 'sync/fork', params: {} },
    ...{ hash: '', receivedAtMs: 0, decision: null, terminalName: '', storeName: '', sound: true },
    ...{ payloadText: null, needsPaper: false, shifts: [], employees: [], products: [], followers: 0 },
    sale: null,
    options: [
      { action: 'accept', refusal: 'journal/product-unknown' },
      { action: 're-attach', refusal: null },
      { action: 'reissue', refusal: 'journal/number-free' },
      { action: 'set-aside', refusal: null },
    ],
    ...changed,
  };
}

describe('a decision in the making', () => {
  const missing = entry({
    products: [{ productId: lost!, candidates: [{ id: tea!, name: { ru: 'Чай', uz: 'Choy' } }] }],
  });

  it('starts with the first action that fits, and with what the server found', () => {
    const values = firstValues(missing, (name) => name.ru);
    expect(values).toMatchObject({ action: 're-attach', products: { [lost!]: { id: tea, name: 'Чай' } } });
    expect(choiceOf(missing, values, 'because')).toMatchObject({
      action: 're-attach',
      products: [{ productId: lost, replacementId: tea }],
    });
  });

  it('is not whole while a product, a shift or any change is missing', () => {
    const values = firstValues(missing, (name) => name.ru);
    expect(choiceOf(missing, { ...values, products: {} }, 'because')).toBeNull();
    expect(choiceOf(entry(), { ...values, products: {} }, 'because')).toBeNull();
    expect(choiceOf(entry(), { ...values, shiftId: shiftId! }, 'because')).toMatchObject({ shiftId });
  });

  it('asks for the paper where the till cannot be proved to have written it, but not to set it aside', () => {
    const unsound = entry({ needsPaper: true });
    const values = { ...firstValues(unsound, (name) => name.ru), action: 'accept' as const };
    expect(choiceOf(unsound, values, 'because')).toBeNull();
    expect(choiceOf(unsound, { ...values, hasPaper: true }, 'because')).toMatchObject({ hasPaper: true });
    expect(choiceOf(unsound, { ...values, action: 'set-aside' }, 'because')).toEqual({
      ...{ action: 'set-aside', reason: 'because' },
    });
  });
});
