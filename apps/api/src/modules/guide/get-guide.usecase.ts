import type { Guide } from '@jowi/contracts/http/guide';
import { Injectable } from '@nestjs/common';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { DemoDataRepository } from './demo/demo-data.repository.ts';
import { GuideRepository } from './guide.repository.ts';

/** How far a new shop is on its way to the first receipt, from what is really there. */
@Injectable()
export class GetGuideUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly guide: GuideRepository,
    private readonly demo: DemoDataRepository,
  ) {}

  /** `hidden` is this person's own choice; left out, it stays as it is. */
  execute(who: { tenantId: string; employeeId: string }, hidden?: boolean): Promise<Guide> {
    const { tenantId, employeeId } = who;
    return this.db.withTenant(tenantId, async (tx) => {
      if (hidden !== undefined) await this.guide.setHidden(tx, tenantId, employeeId, hidden);
      const facts = await this.guide.read(tx, tenantId, employeeId);
      return { ...facts, demo: await this.demo.count(tx, tenantId) };
    });
  }
}
