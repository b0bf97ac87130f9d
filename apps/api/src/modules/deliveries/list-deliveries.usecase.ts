import type { Delivery, DeliveryPage, zDeliveryQuery } from '@jowi/contracts/http/deliveries';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { decodeCursor, pageOfRows } from '../../platform/http/page-cursor.ts';
import { DeliveryRepository } from './delivery.repository.ts';

const zCursor = z.tuple([z.number().int().positive()]);

@Injectable()
export class ListDeliveriesUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly deliveries: DeliveryRepository,
  ) {}

  /** Newest first. */
  async execute(tenantId: string, { cursor, limit }: z.infer<typeof zDeliveryQuery>): Promise<DeliveryPage> {
    const belowNumber = decodeCursor(cursor, zCursor)?.[0] ?? null;
    const rows = await this.db.withTenant(tenantId, (tx) =>
      this.deliveries.list(tx, tenantId, { belowNumber, limit: limit + 1 }),
    );
    return pageOfRows(
      rows,
      limit,
      (row) => row,
      ({ number }) => [number],
    );
  }

  /** @throws ProblemError common/not-found */
  async get(tenantId: string, id: string): Promise<Delivery> {
    const delivery = await this.db.withTenant(tenantId, (tx) => this.deliveries.find(tx, tenantId, id));
    if (!delivery) throw new ProblemError('common/not-found');
    return delivery;
  }
}
