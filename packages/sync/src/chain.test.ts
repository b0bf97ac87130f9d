import { generateKeyPairSync } from 'node:crypto';
import type { ChainHead, JournalEntry } from '@jowi/contracts/sync/journal';
import { describe, expect, it } from 'vitest';
import { genesis, verifyChain } from './chain.ts';
import { exportPublicKey, sealEntry } from './journal-hash.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const publicKeyRaw = exportPublicKey(publicKey);
const terminalId = '019bb000-0000-7000-8000-000000000001';

function chainFrom(start: ChainHead, count: number, note = 'a'): JournalEntry[] {
  const entries: JournalEntry[] = [];
  let { seq, hash } = start;
  for (let i = 0; i < count; i++) {
    const payload = { note: `${note}${i}` };
    const unsealed = { terminalId, epoch: start.epoch, seq: ++seq, kind: 'SaleV1', payload, prevHash: hash };
    const entry = sealEntry(unsealed, privateKey);
    hash = entry.hash;
    entries.push(entry);
  }
  return entries;
}

function headOf(entry: JournalEntry): ChainHead {
  return { epoch: entry.epoch, seq: entry.seq, hash: entry.hash };
}

function judge(head: ChainHead, entries: JournalEntry[], held: JournalEntry[] = []) {
  const knownHashes = new Map(held.map((e) => [e.seq, e.hash]));
  const result = verifyChain({ head, entries, knownHashes, publicKey: publicKeyRaw });
  return { verdicts: result.judged.map((j) => j.verdict), head: result.head, judged: result.judged };
}

describe('verifyChain', () => {
  const five = chainFrom(genesis(1), 5);

  it('takes a sound batch and moves the head', () => {
    const { verdicts, head } = judge(genesis(1), five);
    expect(verdicts).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    expect(head).toEqual(headOf(five[4]!));
  });

  it('knows a replay, whole or in part, and an entry twice in one batch', () => {
    const head = headOf(five[2]!);
    expect(judge(head, five, five.slice(0, 3)).verdicts).toEqual([
      'duplicate',
      'duplicate',
      'duplicate',
      'ok',
      'ok',
    ]);
    expect(judge(genesis(1), [five[0]!, five[0]!, five[1]!]).verdicts).toEqual(['ok', 'duplicate', 'ok']);
  });

  it('does not judge what comes after a gap', () => {
    const { verdicts, head } = judge(headOf(five[0]!), [five[2]!, five[3]!], five);
    expect(verdicts).toEqual(['gap', 'gap']);
    expect(head.seq).toBe(1);
  });

  it('sees a copied disk: whatever the copy adds is a fork, and the original stays on its chain', () => {
    const clone = chainFrom(headOf(five[2]!), 4, 'clone');
    const { verdicts, head } = judge(headOf(five[4]!), clone, five);
    expect(verdicts).toEqual(['fork', 'fork', 'fork', 'fork']);
    expect(head).toEqual(headOf(five[4]!));
    const [sixth] = chainFrom(headOf(five[4]!), 1);
    expect(judge(head, [sixth!], five).verdicts).toEqual(['ok']);
  });

  it('knows the rest of a fork whose beginning came in an earlier batch', () => {
    const clone = chainFrom(headOf(five[2]!), 6, 'clone');
    const result = verifyChain({
      head: headOf(five[4]!),
      entries: clone.slice(4),
      knownHashes: new Map(five.map((e) => [e.seq, e.hash])),
      forkedHashes: new Set([clone[3]!.hash]),
      publicKey: publicKeyRaw,
    });
    expect(result.judged.map((j) => j.verdict)).toEqual(['fork', 'fork']);
  });

  it('takes nothing built on an entry nobody knows', () => {
    const [stray] = chainFrom({ epoch: 1, seq: 5, hash: 'e'.repeat(64) }, 1);
    const { verdicts, head } = judge(headOf(five[4]!), [stray!], five);
    expect(verdicts).toEqual(['chain-broken']);
    expect(head).toEqual(headOf(five[4]!));
  });

  it('lets a poison entry block nobody', () => {
    const altered = five.map((e, i) => (i === 1 ? { ...e, payload: { note: 'x' } } : e));
    expect(judge(genesis(1), altered).verdicts).toEqual(['ok', 'hash-mismatch', 'ok', 'ok', 'ok']);
    const unsigned = five.map((e, i) => (i === 4 ? { ...e, signature: five[0]!.signature } : e));
    expect(judge(genesis(1), unsigned).verdicts).toEqual(['ok', 'ok', 'ok', 'ok', 'signature-invalid']);
  });

  it('calls rubbish at a taken place rubbish, not a fork', () => {
    const rubbish = { ...five[1]!, hash: 'f'.repeat(64) };
    expect(judge(headOf(five[4]!), [rubbish], five).verdicts).toEqual(['hash-mismatch']);
  });

  it('builds no fork on an altered entry that bears the hash of a sound one', () => {
    const copyOfFifth = { ...five[4]!, seq: 6 };
    const next = chainFrom(headOf(five[4]!), 2);
    expect(judge(headOf(five[4]!), [copyOfFifth], five).verdicts).toEqual(['hash-mismatch']);
    const altered = { ...next[0]!, prevHash: 'e'.repeat(64) };
    const { verdicts } = judge(headOf(five[4]!), [altered, ...next], five);
    expect(verdicts).toEqual(['hash-mismatch', 'ok', 'ok']);
  });

  it('starts a new epoch at genesis', () => {
    const second = chainFrom(genesis(2), 2);
    expect(judge(genesis(2), second).verdicts).toEqual(['ok', 'ok']);
  });
});
