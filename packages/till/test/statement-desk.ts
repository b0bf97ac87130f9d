import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { ChainHead, JournalEntry } from '@jowi/contracts/sync/journal';
import {
  type ReconcileRequest,
  type StatementV1,
  zReconcileRequest,
} from '@jowi/contracts/sync/reconcile-v1';
import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { exportPublicKey, signHash } from '@jowi/sync/journal-hash';
import { hashStatement, serverKeyId } from '@jowi/sync/statement';
import { SAMPLE_SETTINGS } from '../src/testing/sample-shop.ts';

type Chains = ReadonlyMap<number, { head: ChainHead; entries: ReadonlyMap<number, JournalEntry> }>;

/** Where the fake server says what it holds, signed, and honestly unless a test wants otherwise. */
export class StatementDesk {
  readonly #privateKey = generateKeyPairSync('ed25519').privateKey;
  readonly #publicKey = exportPublicKey(createPublicKey(this.#privateKey));
  readonly key = { keyId: serverKeyId(this.#publicKey), publicKey: this.#publicKey };
  readonly claims: ReconcileRequest[] = [];
  /** What it says instead, before it signs. */
  lie: (honest: StatementV1, claim: ReconcileRequest) => Partial<StatementV1> = () => ({});
  /** What becomes of it on the way, after it was signed. */
  tamper: (signed: StatementV1) => StatementV1 = (signed) => signed;

  answer(body: string, chains: Chains, quarantined: number): StatementV1 {
    const claim = zReconcileRequest.parse(JSON.parse(body));
    this.claims.push(claim);
    const honest = honestStatement(claim, chains, quarantined, this.key.keyId);
    const said = { ...honest, ...this.lie(honest, claim) };
    return this.tamper({ ...said, signature: signHash(this.#privateKey, hashStatement(said)) });
  }
}

function honestStatement(
  { claimId, head, shift }: ReconcileRequest,
  chains: Chains,
  quarantined: number,
  keyId: string,
): StatementV1 {
  const chain = chains.get(head.epoch);
  const sales = [...chains.values()]
    .flatMap(({ entries }) => [...entries.values()])
    .filter(({ kind, payload }) => kind === 'SaleV1' && payload.shiftId === shift?.shiftId)
    .map(({ payload }) => payload as unknown as SaleV1);
  const numbers = sales.map(({ receiptNumber }) => receiptNumber);
  const headAgrees = head.seq === 0 || chain?.entries.get(head.seq)?.hash === head.hash;
  const isBehind = head.seq > (chain?.head.seq ?? 0);
  const disagreements = [
    ...(isBehind ? ['behind'] : headAgrees ? [] : ['head']),
    ...(sales.length === (shift?.receiptCount ?? 0) ? [] : ['figures']),
  ];
  return {
    terminalId: SAMPLE_SETTINGS.terminalId,
    claimId,
    shiftId: shift?.shiftId ?? null,
    shiftNumber: shift?.shiftNumber ?? null,
    receiptsClaimed: shift?.receiptCount ?? 0,
    receiptsHeld: sales.length,
    totalTiyinHeld: String(sales.reduce((sum, sale) => sum + BigInt(sale.totalTiyin), 0n)),
    vatTiyinHeld: String(sales.reduce((sum, sale) => sum + BigInt(sale.vatTiyin), 0n)),
    firstReceiptNumber: sales.length > 0 ? Math.min(...numbers) : null,
    lastReceiptNumber: sales.length > 0 ? Math.max(...numbers) : null,
    missing: [],
    quarantined,
    head: chain?.head ?? { epoch: head.epoch, seq: 0, hash: '0'.repeat(64) },
    headAgrees,
    agrees: disagreements.length === 0,
    disagreements,
    atMs: Date.now(),
    keyId,
    signature: '',
  };
}
