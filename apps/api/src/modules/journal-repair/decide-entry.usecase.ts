import type { Decision, DecisionAnswer, DecisionInput } from '@jowi/contracts/http/journal';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import type { Person } from '../../platform/auth/access.ts';
import { ChangeChannel } from '../../platform/db/change-channel.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { DecisionRepository } from './decision.repository.ts';
import type { HeldEntry } from './quarantine.repository.ts';
import { refuseUnpostable } from './refuse-unpostable.ts';
import { RepairEntry } from './repair-entry.ts';

/** Somebody decides what becomes of an entry: into the books or not, once, and never taken back. */
@Injectable()
export class DecideEntryUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly repairs: RepairEntry,
    private readonly decisions: DecisionRepository,
    private readonly audit: AuditTrail,
    private readonly channel: ChangeChannel,
  ) {}

  /**
   * The booking, the decision, its entry in the office's chain and the audit record are one transaction. Decided already:
   * nothing changes, and the answer is what was decided then.
   *
   * @throws ProblemError common/not-found, journal/paper-needed, journal/unpostable, whatever refuses the action
   */
  async execute(person: Person, id: string, input: DecisionInput): Promise<DecisionAnswer> {
    const { tenantId } = person;
    const answer = await this.db
      .withTenant(tenantId, async (tx) => {
        const { held, before, repair } = await this.repairs.open(tx, person, id);
        if (before) return { already: true, decision: before };
        const { followers } = await repair(input);
        const decision = (await this.decisions.find(tx, tenantId, id))!;
        await this.#record(tx, held, decision, followers);
        return { already: false, decision };
      })
      .catch(refuseUnpostable);
    // Tills count the goods too.
    if (!answer.already && answer.decision.receiptId) void this.channel.notify([tenantId]);
    return answer;
  }

  #record(tx: KyselyTx, held: HeldEntry, decision: Decision, followers: number): Promise<void> {
    const isAside = decision.action === 'set-aside';
    return this.audit.record(tx, {
      action: isAside ? 'terminals/entry-set-aside' : 'terminals/entry-repair',
      subject: { kind: 'terminal', id: held.terminalId, name: held.terminalName },
      after: {
        entry: `${held.epoch}/${held.seq}`,
        ...(!isAside && { repair: decision.action }),
        ...(decision.receiptNumber !== null && { receiptNumber: decision.receiptNumber }),
        ...(decision.onPaper && { onPaper: true }),
        ...(followers > 0 && { followers }),
        reason: decision.reason,
      },
      storeId: held.storeId,
    });
  }
}
