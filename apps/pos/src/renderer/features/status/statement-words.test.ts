import { describe, expect, it } from 'vitest';
import type { ReconciliationView } from '../../../bridge/device/contract.ts';
import { statementWords } from './statement-words.ts';

/** Which text, with which blanks. */
const t = ((key: string, blanks: object = {}) => `${key} ${JSON.stringify(blanks)}`) as never;
const AT_MS = Date.UTC(2026, 10, 20, 9, 2);
const stated: ReconciliationView = {
  ...{ shiftNumber: 3, closed: false, receiptsHere: 143, unsentReceipts: 0, oldestUnsentAtMs: null },
  statement: { receiptsHeld: 143, receiptsClaimed: 143, headShort: '7f3a', atMs: AT_MS, agrees: true },
  verdict: 'ok',
};
const held = (receiptsHeld: number) => ({ ...stated.statement!, receiptsHeld, agrees: false });

describe('what the server holds, in words', () => {
  it('is calm when it holds all of it', () => {
    expect(statementWords(stated, t)).toEqual({
      tone: 'success',
      title: 'statement.holds {"held":143,"count":143,"head":"7f3a"}',
      text: 'statement.holdsText {"at":"20.11.2026 14:02"}',
    });
  });

  it('says how much is still to be sent, and since when', () => {
    const words = statementWords({ ...stated, unsentReceipts: 12, oldestUnsentAtMs: AT_MS }, t);
    expect(words).toMatchObject({
      tone: 'warning',
      title: 'statement.unsent {"count":12,"at":"20.11.2026 14:02"}',
    });
    expect(statementWords({ ...stated, statement: held(131), verdict: 'behind' }, t)).toMatchObject({
      tone: 'warning',
    });
  });

  it('calls for a person when it holds less, or other, whatever else is to be said', () => {
    const less = { ...stated, statement: held(141), verdict: 'differs' as const, unsentReceipts: 1 };
    expect(statementWords({ ...less, oldestUnsentAtMs: AT_MS }, t)).toEqual({
      tone: 'danger',
      title: 'statement.holdsLess {"held":141,"count":143}',
      text: 'statement.differsText {}',
    });
    expect(statementWords({ ...stated, statement: held(143), verdict: 'differs' }, t)?.title).toBe(
      'statement.differs {}',
    );
  });

  it('says nothing while nothing is known', () => {
    expect(statementWords({ ...stated, statement: null, verdict: null }, t)).toBeNull();
  });
});
