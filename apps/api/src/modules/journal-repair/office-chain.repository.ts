import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import { hashEntry } from '@jowi/sync/journal-hash';
import { Injectable } from '@nestjs/common';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { ServerKey } from '../../platform/signing/server-key.ts';

/** Tills count theirs from 1. */
export const OFFICE_EPOCH = 0;
export const REPAIR_KIND = 'RepairV1';

type Terminal = { tenantId: string; terminalId: string };
type End = { seq: number; hash: string };

/** The office's own chain of a terminal: what people decided, signed by the server. */
@Injectable()
export class OfficeChainRepository {
  constructor(private readonly key: ServerKey) {}

  /**
   * Locks every chain of the terminal until the transaction ends: one decision at a time, and no push beside it. Makes the
   * office's chain where there is none. Its end.
   */
  async lock(tx: KyselyTx, { tenantId, terminalId }: Terminal): Promise<End> {
    await tx
      .insertInto('terminal_chain')
      .values({
        tenant_id: tenantId,
        terminal_id: terminalId,
        epoch: OFFICE_EPOCH,
        public_key: this.key.publicKey,
        seq: 0,
        hash: GENESIS_HASH,
      })
      .onConflict((it) => it.doNothing())
      .execute();
    const chains = await tx
      .selectFrom('terminal_chain')
      .select(['epoch', 'seq', 'hash'])
      .where('tenant_id', '=', tenantId)
      .where('terminal_id', '=', terminalId)
      .orderBy('epoch')
      .forUpdate()
      .execute();
    const { seq, hash } = chains.find(({ epoch }) => epoch === OFFICE_EPOCH)!;
    return { seq, hash };
  }

  /** The next entry of the chain. The payload says which key signed: it may not be the one the chain began with. */
  async append(
    tx: KyselyTx,
    { tenantId, terminalId }: Terminal,
    end: End,
    said: Record<string, unknown>,
  ): Promise<End> {
    const payload = { ...said, keyId: this.key.keyId };
    const place = { terminalId, epoch: OFFICE_EPOCH, seq: end.seq + 1 };
    const hash = hashEntry({ ...place, kind: REPAIR_KIND, payload, prevHash: end.hash });
    await tx
      .insertInto('journal_entry')
      .values({
        tenant_id: tenantId,
        terminal_id: terminalId,
        epoch: place.epoch,
        seq: place.seq,
        kind: REPAIR_KIND,
        payload: JSON.stringify(payload),
        prev_hash: end.hash,
        hash,
        signature: this.key.sign(hash),
        outcome: 'posted',
      })
      .execute();
    await tx
      .updateTable('terminal_chain')
      .set({ seq: place.seq, hash })
      .where('tenant_id', '=', tenantId)
      .where('terminal_id', '=', terminalId)
      .where('epoch', '=', OFFICE_EPOCH)
      .execute();
    return { seq: place.seq, hash };
  }
}
