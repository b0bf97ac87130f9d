import { Injectable } from '@nestjs/common';
import type { TerminalAssertion, TerminalIdentity } from '../../platform/auth/access.ts';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

/** Assertions that were used for something that must not be repeated; one database, so all servers agree. */
@Injectable()
export class AssertionUseRepository {
  /** True the first time; the row stays until the assertion would have expired anyway. */
  async take(
    tx: KyselyTx,
    { tenantId, terminalId }: TerminalIdentity,
    { jti, expiresAtMs }: TerminalAssertion,
    nowMs: number,
  ): Promise<boolean> {
    await tx
      .deleteFrom('assertion_use')
      .where('tenant_id', '=', tenantId)
      .where('terminal_id', '=', terminalId)
      .where('expires_at', '<', new Date(nowMs))
      .execute();
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('assertion_use')
      .values({
        tenant_id: tenantId,
        terminal_id: terminalId,
        jti,
        expires_at: new Date(expiresAtMs),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }
}
