import { createPrivateKey } from 'node:crypto';
import type { JournalEntry } from '@jowi/contracts/sync/journal';
import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import { sealEntry, signHash } from '@jowi/sync/journal-hash';
import type { Machine } from '../machine/machine.ts';
import type { PoisonKind } from '../plan/steps.ts';

type Payload = Record<string, unknown>;

/**
 * A mistake of the till's program, signed and chained like a fact: it must be kept, shown with its reason, and hold up
 * nobody. Written between two of the program's own transactions.
 */
export function poison(machine: Machine, how: PoisonKind): boolean {
  const { native, files } = machine.disk;
  const pem = files.get('device.key');
  const identityRow = native.prepare("SELECT value FROM meta WHERE key = 'identity'").get();
  // One that the server has posted: a second one under its id can only be a mistake.
  const sample = native
    .prepare(
      `SELECT payload FROM journal JOIN sync_outbox USING (epoch, seq) WHERE kind = 'SaleV1' AND status = 'accepted'
       ORDER BY epoch DESC, seq DESC`,
    )
    .get();
  if (!pem || !identityRow || !sample) return false;
  const { epoch } = JSON.parse(String(identityRow.value)) as { epoch: number };
  const last = native.prepare('SELECT seq, hash FROM journal WHERE epoch = ? ORDER BY seq DESC').get(epoch);
  const key = createPrivateKey(Buffer.from(pem));
  const { kind, payload } = mistake(how, JSON.parse(String(sample.payload)) as Payload, machine);
  const entry = sealEntry(
    {
      ...{ terminalId: machine.terminalId, epoch, kind, payload: payload as JournalEntry['payload'] },
      ...{ seq: last ? Number(last.seq) + 1 : 1, prevHash: last ? String(last.hash) : GENESIS_HASH },
    },
    key,
  );
  const hash = how === 'hash' ? entry.hash.replace(/^./, (it) => (it === '0' ? '1' : '0')) : entry.hash;
  const signature = how === 'signature' ? signHash(key, GENESIS_HASH) : entry.signature;
  const { seq, prevHash } = entry;
  native
    .prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(epoch, seq, kind, JSON.stringify(payload), prevHash, hash, signature);
  native.prepare('INSERT INTO sync_outbox (epoch, seq) VALUES (?, ?)').run(epoch, seq);
  machine.disk.harden();
  machine.poisoned.add(hash);
  return true;
}

function mistake(how: PoisonKind, sale: Payload, { rng }: Machine): { kind: string; payload: Payload } {
  const fresh = Buffer.from(rng.bytes(6)).toString('hex');
  const id = `019b0000-0000-7000-8000-${fresh}`;
  const lines = sale.lines as Payload[];
  switch (how) {
    case 'payload':
      return { kind: 'SaleV1', payload: { ...sale, receiptId: id, totalTiyin: 12.5 } };
    case 'kind-of-tomorrow':
      return { kind: 'LoyaltyV7', payload: { card: fresh, points: 7 } };
    case 'product':
      return {
        kind: 'SaleV1',
        payload: { ...sale, receiptId: id, lines: lines.map((it) => ({ ...it, productId: id })) },
      };
    case 'mark-without-receipt':
      return {
        kind: 'FiscalisedV1',
        payload: {
          ...{
            receiptId: id,
            occurredAtMs: sale.occurredAtMs,
            fiscalTerminalId: 'ZZ1',
            fiscalReceiptSeq: '1',
          },
          ...{ fiscalDateTime: '20261123090000', fiscalSign: '1', qrUrl: 'https://ofd.soliq.uz/check' },
        },
      };
    case 'receipt-id-reused':
    case 'hash':
    case 'signature':
      return { kind: 'SaleV1', payload: sale };
  }
}
