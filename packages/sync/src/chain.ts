import type { KeyObject } from 'node:crypto';
import { type ChainHead, GENESIS_HASH, type JournalEntry } from '@jowi/contracts/sync/journal';
import { importPublicKey, verifyHash, verifySignature } from './journal-hash.ts';

/**
 * ok: the next link, sound in itself.
 * duplicate: the very entry held already; answer what was answered then.
 * fork: sound, but its place is taken by another entry (a copied or restored disk), or built on such an entry.
 * gap: entries before it are missing; it cannot be judged yet.
 * chain-broken: next by number, but built on an entry nobody knows.
 * hash-mismatch: content and hash disagree: altered on the way.
 * signature-invalid: not signed by this terminal's key.
 */
export type ChainVerdict =
  | 'ok'
  | 'duplicate'
  | 'fork'
  | 'gap'
  | 'chain-broken'
  | 'hash-mismatch'
  | 'signature-invalid';

export type JudgedEntry = {
  entry: JournalEntry;
  verdict: ChainVerdict;
  /** Whether the entry took the next place of the chain. */
  advances: boolean;
};

export type ChainToVerify = {
  /** The last gapless entry held of this terminal and epoch; seq 0 and GENESIS_HASH = none. */
  head: ChainHead;
  /** Of that terminal and epoch (the caller checks both), in the order received. */
  entries: readonly JournalEntry[];
  /** Hashes held at or below `head.seq`, for the seqs in question; one that is missing here counts as a fork. */
  knownHashes: ReadonlyMap<number, string>;
  /** Hashes of forked entries held in quarantine: what is built on them belongs to the copy, not to a gap. */
  forkedHashes?: ReadonlySet<string>;
  publicKey: KeyObject | string;
};

/**
 * Judges a batch against what is held. An entry built on the head moves the head on, sound or not: an unsound
 * one is kept in quarantine under the hash it claims, so a poison entry blocks nobody and no later sale is
 * thrown away with it. An entry built on anything else never takes a place: a copied till cannot push the
 * original off its own chain.
 */
export function verifyChain(chain: ChainToVerify): { judged: JudgedEntry[]; head: ChainHead } {
  const publicKey = typeof chain.publicKey === 'string' ? importPublicKey(chain.publicKey) : chain.publicKey;
  const hashes = new Map(chain.knownHashes);
  const forked = new Set(chain.forkedHashes);
  let head = chain.head;
  const judged = chain.entries.map((entry): JudgedEntry => {
    if (entry.seq <= head.seq && hashes.get(entry.seq) === entry.hash) {
      return { entry, verdict: 'duplicate', advances: false };
    }
    const onFork = forked.has(entry.prevHash);
    if (onFork || entry.seq <= head.seq) {
      const verdict = unsoundness(entry, publicKey) ?? 'fork';
      // What was altered on the way bears a hash that is not its own: it may well be that of a sound entry.
      if (verdict !== 'hash-mismatch' && (onFork || verdict === 'fork')) forked.add(entry.hash);
      return { entry, verdict, advances: false };
    }
    if (entry.seq > head.seq + 1) return { entry, verdict: 'gap', advances: false };
    if (entry.prevHash !== head.hash) {
      const verdict = unsoundness(entry, publicKey) ?? 'chain-broken';
      if (verdict !== 'hash-mismatch') forked.add(entry.hash);
      return { entry, verdict, advances: false };
    }
    head = { epoch: head.epoch, seq: entry.seq, hash: entry.hash };
    hashes.set(entry.seq, entry.hash);
    return { entry, verdict: unsoundness(entry, publicKey) ?? 'ok', advances: true };
  });
  return { judged, head };
}

/** Where a chain begins. */
export function genesis(epoch: number): ChainHead {
  return { epoch, seq: 0, hash: GENESIS_HASH };
}

function unsoundness(entry: JournalEntry, publicKey: KeyObject): ChainVerdict | null {
  if (!verifyHash(entry)) return 'hash-mismatch';
  return verifySignature(publicKey, entry.hash, entry.signature) ? null : 'signature-invalid';
}
