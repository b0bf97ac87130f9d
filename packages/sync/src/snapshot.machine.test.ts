import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import type { SnapshotLine } from '@jowi/contracts/sync/pull';
import { describe, expect, it } from 'vitest';
import {
  type SnapshotEffect,
  type SnapshotProgress,
  snapshotQuery,
  stepSnapshot,
} from './snapshot.machine.ts';

const id = (n: number) => `019b0000-0000-7000-9000-${String(n).padStart(12, '0')}`;
const head = { epoch: 1, seq: 0, hash: GENESIS_HASH };
const header = (base = 'b1'): SnapshotLine => ({ type: 'header', base, total: 4, head });
const end: SnapshotLine = { type: 'end' };
const product = (n: number): SnapshotLine => ({
  type: 'product',
  stockQtyMilli: '0',
  product: {
    id: id(n),
    version: 1,
    sku: 's',
    name: { ru: 'a', uz: 'a' },
    barcodes: [],
    priceTiyin: '1',
    vatRateBps: null,
    unit: 'piece',
    ikpu: null,
    packageCode: null,
    archived: false,
  },
});

function read(lines: SnapshotLine[], from: SnapshotProgress | null = null) {
  let progress = from;
  let started = false;
  const effects: SnapshotEffect[] = [];
  for (const line of lines) {
    const effect = stepSnapshot(progress, started, line);
    effects.push(effect);
    if (effect.type === 'abort') break;
    if (effect.type === 'begin') started = true;
    progress = effect.progress;
  }
  return { progress, types: effects.map((e) => e.type) };
}

describe('the first load', () => {
  it('begins, counts, remembers where it is, ends', () => {
    const { progress, types } = read([header(), product(1), product(2), end]);
    expect(types).toEqual(['begin', 'store', 'store', 'finish']);
    expect(progress).toEqual({ base: 'b1', total: 4, have: 2, afterId: id(2), complete: true });
  });

  it('resumes with the same base and goes on counting', () => {
    const cut = read([header(), product(1), product(2)]).progress;
    expect(snapshotQuery(cut)).toEqual({ base: 'b1', after: id(2) });
    const { progress } = read([header(), product(3), product(4), end], cut);
    expect(progress).toMatchObject({ have: 4, complete: true });
  });

  it('starts from the beginning when the server begins with another base', () => {
    const cut = read([header(), product(1), product(2)]).progress;
    const { progress } = read([header('b2'), product(1), end], cut);
    expect(progress).toMatchObject({ base: 'b2', have: 1, complete: true });
    expect(snapshotQuery(null)).toEqual({});
  });

  it('trusts no stream that breaks its own order', () => {
    expect(read([product(1)]).types).toEqual(['abort']);
    expect(read([end]).types).toEqual(['abort']);
    expect(read([header(), header()]).types).toEqual(['begin', 'abort']);
    expect(read([header(), product(2), product(1)]).types.at(-1)).toBe('abort');
    expect(read([header(), product(1), product(1)]).types.at(-1)).toBe('abort');
  });
});
