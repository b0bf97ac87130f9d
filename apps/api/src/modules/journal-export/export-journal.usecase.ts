import { AsyncLocalStorage } from 'node:async_hooks';
import {
  JOURNAL_EXPORT_VERSION,
  type JournalExportHeader,
  type JournalExportTotals,
} from '@jowi/contracts/journal-export';
import { businessDateOf } from '@jowi/domain/time';
import { hashExportTotals, LinesDigest } from '@jowi/sync/journal-export-end';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { ServerKey } from '../../platform/signing/server-key.ts';
import { type JournalHead, JournalLinesRepository } from './journal-lines.repository.ts';

const PAGE = 1_000;
const NIL = '00000000-0000-0000-0000-000000000000';

/** A till's journal as a file that can be checked without us. Who took it out stands in the log. */
@Injectable()
export class ExportJournalUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly lines: JournalLinesRepository,
    private readonly audit: AuditTrail,
    private readonly key: ServerKey,
    private readonly clock: Clock,
  ) {}

  /**
   * What the till sends while the file is on its way is not in it.
   *
   * @throws ProblemError common/not-found
   */
  async execute(
    tenantId: string,
    terminalId: string,
  ): Promise<{ fileName: string; lines: AsyncGenerator<string> }> {
    const head = await this.db.withTenant(tenantId, async (tx) => {
      const found = await this.lines.find(tx, tenantId, terminalId);
      if (!found) throw new ProblemError('common/not-found');
      await this.audit.record(tx, {
        action: 'terminals/journal-export',
        subject: { kind: 'terminal', id: terminalId, name: found.terminalName },
        after: { entries: found.chains.reduce((sum, { seq }) => sum + seq, 0) },
        storeId: found.storeId,
      });
      return found;
    });
    const nowMs = this.clock.nowMs();
    const serverKey = { keyId: this.key.keyId, publicKey: this.key.publicKey };
    const header: JournalExportHeader = {
      type: 'journal',
      version: JOURNAL_EXPORT_VERSION,
      tenantId,
      tenantName: head.tenantName,
      terminalId,
      terminalName: head.terminalName,
      epochs: head.chains.map(({ epoch, publicKey }) => ({ epoch, publicKey })),
      serverKey,
      officeKeys: head.officeKeyIds.flatMap((id) => this.key.findPublicKey(id) ?? []),
      exportedAtMs: nowMs,
    };
    return {
      fileName: `jowi-journal-${businessDateOf(nowMs)}-${terminalId}.ndjson`,
      lines: this.#write(tenantId, terminalId, header, head),
    };
  }

  async *#write(
    tenantId: string,
    terminalId: string,
    header: JournalExportHeader,
    { chains, lastQuarantineId }: JournalHead,
  ): AsyncGenerator<string> {
    // The reader of the answer asks for pages from outside of the request, where nobody knows who may see which store.
    const inRequest = AsyncLocalStorage.snapshot();
    const read = <T>(work: (tx: KyselyTx) => Promise<T>) =>
      inRequest(() => this.db.withTenant(tenantId, work));
    const digest = new LinesDigest();
    const written = (lines: readonly string[]) => {
      for (const line of lines) digest.add(line);
      return lines.map((line) => `${line}\n`).join('');
    };
    yield written([JSON.stringify(header)]);
    let entries = 0;
    for (const { epoch, seq: toSeq } of chains) {
      for (let after = 0; after < toSeq; ) {
        const at = { epoch, toSeq, after, limit: PAGE };
        const page = await read((tx) => this.lines.listEntries(tx, tenantId, terminalId, at));
        if (page.length === 0) throw new Error(`The journal ${terminalId} ends before its head`);
        after = page.at(-1)!.seq;
        entries += page.length;
        yield written(page.map(({ line }) => line));
      }
    }
    let quarantined = 0;
    for (let after: string | null = lastQuarantineId && NIL; after !== null; ) {
      const at = { toId: lastQuarantineId!, after, limit: PAGE };
      const page = await read((tx) => this.lines.listQuarantined(tx, tenantId, terminalId, at));
      after = page.length < PAGE ? null : page.at(-1)!.id;
      quarantined += page.length;
      yield written(page.map(({ line }) => line));
    }
    const heads = chains.map(({ epoch, seq, hash }) => ({ epoch, seq, hash }));
    const { keyId } = header.serverKey;
    const totals: JournalExportTotals = {
      type: 'end',
      entries,
      quarantined,
      heads,
      digest: digest.read(),
      keyId,
    };
    const signature = this.key.sign(hashExportTotals(totals));
    yield `${JSON.stringify({ ...totals, signature })}\n`;
  }
}
