import type { ChainHead, JournalEntry } from '@jowi/contracts/sync/journal';
import {
  type Held,
  heldKey,
  JournalRepository,
  type QuarantinedEntry,
  type TerminalRef,
} from '../../../src/modules/sync/journal.repository.ts';
import type { KyselyTx } from '../../../src/platform/db/kysely-db.ts';
import { int4 } from './column-types.ts';
import { memoryTx } from './memory-db.ts';
import type { ChainRow } from './rows.ts';
import { keyOf } from './tables.ts';

export class MemoryJournal extends JournalRepository {
  override lockChain(tx: KyselyTx, { terminalId }: TerminalRef, epoch: number) {
    const it = memoryTx(tx);
    const { chain } = it.database.tables;
    return it.send(async () => {
      const epochs = [...it.all(chain)]
        .filter((row) => row.terminalId === terminalId)
        .map((row) => row.epoch);
      for (const each of epochs.sort((a, b) => a - b)) await it.lock(chain, keyOf(terminalId, each));
      // One that was opened while the lock was waited for is not seen: the statement is as old as its beginning.
      const row = epochs.includes(epoch) ? it.get(chain, keyOf(terminalId, epoch)) : null;
      return row && { head: { epoch, seq: row.seq, hash: row.hash }, publicKey: row.publicKey };
    });
  }

  override getHead(tx: KyselyTx, { terminalId }: TerminalRef): Promise<ChainHead> {
    const it = memoryTx(tx);
    return it.send(() => {
      let newest: ChainRow | null = null;
      for (const row of it.all(it.database.tables.chain))
        if (row.terminalId === terminalId && row.epoch > (newest?.epoch ?? -1)) newest = row;
      if (!newest) throw new Error('no result');
      const { epoch, seq, hash } = newest;
      return { epoch, seq, hash };
    });
  }

  override async listHeld(
    tx: KyselyTx,
    { terminalId, epoch }: TerminalRef & { epoch: number },
    head: ChainHead,
    entries: readonly JournalEntry[],
  ): Promise<Held> {
    const held: Held = { chain: new Map(), forks: new Set(), posted: new Set(), problems: new Map() };
    if (entries[0]!.prevHash === head.hash && entries[0]!.seq === head.seq + 1) return held;
    const it = memoryTx(tx);
    const { journal, quarantine } = it.database.tables;
    const seqs = entries.flatMap(({ seq }) => [seq - 1, seq]);
    const [from, to] = [Math.min(...seqs), Math.max(...seqs)];
    await it.send(() => {
      for (let seq = from; seq <= Math.min(to, head.seq); seq++) {
        const row = it.get(journal, keyOf(terminalId, epoch, seq));
        if (row) held.chain.set(seq, row.hash);
        if (row?.outcome === 'posted') held.posted.add(seq);
      }
      for (const row of it.all(quarantine)) {
        if (row.terminalId !== terminalId || row.epoch !== epoch || row.seq < from || row.seq > to) continue;
        const isAltered = row.reason === 'sync/hash-mismatch';
        if (!isAltered && held.chain.get(row.seq) !== row.hash) held.forks.add(row.hash);
        const isPlain = Object.keys(row.params).length === 0;
        held.problems.set(heldKey(row), { code: row.reason, ...(!isPlain && { params: row.params }) });
      }
    });
    return held;
  }

  override append(
    tx: KyselyTx,
    { tenantId, terminalId }: TerminalRef,
    entries: readonly JournalEntry[],
    {
      head,
      quarantined,
      unsent,
    }: { head: ChainHead; quarantined: ReadonlyMap<number, unknown>; unsent: number | undefined },
  ): void {
    const it = memoryTx(tx);
    const { journal, chain, terminal } = it.database.tables;
    const { epoch, seq, hash } = head;
    it.sendAhead(async () => {
      for (const entry of entries) {
        const { kind, prevHash, signature } = entry;
        await it.insert(journal, {
          ...{ tenantId, terminalId, epoch, seq: int4(entry.seq), kind, prevHash, signature },
          hash: entry.hash,
          payload: JSON.stringify(entry.payload),
          outcome: quarantined.has(entry.seq) ? 'quarantined' : 'posted',
        });
      }
      await it.update(chain, keyOf(terminalId, epoch), (row) => ({ ...row, seq, hash }));
      if (unsent !== undefined && it.get(terminal, terminalId)?.unsent !== unsent)
        await it.update(terminal, terminalId, (row) => ({ ...row, unsent: int4(unsent) }));
    });
  }

  override quarantine(
    tx: KyselyTx,
    { tenantId, terminalId }: TerminalRef,
    quarantined: readonly QuarantinedEntry[],
  ): void {
    const it = memoryTx(tx);
    const { quarantine } = it.database.tables;
    if (quarantined.length === 0) return;
    it.sendAhead(async () => {
      for (const { id, entry, problem } of quarantined) {
        const { epoch, seq, kind, hash } = entry;
        if (it.get(quarantine, keyOf(terminalId, epoch, seq, hash))) continue;
        const { code: reason, params = {} } = problem;
        await it.insert(quarantine, {
          tenantId,
          terminalId,
          epoch,
          seq,
          id,
          kind,
          entry,
          hash,
          reason,
          params,
        });
      }
    });
  }

  override lockTerminal(tx: KyselyTx, { terminalId }: TerminalRef) {
    const it = memoryTx(tx);
    const { terminal } = it.database.tables;
    return it.send(async () => {
      if (!it.get(terminal, terminalId)) return null;
      await it.lock(terminal, terminalId);
      const { epoch, publicKey } = it.get(terminal, terminalId)!;
      return publicKey === null ? null : { epoch, publicKey };
    });
  }

  override takeBackEpoch(
    tx: KyselyTx,
    { tenantId, terminalId }: TerminalRef,
    { epoch, publicKey, hash }: { epoch: number; publicKey: string; hash: string },
  ): Promise<boolean> {
    const it = memoryTx(tx);
    const { chain, terminal } = it.database.tables;
    return it.send(async () => {
      const isNew = !it.get(chain, keyOf(terminalId, epoch));
      if (isNew) await it.insert(chain, { tenantId, terminalId, epoch, seq: 0, hash, publicKey });
      if (it.get(terminal, terminalId)!.epoch < epoch)
        await it.update(terminal, terminalId, (row) => ({ ...row, epoch }));
      return isNew;
    });
  }

  override openEpoch(
    tx: KyselyTx,
    { tenantId, terminalId }: TerminalRef,
    genesisHash: string,
  ): Promise<number> {
    const it = memoryTx(tx);
    const { chain, terminal } = it.database.tables;
    return it.send(async () => {
      await it.update(terminal, terminalId, (row) => ({ ...row, epoch: row.epoch + 1 }));
      const { epoch, publicKey } = it.get(terminal, terminalId)!;
      await it.insert(chain, {
        tenantId,
        terminalId,
        epoch,
        seq: 0,
        hash: genesisHash,
        publicKey: publicKey!,
      });
      return epoch;
    });
  }
}
