import { Injectable } from '@nestjs/common';
import { type AnyTx, runSql } from '../../platform/db/any-tx.ts';
import type { GivenConsent } from './consents.port.ts';

export interface NewConsent extends GivenConsent {
  readonly id: string;
  readonly kind: 'given' | 'withdrawn';
  readonly textVersion: string;
  readonly atMs: number;
  readonly ip: string | null;
  readonly device: string | null;
}

@Injectable()
export class ConsentRepository {
  async insert(tx: AnyTx, it: NewConsent): Promise<void> {
    await runSql(
      tx,
      `INSERT INTO consent (tenant_id, id, employee_id, kind, text_version, language, source, at, ip, device)
       VALUES ($1::text::uuid, $2::text::uuid, $3::text::uuid, $4, $5, $6, $7, $8::text::timestamptz, $9, $10)`,
      [
        it.tenantId,
        it.id,
        it.employeeId,
        it.kind,
        it.textVersion,
        it.language,
        it.source,
        new Date(it.atMs).toISOString(),
        it.ip,
        it.device,
      ],
    );
  }
}
