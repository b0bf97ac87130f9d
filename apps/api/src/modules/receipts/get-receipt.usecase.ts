import type { Receipt } from '@jowi/contracts/http/receipts';
import { Injectable } from '@nestjs/common';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { ReceiptDetailRepository } from './receipt-detail.repository.ts';

@Injectable()
export class GetReceiptUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly receipts: ReceiptDetailRepository,
  ) {}

  /** @throws ProblemError common/not-found */
  async execute(tenantId: string, id: string): Promise<Receipt> {
    const receipt = await this.db.withTenant(tenantId, (tx) => this.receipts.find(tx, tenantId, id));
    if (!receipt) throw new ProblemError('common/not-found');
    return receipt;
  }
}
