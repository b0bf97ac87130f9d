import { createHash, createPublicKey, verify } from 'node:crypto';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { tempDir } from '@jowi/testkit/temp-dir';
import type { SaleFact } from './recompute.ts';

/** What lies on the till's disk, read past the till. */
export interface TillDisk {
  readonly journal: readonly Link[];
  /** Entries the server has not acknowledged. */
  readonly unsent: number;
  readonly sales: readonly JournaledSale[];
}

interface Link {
  readonly epoch: number;
  readonly seq: number;
  readonly kind: string;
  readonly payload: Record<string, unknown>;
  readonly prevHash: string;
  readonly hash: string;
  readonly signature: string;
}

export interface JournaledSale {
  readonly receiptNumber: number;
  readonly receiptId: string;
  /** As the till wrote it down, by product id. */
  readonly lines: readonly {
    readonly productId: string;
    readonly qtyMilli: bigint;
    readonly priceTiyin: bigint;
  }[];
  readonly totalTiyin: bigint;
  readonly tenderedTiyin: SaleFact['tenderedTiyin'];
}

/**
 * Reads what a power cut right now would leave. A running till lets nobody else into its database, so the files are
 * copied and opened elsewhere.
 */
export async function readTillDisk(tillDataDir: string): Promise<TillDisk> {
  await using copy = await tempDir('jowi-till-');
  for (const name of ['till.db', 'till.db-wal']) {
    const file = join(tillDataDir, name);
    if (existsSync(file)) copyFileSync(file, join(copy.path, name));
  }
  const db = new DatabaseSync(join(copy.path, 'till.db'));
  try {
    const rows = db.prepare('SELECT * FROM journal ORDER BY epoch, seq').all();
    const journal = rows.map((row) => ({
      epoch: Number(row.epoch),
      seq: Number(row.seq),
      kind: String(row.kind),
      payload: JSON.parse(String(row.payload)) as Record<string, unknown>,
      prevHash: String(row.prev_hash),
      hash: String(row.hash),
      signature: String(row.signature),
    }));
    const unsent = db.prepare("SELECT count(*) AS n FROM sync_outbox WHERE status = 'new'").get();
    return {
      journal,
      unsent: Number(unsent?.n),
      sales: journal.filter(({ kind }) => kind === 'SaleV1').map(({ payload }) => saleOf(payload as RawSale)),
    };
  } finally {
    db.close();
  }
}

interface RawSale extends Record<string, unknown> {
  receiptNumber: number;
  receiptId: string;
  totalTiyin: string;
  lines: { productId: string; qtyMilli: string; unitPriceTiyin: string }[];
  payments: { tenderedTiyin: string }[];
}

function saleOf({ receiptNumber, receiptId, totalTiyin, lines, payments }: RawSale): JournaledSale {
  return {
    receiptNumber,
    receiptId,
    totalTiyin: BigInt(totalTiyin),
    lines: lines.map(({ productId, qtyMilli, unitPriceTiyin }) => ({
      productId,
      qtyMilli: BigInt(qtyMilli),
      priceTiyin: BigInt(unitPriceTiyin),
    })),
    tenderedTiyin: payments.reduce((all, payment) => all + BigInt(payment.tenderedTiyin), 0n),
  };
}

/** Names every link whose number, place in the chain, hash or signature is not what it has to be. */
export function findBrokenLinks(journal: readonly Link[], terminalId: string, publicKey: string): string[] {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  const broken: string[] = [];
  let before: Link | null = null;
  for (const link of journal) {
    const name = `${link.epoch}/${link.seq}`;
    const follows = before !== null && before.epoch === link.epoch ? before : null;
    const { epoch, seq, kind, payload, prevHash } = link;
    if (seq !== (follows?.seq ?? 0) + 1) broken.push(`${name} number`);
    if (prevHash !== (follows?.hash ?? '0'.repeat(64))) broken.push(`${name} place`);
    const text = canonical({ terminalId, epoch, seq, kind, payload, prevHash });
    if (createHash('sha256').update(text).digest('hex') !== link.hash) broken.push(`${name} hash`);
    const signed = verify(null, Buffer.from(link.hash, 'hex'), key, Buffer.from(link.signature, 'base64url'));
    if (!signed) broken.push(`${name} signature`);
    before = link;
  }
  return broken;
}

/** JSON with its keys in order. Enough for a journal: whole numbers, texts, and nothing exotic among the keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}
