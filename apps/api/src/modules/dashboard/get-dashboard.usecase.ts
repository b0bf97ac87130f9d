import type { Dashboard } from '@jowi/contracts/http/dashboard';
import { businessDateOf, businessDateStartMs } from '@jowi/domain/time';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { readDate } from '../../platform/http/read-date.ts';
import { DashboardRepository } from './dashboard.repository.ts';

const TOP_PRODUCTS = 10;
const QUIET_DAY: Dashboard['day'] = {
  receiptCount: 0,
  salesTiyin: '0',
  vatTiyin: '0',
  costTiyin: '0',
  marginTiyin: '0',
  discountTiyin: '0',
};

/** One business day at a glance, beside the day before. */
@Injectable()
export class GetDashboardUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly dashboard: DashboardRepository,
    private readonly clock: Clock,
  ) {}

  /** `wanted`: YYYY-MM-DD, today in Tashkent when absent. Five statements. */
  async execute(tenantId: string, wanted: string | undefined): Promise<Dashboard> {
    const date = wanted === undefined ? businessDateOf(this.clock.nowMs()) : readDate(wanted, 'date');
    const previous = businessDateOf(businessDateStartMs(date) - 1);
    return this.db.withTenant(tenantId, async (tx) => {
      const days = await this.dashboard.listDays(tx, tenantId, [date, previous]);
      return {
        date,
        day: days.get(date) ?? QUIET_DAY,
        previousDay: days.get(previous) ?? QUIET_DAY,
        hours: await this.dashboard.listHours(tx, tenantId, date),
        topProducts: await this.dashboard.listTopProducts(tx, tenantId, date, TOP_PRODUCTS),
        ...(await this.dashboard.countWaiting(tx, tenantId, date)),
      };
    });
  }
}
