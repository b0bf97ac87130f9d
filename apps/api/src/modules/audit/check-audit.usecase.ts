import type { AuditCheck } from '@jowi/contracts/http/audit';
import { Inject, Injectable } from '@nestjs/common';
import { readAnchors } from '../../platform/audit/anchor-file.ts';
import { AuditAnchors } from '../../platform/audit/audit-anchors.ts';
import { AuditKeys } from '../../platform/audit/audit-keys.ts';
import { verifyChain } from '../../platform/audit/verify-chain.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG, type Config } from '../../platform/config/config.ts';
import { findRequestScope, runInRequestScope } from '../../platform/http/request-scope.ts';
import { AuditChainRepository } from './audit-chain.repository.ts';

/** Whether the log of a business is whole: the same check as the command, for one business and its own people. */
@Injectable()
export class CheckAuditUseCase {
  /** A check under way serves everybody who asks meanwhile. */
  readonly #running = new Map<string, Promise<AuditCheck>>();

  constructor(
    private readonly chain: AuditChainRepository,
    private readonly keys: AuditKeys,
    private readonly anchors: AuditAnchors,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  execute(tenantId: string): Promise<AuditCheck> {
    const running =
      this.#running.get(tenantId) ??
      asTheServer(() => this.#check(tenantId)).finally(() => this.#running.delete(tenantId));
    this.#running.set(tenantId, running);
    return running;
  }

  async #check(tenantId: string): Promise<AuditCheck> {
    await this.anchors.flush();
    const { auditAnchorDir: dir } = this.config;
    const { anchors, damaged } =
      dir === null ? { anchors: [], damaged: [] } : await readAnchors(this.keys, dir);
    const report = await verifyChain(
      this.chain.rows,
      this.keys,
      tenantId,
      anchors.filter((it) => it.tenantId === tenantId),
    );
    return {
      checkedAtMs: this.clock.nowMs(),
      entries: report.entries,
      anchored: dir !== null,
      anchoredSeq: report.anchoredSeq,
      damage: [
        ...report.damage.map((it) => ({ ...it, place: null })),
        ...damaged.map((place) => ({ kind: 'anchors' as const, seq: 0, toSeq: 0, place })),
      ],
    };
  }
}

/** One who is limited to some stores may know whether the log is whole, though she cannot read all of it. */
function asTheServer<T>(work: () => Promise<T>): Promise<T> {
  const scope = findRequestScope();
  if (!scope) return work();
  const { requestId, ip, device } = scope;
  return runInRequestScope({ requestId, ip, device }, work);
}
