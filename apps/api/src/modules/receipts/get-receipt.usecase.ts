import type { Receipt } from '@jowi/contracts/http/receipts';
import { Injectable } from '@nestjs/common';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
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
    const read = (tx: KyselyTx) => this.receipts.find(tx, tenantId, id);
    const receipt = await this.db.withTenant(tenantId, read, 'once');
    if (!receipt) throw new ProblemError('common/not-found');
    return receipt;
  }
}
