import type { KeyObject } from 'node:crypto';
import { type ChainHead, GENESIS_HASH, type JournalEntry } from '@jowi/contracts/sync/journal';
import { importPublicKey, verifyHash, verifySignature } from './journal-hash.ts';

/**
 * ok: the next link, sound in itself.
 * duplicate: the very entry held already; answer what was answered then.
 * fork: sound, but its place is taken by another entry: a copied or restored disk.
 * gap: entries before it are missing; it cannot be judged yet.
 * chain-broken: next by number, but built on an entry that is not held: the first link after a fork.
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
  /** Whether the entry took the next place of the chain. Not: duplicate, fork, gap, and anything at a taken place. */
  advances: boolean;
};

export type ChainToVerify = {
  /** The last gapless entry held of this terminal and epoch; seq 0 and GENESIS_HASH = none. */
  head: ChainHead;
  /** Of that terminal and epoch (the caller checks both), in the order received. */
  entries: readonly JournalEntry[];
  /** Hashes held at or below `head.seq`, for the seqs in question; one that is missing here counts as a fork. */
  knownHashes: ReadonlyMap<number, string>;
  publicKey: KeyObject | string;
};

/**
 * Judges a batch against what is held. Every entry that takes the next place moves the head on, sound or
 * not: an unsound one is kept in quarantine under the hash it claims, and what follows it is judged by
 * itself. So a poison entry blocks nobody and no later sale is thrown away with it.
 */
export function verifyChain(chain: ChainToVerify): { judged: JudgedEntry[]; head: ChainHead } {
  const publicKey = typeof chain.publicKey === 'string' ? importPublicKey(chain.publicKey) : chain.publicKey;
  const hashes = new Map(chain.knownHashes);
  let head = chain.head;
  const judged = chain.entries.map((entry): JudgedEntry => {
    if (entry.seq > head.seq + 1) return { entry, verdict: 'gap', advances: false };
    if (entry.seq <= head.seq) {
      if (hashes.get(entry.seq) === entry.hash) return { entry, verdict: 'duplicate', advances: false };
      return { entry, verdict: unsoundness(entry, publicKey) ?? 'fork', advances: false };
    }
    const verdict = unsoundness(entry, publicKey) ?? (entry.prevHash === head.hash ? 'ok' : 'chain-broken');
    head = { epoch: head.epoch, seq: entry.seq, hash: entry.hash };
    hashes.set(entry.seq, entry.hash);
    return { entry, verdict, advances: true };
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
