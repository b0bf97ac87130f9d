import type { JournalEntry } from '@jowi/contracts/sync/journal';
import { isUuid } from '@jowi/domain/ids';

/** What an entry nobody could post says of the receipt it is about; null where that cannot be read. */
export type QuarantineClaims = {
  readonly receiptId: string | null;
  readonly receiptNumber: number | null;
  readonly totalTiyin: string | null;
  readonly occurredAtMs: number | null;
  readonly fiscalSign: string | null;
};

const MAX_NUMBER = 2_147_483_647;

/** Of a payload that may hold anything: each part by itself, and only what the books themselves could hold. */
export function claimsOf({ kind, payload }: JournalEntry): QuarantineClaims {
  const isOurs = kind === 'SaleV1' || kind === 'FiscalisedV1';
  const { receiptId, receiptNumber, totalTiyin, occurredAtMs, fiscalSign } = isOurs ? payload : {};
  return {
    receiptId: textLike(receiptId, isUuid),
    receiptNumber: wholeUpTo(MAX_NUMBER, receiptNumber) || null,
    totalTiyin: textLike(totalTiyin, (it) => /^(0|[1-9]\d{0,17})$/.test(it)),
    occurredAtMs: wholeUpTo(Number.MAX_SAFE_INTEGER, occurredAtMs),
    fiscalSign: textLike(fiscalSign, (it) => /^[A-Za-z0-9]{1,20}$/.test(it)),
  };
}

function textLike(value: unknown, fits: (text: string) => boolean): string | null {
  return typeof value === 'string' && fits(value) ? value : null;
}

function wholeUpTo(max: number, value: unknown): number | null {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= max
    ? (value as number)
    : null;
}
