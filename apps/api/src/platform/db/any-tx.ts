import { CompiledQuery } from 'kysely';
import type { KyselyTx } from './kysely-db.ts';
import type { PrismaTx } from './prisma-db.ts';

/** A transaction of either kind, for what is written beside other features' changes. */
export type AnyTx = KyselyTx | PrismaTx;

/** One statement with its values. Give numbers and ids as text and cast them in the SQL: the two clients read differently. */
export async function runSql<Row extends object>(
  tx: AnyTx,
  text: string,
  values: readonly (string | null)[] = [],
): Promise<Row[]> {
  if (isPrisma(tx)) return tx.$queryRawUnsafe<Row[]>(text, ...values);
  return (await tx.executeQuery(CompiledQuery.raw(text, [...values]) as CompiledQuery<Row>)).rows;
}

function isPrisma(tx: AnyTx): tx is PrismaTx {
  return typeof (tx as PrismaTx).$queryRawUnsafe === 'function';
}
