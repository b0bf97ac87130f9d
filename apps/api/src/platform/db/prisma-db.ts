import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { type Prisma, PrismaClient } from '../../generated/prisma/client.ts';
import { runFor } from './transaction-context.ts';

export type PrismaTx = Prisma.TransactionClient;

/** Prisma Client, for ordinary create, read and update use cases. Only inside a tenant's transaction. */
@Injectable()
export class PrismaDb implements OnApplicationShutdown {
  readonly #prisma: PrismaClient;

  constructor(pool: pg.Pool) {
    this.#prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' });
  }

  /**
   * One transaction that sees and writes the rows of this tenant only. Rolled back when `work` throws, and
   * when it takes longer than `timeoutMs`.
   */
  withTenant<T>(tenantId: string, work: (tx: PrismaTx) => Promise<T>, timeoutMs = 15_000): Promise<T> {
    return runFor({ name: 'app.tenant_id', value: tenantId, plans: 'by-value' }, () =>
      this.#prisma.$transaction(work, { maxWait: 5_000, timeout: timeoutMs }),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#prisma.$disconnect();
  }
}
