import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { zPairRequest, zPairResponse } from '../http/terminals.ts';
import { zPullResponseAtV1 } from '../testing/wire-v1.ts';
import { GENESIS_HASH, JOURNAL_PAYLOADS, zJournalEntry } from './journal.ts';
import { zPoke, zPullQuery, zPullResponse, zSnapshotLine, zSnapshotQuery } from './pull.ts';
import { zNewEpochResponse, zPushRequest, zPushResponse } from './push.ts';
import { zReconcileRequest, zStatementV1 } from './reconcile-v1.ts';
import { WIRE_FLOOR, WIRE_HISTORY, WIRE_VERSION } from './wire.ts';

/** Everything a till and a server of different ages say to each other. */
const MESSAGES = {
  ...JOURNAL_PAYLOADS,
  JournalEntry: zJournalEntry,
  PushRequest: zPushRequest,
  PushResponse: zPushResponse,
  NewEpochResponse: zNewEpochResponse,
  PullQuery: zPullQuery,
  PullResponse: zPullResponse,
  SnapshotQuery: zSnapshotQuery,
  SnapshotLine: zSnapshotLine,
  Poke: zPoke,
  PairRequest: zPairRequest,
  PairResponse: zPairResponse,
  ReconcileRequest: zReconcileRequest,
  StatementV1: zStatementV1,
};

const frozen: Record<string, string> = JSON.parse(
  readFileSync(new URL('./wire-hashes.json', import.meta.url), 'utf8'),
);

function wireHash(): string {
  const schemas = Object.entries(MESSAGES).map(([name, schema]) => [
    name,
    z.toJSONSchema(schema, { io: 'input' }),
  ]);
  return createHash('sha256').update(JSON.stringify(schemas)).digest('hex');
}

describe('the wire is pinned', () => {
  it('the messages are the ones frozen for this version; if they changed, raise WIRE_VERSION and tell its history', () => {
    expect(wireHash()).toBe(frozen[String(WIRE_VERSION)]);
  });

  it('what version 1 said is still what version 1 said', () => {
    expect(frozen['1']).toBe('982a4b0879ede321ed8969671742e4b974aa6516f830c4d8cd8dcec5c75f0a2b');
  });

  it('what version 2 said is still what version 2 said', () => {
    expect(frozen['2']).toBe('1add53990a719d66312827368dad66f7604fda0778b4819f15b4542848f7da55');
  });

  it('every version from 1 on has a history line and a frozen hash', () => {
    for (let version = 1; version <= WIRE_VERSION; version++) {
      expect(WIRE_HISTORY[version]).toBeTruthy();
      expect(frozen[String(version)]).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('tills two releases old still sync', () => {
    expect(WIRE_FLOOR).toBeLessThanOrEqual(Math.max(1, WIRE_VERSION - 2));
  });

  it('a till of version 1 reads what a server of today says of people and places', () => {
    const id = '018f2f6e-0000-7000-8000-000000000001';
    const employee = {
      ...{ id, name: 'Dilnoza', role: 'cashier', pinSalt: null, pinHash: null, active: true },
      ...{ roleName: 'Старший кассир', permissions: ['till/sell'], limits: { discountBps: 500 }, color: 3 },
    };
    const settings = {
      ...{ terminalId: id, terminalName: 'Kassa 1', tenantId: id, businessName: 'Bahor', taxId: '123456789' },
      ...{ storeId: id, storeName: 'Chilonzor', address: '', latitude: 41, longitude: 69, warehouseId: id },
      policy: { vatPer: 'line', vatRounding: 'floor', lineRounding: 'half-up', cashRoundingTiyin: '0' },
      ...{ receiptLanguage: 'uz', settingsVersion: 7, receiptHeader: 'Assalomu alaykum', receiptFooter: '' },
      ...{ negativeStock: 'pin', limits: { discountBps: 2_000 } },
      serverKey: { keyId: '0123456789abcdef', publicKey: 'A'.repeat(43) },
    };
    const pull = {
      ...{ cursor: '1', hasMore: false, products: [], stock: [], employees: [employee], settings },
      ...{ head: { epoch: 1, seq: 0, hash: GENESIS_HASH }, serverTimeMs: 1 },
    };
    expect(zPullResponse.parse(pull)).toEqual(pull);
    expect(zPullResponseAtV1.parse(pull)).toEqual(pull);
  });

  it('fields of a newer till survive parsing', () => {
    const opened = JOURNAL_PAYLOADS.ShiftOpenedV1.parse({
      shiftId: '018f2f6e-0000-7000-8000-000000000001',
      shiftNumber: 1,
      employeeId: '018f2f6e-0000-7000-8000-000000000002',
      businessDate: '2026-11-23',
      occurredAtMs: 1,
      floatTiyin: '0',
      fromTheFuture: { kept: true },
    });
    expect(opened).toHaveProperty('fromTheFuture', { kept: true });
  });
});
