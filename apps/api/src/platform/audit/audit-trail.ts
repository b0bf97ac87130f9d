import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.ts';
import type { AnyTx } from '../db/any-tx.ts';
import { findRequestScope, type RequestScope } from '../http/request-scope.ts';
import { AuditAnchors } from './audit-anchors.ts';
import type { AuditActor, AuditEntry } from './audit-entry.ts';
import { AuditKeys } from './audit-keys.ts';
import { AuditLogRepository, type FinishedEntry } from './audit-log.repository.ts';
import {
  type ChainEntry,
  digestOfOrigin,
  digestOfPersonal,
  macOf,
  type Origin,
  type Personal,
} from './chain-entry.ts';
import { describeChange } from './describe-change.ts';

/** Entries that travel in one statement. */
const BATCH = 1_000;

/** Writes down who changed what, in the transaction of the change: there is no change without its entry. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly log: AuditLogRepository,
    private readonly keys: AuditKeys,
    private readonly anchors: AuditAnchors,
    private readonly clock: Clock,
  ) {}

  /**
   * Who asks and from where comes from the request. Call it as the last thing in the transaction: from here until the
   * commit every other change of the business waits, and one that takes other locks afterwards may deadlock.
   */
  async record(tx: AnyTx, entry: AuditEntry): Promise<void> {
    await this.recordAll(tx, [entry]);
  }

  /** Many entries of one change, in this order; an import writes one for each product. */
  async recordAll(tx: AnyTx, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const scope = findRequestScope();
    const atUs = `${this.clock.nowMs()}000`;
    const head = await this.log.lockHead(tx);
    let { seq, mac } = head;
    const finished: FinishedEntry[] = [];
    for (const entry of entries) {
      seq += 1;
      const place = { tenantId: head.tenantId, seq, atUs, keyId: this.keys.currentId, prevMac: mac };
      const next = this.#finish(entry, scope, place);
      finished.push(next);
      mac = next.mac;
    }
    for (let i = 0; i < finished.length; i += BATCH) await this.log.append(tx, finished.slice(i, i + BATCH));
    this.anchors.note({ tenantId: head.tenantId, seq, mac });
  }

  #finish(
    entry: AuditEntry,
    scope: RequestScope | undefined,
    place: Pick<ChainEntry, 'tenantId' | 'seq' | 'atUs' | 'keyId' | 'prevMac'>,
  ): FinishedEntry {
    const { open, personal: said } = describeChange(entry);
    const actor = entry.actor ?? actorOf(scope);
    const origin: Origin | null = scope ? { salt: newSalt(), ip: scope.ip, device: scope.device } : null;
    const personal: Personal | null = said && {
      personId: entry.subject.id ?? null,
      salt: newSalt(),
      data: said,
    };
    const chained: ChainEntry = {
      ...place,
      action: entry.action,
      actorKind: actor.kind,
      actorId: actor.id,
      subjectKind: entry.subject.kind,
      subjectId: entry.subject.id ?? null,
      subjectName: open.name,
      storeId: entry.storeId ?? null,
      before: open.before,
      after: open.after,
      requestId: scope?.requestId ?? null,
      originDigest: origin && digestOfOrigin(this.keys, place, origin),
      personalDigest: personal && digestOfPersonal(this.keys, place, personal),
    };
    return { ...chained, mac: macOf(this.keys, chained), origin, personal };
  }
}

function actorOf(scope: RequestScope | undefined): AuditActor {
  if (scope?.person) return { kind: 'employee', id: scope.person.employeeId };
  if (scope?.terminal) return { kind: 'terminal', id: scope.terminal.terminalId };
  return { kind: 'system', id: null };
}

const newSalt = () => randomBytes(16).toString('base64url');
