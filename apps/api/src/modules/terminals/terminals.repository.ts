import type { Terminal } from '@jowi/contracts/http/terminals';
import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import { keyFingerprint } from '@jowi/sync/key-fingerprint';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { isUniqueViolation } from '../../platform/db/database-error.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { TerminalPort } from './terminal.port.ts';

const ONLINE_MS = 90_000;

@Injectable()
export class TerminalsRepository extends TerminalPort {
  constructor(
    private readonly db: KyselyDb,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {
    super();
  }

  list(tenantId: string): Promise<Terminal[]> {
    return this.db.withTenant(tenantId, (tx) => this.#select(tx, tenantId));
  }

  override async get(tenantId: string, id: string): Promise<Terminal> {
    const [found] = await this.db.withTenant(tenantId, (tx) => this.#select(tx, tenantId, id));
    if (!found) throw new ProblemError('common/not-found');
    return found;
  }

  /**
   * In the store's own warehouse.
   * @throws ProblemError common/not-found (store), settings/store-closed, terminals/name-taken
   */
  async insert(tenantId: string, terminal: { id: string; name: string; storeId: string }): Promise<void> {
    const { name, storeId } = terminal;
    const inserted = await this.db
      .withTenant(tenantId, async (tx) => {
        await refuseClosed(tx, tenantId, storeId);
        const result = await tx
          .insertInto('terminal')
          .columns(['tenant_id', 'id', 'store_id', 'warehouse_id', 'name'])
          .expression((eb) =>
            eb
              .selectFrom('warehouse')
              .select([
                'tenant_id',
                eb.cast<string>(eb.val(terminal.id), 'uuid').as('id'),
                'store_id',
                'id as warehouse_id',
                eb.cast<string>(eb.val(terminal.name), 'text').as('name'),
              ])
              .where('tenant_id', '=', tenantId)
              .where('store_id', '=', terminal.storeId)
              .orderBy('warehouse.id')
              .limit(1),
          )
          .executeTakeFirst();
        if (result.numInsertedOrUpdatedRows === 1n)
          await this.audit.record(tx, {
            action: 'terminals/create',
            subject: { kind: 'terminal', id: terminal.id, name },
            after: { name, storeId },
            storeId,
          });
        return result;
      })
      .catch(refuseTakenName);
    if (inserted.numInsertedOrUpdatedRows !== 1n)
      throw new ProblemError('common/not-found', { field: 'storeId' });
  }

  /**
   * A new name, another store, or both. Only `mayLeave` knows whether it may leave its store; it throws when not.
   *
   * @throws ProblemError common/not-found (terminal or store), settings/store-closed, terminals/name-taken
   */
  async update(
    tenantId: string,
    { id, name, storeId }: { id: string; name: string; storeId: string },
    mayLeave: (tx: KyselyTx, terminal: Terminal) => Promise<void>,
  ): Promise<void> {
    await this.db
      .withTenant(tenantId, async (tx) => {
        await tx
          .selectFrom('terminal')
          .select('id')
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .forUpdate()
          .execute();
        const [before] = await this.#select(tx, tenantId, id);
        if (!before) throw new ProblemError('common/not-found');
        const isMoved = before.storeId !== storeId;
        if (!isMoved && before.name === name) return;
        if (isMoved) {
          await refuseClosed(tx, tenantId, storeId);
          await mayLeave(tx, before);
        }
        await tx
          .updateTable('terminal')
          .set({ name, ...(isMoved && (await placeIn(tx, tenantId, storeId))) })
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .execute();
        await this.audit.record(tx, {
          action: 'terminals/edit',
          subject: { kind: 'terminal', id, name },
          before: { name: before.name, storeId: before.storeId },
          after: { name, storeId },
          storeId,
        });
      })
      .catch(refuseTakenName);
  }

  /** @throws ProblemError common/not-found */
  async revoke(tenantId: string, id: string): Promise<void> {
    await this.db.withTenant(tenantId, async (tx) => {
      const [before] = await tx
        .selectFrom('terminal')
        .select(['name', 'store_id', 'state'])
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .forUpdate()
        .execute();
      if (!before) throw new ProblemError('common/not-found');
      await tx
        .updateTable('terminal')
        .set({ state: 'revoked' })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .execute();
      await tx
        .updateTable('pairing_code')
        .set({ expires_at: new Date(this.clock.nowMs()) })
        .where('tenant_id', '=', tenantId)
        .where('terminal_id', '=', id)
        .where('used_at', 'is', null)
        .execute();
      await this.audit.record(tx, {
        action: 'terminals/revoke',
        subject: { kind: 'terminal', id, name: before.name },
        before: { state: before.state },
        after: { state: 'revoked' },
        storeId: before.store_id,
      });
    });
  }

  async #select(tx: KyselyTx, tenantId: string, id?: string): Promise<Terminal[]> {
    const rows = await tx
      .selectFrom('terminal as t')
      .innerJoin('store as s', (join) =>
        join.onRef('s.tenant_id', '=', 't.tenant_id').onRef('s.id', '=', 't.store_id'),
      )
      .leftJoin('terminal_chain as c', (join) =>
        join
          .onRef('c.tenant_id', '=', 't.tenant_id')
          .onRef('c.terminal_id', '=', 't.id')
          .onRef('c.epoch', '=', 't.epoch'),
      )
      .where('t.tenant_id', '=', tenantId)
      .$if(id !== undefined, (query) => query.where('t.id', '=', id as string))
      .orderBy('t.name')
      .orderBy('t.id')
      .select((eb) => [
        't.id',
        't.name',
        't.store_id',
        's.name as store_name',
        't.state',
        't.last_seen_at',
        't.epoch',
        't.unsent',
        't.public_key',
        'c.seq',
        'c.hash',
        eb
          .selectFrom('journal_quarantine as q')
          .whereRef('q.tenant_id', '=', 't.tenant_id')
          .whereRef('q.terminal_id', '=', 't.id')
          .where(({ exists, not, selectFrom }) =>
            not(
              exists(
                selectFrom('quarantine_decision as d')
                  .whereRef('d.tenant_id', '=', 'q.tenant_id')
                  .whereRef('d.quarantine_id', '=', 'q.id')
                  .select('d.quarantine_id'),
              ),
            ),
          )
          .select((e) => e.fn.countAll<bigint>().as('count'))
          .as('quarantined'),
      ])
      .execute();
    const nowMs = this.clock.nowMs();
    return rows.map((row) => {
      const lastSeenAtMs = row.last_seen_at?.getTime() ?? null;
      return {
        id: row.id,
        name: row.name,
        storeId: row.store_id,
        storeName: row.store_name,
        state: row.state as Terminal['state'],
        lastSeenAtMs,
        online: row.state === 'active' && lastSeenAtMs !== null && nowMs - lastSeenAtMs < ONLINE_MS,
        epoch: row.epoch,
        seq: row.seq ?? 0,
        headHash: row.hash ?? GENESIS_HASH,
        keyFingerprint: row.public_key && keyFingerprint(row.public_key),
        quarantined: Number(row.quarantined ?? 0),
        unsent: row.unsent,
      };
    });
  }
}

function refuseTakenName(error: unknown): never {
  if (isUniqueViolation(error)) throw new ProblemError('terminals/name-taken', { field: 'name' });
  throw error;
}

/** It stays open until this transaction ends. @throws ProblemError common/not-found, settings/store-closed */
export async function refuseClosed(tx: KyselyTx, tenantId: string, storeId: string): Promise<void> {
  const store = await tx
    .selectFrom('store')
    .select('closed_at')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', storeId)
    .forShare()
    .executeTakeFirst();
  if (!store) throw new ProblemError('common/not-found', { field: 'storeId' });
  if (store.closed_at !== null) throw new ProblemError('settings/store-closed', { field: 'storeId' });
}

async function placeIn(tx: KyselyTx, tenantId: string, storeId: string) {
  const { id } = await tx
    .selectFrom('warehouse')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('store_id', '=', storeId)
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { store_id: storeId, warehouse_id: id };
}
