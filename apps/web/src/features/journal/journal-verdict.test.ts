import type { ShiftProof, TerminalJournal } from '@jowi/contracts/http/journal';
import { describe, expect, it } from 'vitest';
import { verdictOf } from './journal-verdict.ts';

const HOUR_MS = 3_600_000;
const end = { epoch: 1, seq: 9, hash: 'a'.repeat(64) };

function shift(changed: Partial<ShiftProof> = {}): ShiftProof {
  const figures = { receiptCount: 143, totalTiyin: '1', vatTiyin: '0' };
  return {
    shiftId: '018f3a5e-0000-7000-8000-000000000001',
    shiftNumber: 4,
    businessDate: '2026-11-23',
    openedAtMs: 0,
    closed: false,
    claimed: figures,
    claimedAtMs: 1,
    held: figures,
    firstReceiptNumber: 1,
    lastReceiptNumber: 143,
    missing: [],
    state: 'agrees',
    ...changed,
  };
}

function journal(changed: Partial<TerminalJournal> = {}, unsent: number | null = 0): TerminalJournal {
  return {
    terminal: {
      ...{ id: 'x', name: 'Касса', storeId: 'y', storeName: 'Магазин', state: 'active' as const },
      ...{
        lastSeenAtMs: 1,
        online: true,
        epoch: 1,
        seq: 9,
        headHash: end.hash,
        keyFingerprint: null,
        quarantined: 0,
        unsent,
      },
    },
    oldestUnsentAtMs: null,
    told: { ...end, atMs: 1 },
    held: end,
    heads: 'same',
    chains: [],
    shifts: [shift()],
    quarantine: { open: 0, decided: 0 },
    serverTimeMs: 10 * HOUR_MS,
    ...changed,
  };
}

const figures = (receiptCount: number) => ({ receiptCount, totalTiyin: '1', vatTiyin: '0' });

describe('the verdict about a till', () => {
  it('is good when everything that was claimed is held, a copy’s receipts beside', () => {
    const more = shift({ state: 'more', held: figures(145), claimed: figures(143) });
    expect(verdictOf(journal({ shifts: [more, shift()] }))).toEqual({
      ...{ kind: 'whole', held: 286, claimed: 286, shifts: 2 },
    });
  });

  it('alarms for receipts that are missing, unless they are on their way or wait for a decision', () => {
    const shifts = [shift(), shift({ shiftNumber: 3, state: 'differs', held: figures(140) })];
    expect(verdictOf(journal({ shifts }))).toEqual({ kind: 'missing', shift: 3, held: 140, claimed: 143 });
    expect(verdictOf(journal({ shifts, quarantine: { open: 3, decided: 0 } }))).toEqual({
      ...{ kind: 'waiting', count: 3 },
    });
    expect(verdictOf(journal({ shifts }, 3))).toEqual({ kind: 'sending', count: 3, sinceMs: null });
  });

  it('names the oldest unsent sale only when it has waited for an hour', () => {
    const since = (oldestUnsentAtMs: number) => verdictOf(journal({ oldestUnsentAtMs }, 2));
    expect(since(9.5 * HOUR_MS)).toMatchObject({ sinceMs: null });
    expect(since(8 * HOUR_MS)).toMatchObject({ sinceMs: 8 * HOUR_MS });
  });

  it('says when the two journals have parted, and when nothing was compared yet', () => {
    expect(verdictOf(journal({ heads: 'differs' }))).toEqual({ kind: 'parted' });
    expect(
      verdictOf(journal({ heads: 'unknown', shifts: [shift({ claimed: null, state: 'unknown' })] })),
    ).toEqual({
      kind: 'unknown',
    });
    const unpaired = journal();
    expect(verdictOf({ ...unpaired, terminal: { ...unpaired.terminal, state: 'unpaired' } })).toEqual({
      kind: 'unpaired',
    });
  });
});
