import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { ReconcileRequest, ServerKeyFeed, StatementV1 } from '@jowi/contracts/sync/reconcile-v1';
import { exportPublicKey, signHash } from './journal-hash.ts';
import { hashStatement, type StatementToJudge, serverKeyId } from './statement.ts';

const id = (n: number) => `018f2f6e-0000-7000-8000-${String(n).padStart(12, '0')}`;
const TERMINAL = id(1);

/** A server that signs what it is told to. */
export class SigningServer {
  readonly #privateKey: KeyObject = generateKeyPairSync('ed25519').privateKey;
  readonly key: ServerKeyFeed;

  constructor() {
    const publicKey = exportPublicKey(createPublicKey(this.#privateKey));
    this.key = { keyId: serverKeyId(publicKey), publicKey };
  }

  /** What agrees with the claim in everything, changed by `over`, and signed. */
  state(claim: ReconcileRequest, over: Partial<StatementV1> = {}): StatementV1 {
    const { shift } = claim;
    const unsigned = {
      terminalId: TERMINAL,
      claimId: claim.claimId,
      shiftId: shift?.shiftId ?? null,
      shiftNumber: shift?.shiftNumber ?? null,
      receiptsClaimed: shift?.receiptCount ?? 0,
      receiptsHeld: shift?.receiptCount ?? 0,
      totalTiyinHeld: shift?.totalTiyin ?? '0',
      vatTiyinHeld: shift?.vatTiyin ?? '0',
      firstReceiptNumber: shift?.firstReceiptNumber ?? null,
      lastReceiptNumber: shift?.lastReceiptNumber ?? null,
      missing: [],
      quarantined: 0,
      head: claim.head,
      headAgrees: true,
      agrees: true,
      disagreements: [],
      atMs: 1_795_400_000_000,
      keyId: this.key.keyId,
      ...over,
    } satisfies Omit<StatementV1, 'signature'>;
    return { ...unsigned, signature: signHash(this.#privateKey, hashStatement(unsigned)) };
  }
}

export const HASH = 'ab'.repeat(32);

export function sampleClaim(over: Partial<ReconcileRequest> = {}): ReconcileRequest {
  return {
    wire: 3,
    claimId: id(7),
    head: { epoch: 1, seq: 145, hash: HASH },
    entries: 145,
    unsent: 0,
    oldestUnsentAtMs: null,
    shift: {
      shiftId: id(2),
      shiftNumber: 3,
      closed: false,
      receiptCount: 143,
      totalTiyin: '143000',
      vatTiyin: '15321',
      firstReceiptNumber: 1,
      lastReceiptNumber: 143,
    },
    ...over,
  };
}

/** The answer to `claim` as the till judges it. */
export function answerTo(
  server: SigningServer,
  claim: ReconcileRequest,
  over: Partial<StatementV1> = {},
): StatementToJudge {
  return {
    statement: server.state(claim, over),
    key: server.key,
    terminalId: TERMINAL,
    claim,
    findHash: () => null,
  };
}
