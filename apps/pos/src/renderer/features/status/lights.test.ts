import { expect, it } from 'vitest';
import type { DeviceState } from '../../../bridge/device/contract.ts';
import { lightsOf } from './lights.ts';

const t = ((key: string, blanks?: object) => (blanks ? `${key} ${JSON.stringify(blanks)}` : key)) as never;
const words = { t, problem: ({ code }: { code: string }) => code } as never;
const AT_MS = Date.UTC(2026, 10, 20, 9, 2);
const end = { epoch: 1, seq: 9, hash: 'a'.repeat(64) };
const statement = { receiptsHeld: 4, receiptsClaimed: 4, headShort: '7f3a', atMs: AT_MS, agrees: true };

/** A till that is offline with so much to send. */
function unsentWords(unsent: number, unsentReceipts: number): string[] {
  const device = {
    ...{ unsent, online: false, obstacle: null, lastSyncAtMs: AT_MS, head: end, serverHead: end },
    ...{ fiscal: { state: 'ok', queue: 0 }, printer: { state: 'ok', queue: 0 } },
    catalogue: { complete: true, have: 1, total: 1 },
    reconciliation: {
      ...{ shiftNumber: 1, closed: false, receiptsHere: 4, statement, verdict: 'ok', unsentReceipts },
      oldestUnsentAtMs: unsentReceipts > 0 ? AT_MS : null,
    },
  } as unknown as DeviceState;
  return lightsOf(device, words).find(({ id }) => id === 'unsent')!.words;
}

it('the figure beside the light is explained: by the sales that wait, or else by the entries', () => {
  expect(unsentWords(0, 0)[0]).toBe('status.unsentNone');
  expect(unsentWords(3, 2).some((it) => it.startsWith('statement.unsent {"count":2'))).toBe(true);
  expect(unsentWords(3, 2).some((it) => it.startsWith('status.unsentSome'))).toBe(false);
  // Marks of the fiscal module on their way, and every sale there.
  expect(unsentWords(2, 0)).toContain('status.unsentSome {"count":2}');
});
