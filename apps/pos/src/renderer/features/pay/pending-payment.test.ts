import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberPayment, settlePending } from './pending-payment.ts';

/** The receipts of a till; `away` = its host does not answer. */
class Till {
  readonly made: string[] = [];
  away = false;
  readonly sale = {
    receipts: async () => (this.away ? AWAY : ok(this.made.slice(-1).map((receiptId) => ({ receiptId })))),
    receipt: async (receiptId: string) => (this.away ? AWAY : ok({ receiptId, receiptNumber: 1 })),
  };

  get store(): Parameters<typeof settlePending>[0] {
    return this as unknown as Parameters<typeof settlePending>[0];
  }
}

const AWAY = { ok: false, problem: { code: 'common/unavailable' } } as const;
const ok = <T>(value: T) => ({ ok: true, value }) as const;

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

describe('a payment the till died over', () => {
  it('is paid when a receipt was made since, not paid when none was', async () => {
    const till = new Till();
    till.made.push('old');
    await rememberPayment(till.store);
    expect(await settlePending(till.store)).toBe('not-paid');
    await rememberPayment(till.store);
    till.made.push('new');
    expect(await settlePending(till.store)).toMatchObject({ receiptId: 'new' });
    expect(await settlePending(till.store)).toBeNull();
  });

  it('was never asked for when the till was away before it: no old receipt is taken for it', async () => {
    const till = new Till();
    till.made.push('old');
    till.away = true;
    expect(await rememberPayment(till.store)).toEqual(AWAY);
    till.away = false;
    expect(await settlePending(till.store)).toBeNull();
  });

  it('is not forgotten while nobody answers', async () => {
    const till = new Till();
    await rememberPayment(till.store);
    till.made.push('new');
    till.away = true;
    expect(await settlePending(till.store)).toBeNull();
    till.away = false;
    expect(await settlePending(till.store)).toMatchObject({ receiptId: 'new' });
  });
});
