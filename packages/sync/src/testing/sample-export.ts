import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import type { JournalExportTotals } from '@jowi/contracts/journal-export';
import { GENESIS_HASH, type JournalEntry } from '@jowi/contracts/sync/journal';
import { hashExportTotals, LinesDigest } from '../journal-export-end.ts';
import { exportPublicKey, sealEntry, signHash } from '../journal-hash.ts';
import { keyFingerprint } from '../key-fingerprint.ts';

/** till and server as they should be; stranger: whoever else has a key. */
export const [till, server, stranger] = [keys(), keys(), keys()];
const terminalId = '019bb000-0000-7000-8000-000000000001';
const SHIFT = '019bb000-0000-7000-8000-0000000000aa';
export const PERSON = '019bb000-0000-7000-8000-0000000000bb';

function keys() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey: exportPublicKey(publicKey) };
}

/** Opens, sells 10 000.00 as often as told, closes. */
export function shiftOf(
  sales: number,
  { firstNumber = 1, shiftId = SHIFT } = {},
): [string, Record<string, unknown>][] {
  const total = String(sales * 1_000_000);
  return [
    [
      'ShiftOpenedV1',
      {
        shiftId,
        shiftNumber: 1,
        employeeId: PERSON,
        businessDate: '2026-11-23',
        occurredAtMs: 1,
        floatTiyin: '500',
      },
    ],
    ...Array.from({ length: sales }, (_, i): [string, Record<string, unknown>] => [
      'SaleV1',
      sale(firstNumber + i, shiftId),
    ]),
    [
      'ShiftClosedV1',
      {
        ...{ shiftId, employeeId: PERSON, occurredAtMs: 9, countedTiyin: total, discrepancyTiyin: '-500' },
        ...{ expectedTiyin: String(sales * 1_000_000 + 500), receiptCount: sales, salesTiyin: total },
        ...{
          vatTiyin: String(sales * 107_143),
          firstReceiptNumber: firstNumber,
          lastReceiptNumber: firstNumber + sales - 1,
        },
      },
    ],
  ];
}

/** One line of 10 000.00. */
export function sale(receiptNumber: number, shiftId = SHIFT): Record<string, unknown> {
  const zero = { lineDiscountTiyin: '0', receiptDiscountTiyin: '0', roundingDiscountTiyin: '0' };
  const sum = { grossTiyin: '1000000', vatTiyin: '107143' };
  return {
    ...{ receiptId: randomUUID(), receiptNumber, shiftId, employeeId: PERSON, businessDate: '2026-11-23' },
    ...{
      occurredAtMs: 2,
      calcVersion: 1,
      receiptDiscount: null,
      ...sum,
      discountTiyin: '0',
      totalTiyin: '1000000',
    },
    policy: { vatPer: 'line', vatRounding: 'half-up', lineRounding: 'half-up', cashRoundingTiyin: '0' },
    lines: [
      {
        ...{
          lineId: randomUUID(),
          productId: PERSON,
          barcode: null,
          name: { ru: 'Чай', uz: 'Choy' },
          ikpu: null,
        },
        ...{
          packageCode: null,
          qtyMilli: '1000',
          unitPriceTiyin: '1000000',
          discount: null,
          ...zero,
          ...sum,
        },
        ...{ netTiyin: '1000000', vatRateBps: 1200, productVersion: 1 },
      },
    ],
    payments: [
      {
        paymentId: randomUUID(),
        kind: 'cash',
        amountTiyin: '1000000',
        tenderedTiyin: '1000000',
        changeTiyin: '0',
      },
    ],
  };
}

/** A sound chain of one epoch. */
export function chainOf(
  facts: readonly [string, Record<string, unknown>][],
  epoch = 1,
  privateKey: KeyObject = till.privateKey,
) {
  let prevHash = GENESIS_HASH;
  return facts.map(([kind, payload], i) => {
    const entry = sealEntry({ terminalId, epoch, seq: i + 1, kind, payload, prevHash }, privateKey);
    prevHash = entry.hash;
    return entry;
  });
}

/** What the server holds. */
type Made = {
  entries: JournalEntry[];
  quarantined?: { reason: string; decision: string | null; entry: unknown }[];
};

/** The lines of an export, as the server would make them of what it is given. */
export function exportOf(
  { entries, quarantined = [] }: Made,
  epochs = [{ epoch: 1, publicKey: till.publicKey }],
): string[] {
  const serverKey = { keyId: keyFingerprint(server.publicKey), publicKey: server.publicKey };
  const names = { tenantName: 'Anor', terminalName: 'Касса 1' };
  const header = {
    type: 'journal',
    version: 1,
    tenantId: PERSON,
    ...names,
    terminalId,
    epochs,
    serverKey,
    officeKeys: [server.publicKey, stranger.publicKey],
    exportedAtMs: 1,
  };
  const lines = [
    header,
    ...entries,
    ...quarantined.map((it) => ({ type: 'quarantined', receivedAtMs: 1, ...it })),
  ];
  const texts = lines.map((line) => JSON.stringify(line));
  const digest = new LinesDigest();
  for (const text of texts) digest.add(text);
  const heads = epochs.map(({ epoch }) => {
    const last = entries.findLast((it) => it.epoch === epoch);
    return { epoch, seq: last?.seq ?? 0, hash: last?.hash ?? GENESIS_HASH };
  });
  const totals: JournalExportTotals = {
    ...{ type: 'end', entries: entries.length, quarantined: quarantined.length, heads },
    ...{ digest: digest.read(), keyId: serverKey.keyId },
  };
  const signature = signHash(server.privateKey, hashExportTotals(totals));
  return [...texts, JSON.stringify({ ...totals, signature })];
}
