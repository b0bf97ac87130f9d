import { createHash } from 'node:crypto';
import type { ChainHead } from '@jowi/contracts/sync/journal';
import type { ReconcileRequest, ServerKeyFeed, StatementV1 } from '@jowi/contracts/sync/reconcile-v1';
import { canonicalJson } from './canonical-json.ts';
import { verifySignature } from './journal-hash.ts';

/** SHA-256, lower-case hex, over the canonical JSON of a statement without its signature, fields of a newer server included. */
export function hashStatement(statement: Omit<StatementV1, 'signature'>): string {
  const { signature, ...signed } = statement;
  return createHash('sha256').update(canonicalJson(signed), 'utf8').digest('hex');
}

/** The name of a server key; follows from the key, so that whoever has the one can check the other. */
export function serverKeyId(publicKey: string): string {
  return createHash('sha256').update(publicKey, 'utf8').digest('hex').slice(0, 16);
}

/**
 * ok: signed, the answer to this very question, and both sides hold the same.
 * behind: the server's chain is the beginning of the till's; the rest is still to be sent.
 * differs: the server does not hold what the till holds.
 * forged: not signed by the server whose key the till has.
 * other-shift: of another terminal or another shift than was asked about.
 * older: the answer to another question; each is asked under a name of its own.
 * overtaken: what was sold since came before the question did; it says nothing, and is asked again.
 */
export type StatementVerdict = 'ok' | 'behind' | 'differs' | 'forged' | 'other-shift' | 'older' | 'overtaken';

export type StatementToJudge = {
  statement: StatementV1;
  /** The server's, as the till has it; null = none, and then nobody can have signed. */
  key: ServerKeyFeed | null;
  terminalId: string;
  /** The question it should answer. */
  claim: ReconcileRequest;
  /** The till's own hash at a place of its chain; null = it has none there. */
  findHash: (epoch: number, seq: number) => string | null;
};

/** What is missing explains these; once it is sent they go. */
const GOES_WITH_SENDING: readonly string[] = ['behind', 'figures', 'closing', 'shift-unknown'];

/** Believes nothing of a statement that it can check: neither who it is from, nor what for, nor that it agrees. */
export function judgeStatement(it: StatementToJudge): StatementVerdict {
  const { statement, claim, key } = it;
  if (!key || !isSignedBy(statement, key)) return 'forged';
  const shiftId = claim.shift?.shiftId ?? null;
  if (statement.terminalId !== it.terminalId || statement.shiftId !== shiftId) return 'other-shift';
  if (statement.claimId !== claim.claimId) return 'older';
  if (statement.agrees) return agreesWith(statement, claim) ? 'ok' : 'differs';
  const isBehind = statement.disagreements.every((word) => GOES_WITH_SENDING.includes(word));
  if (isBehind && isBeforeOurs(statement.head, it)) return 'behind';
  return isOvertaken(it) ? 'overtaken' : 'differs';
}

function isSignedBy(statement: StatementV1, { keyId, publicKey }: ServerKeyFeed): boolean {
  if (statement.keyId !== keyId || keyId !== serverKeyId(publicKey)) return false;
  try {
    return verifySignature(publicKey, hashStatement(statement), statement.signature);
  } catch {
    return false;
  }
}

/** Our own figures against the figures said: the word "agrees" alone is nothing. */
function agreesWith(statement: StatementV1, { head, shift }: ReconcileRequest): boolean {
  if (!statement.headAgrees || statement.disagreements.length > 0 || statement.missing.length > 0)
    return false;
  if (statement.head.epoch !== head.epoch || statement.head.seq < head.seq) return false;
  if (statement.head.seq === head.seq && statement.head.hash !== head.hash) return false;
  if (!shift) return true;
  return (
    statement.receiptsClaimed === shift.receiptCount &&
    statement.receiptsHeld === shift.receiptCount &&
    statement.totalTiyinHeld === shift.totalTiyin &&
    statement.vatTiyinHeld === shift.vatTiyin &&
    statement.firstReceiptNumber === shift.firstReceiptNumber &&
    statement.lastReceiptNumber === shift.lastReceiptNumber
  );
}

/**
 * The question was long under way, and sales made since were there before it: the server's end lies on our chain, beyond
 * the end we claimed, and it holds more than we claimed. Less than that is a difference, whatever came in between.
 */
function isOvertaken({ statement, claim, findHash }: StatementToJudge): boolean {
  const { head, disagreements, receiptsHeld, receiptsClaimed } = statement;
  if (disagreements.some((word) => word !== 'figures') || claim.shift?.closed) return false;
  if (receiptsHeld <= receiptsClaimed) return false;
  if (head.epoch !== claim.head.epoch || head.seq <= claim.head.seq) return false;
  return findHash(head.epoch, head.seq) === head.hash;
}

/** The server's end lies on our chain, before the end we claimed. */
function isBeforeOurs(server: ChainHead, { claim, findHash }: StatementToJudge): boolean {
  if (server.epoch !== claim.head.epoch || server.seq >= claim.head.seq) return false;
  return server.seq === 0 || findHash(server.epoch, server.seq) === server.hash;
}
