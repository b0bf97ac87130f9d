import { withClient } from '@jowi/testkit/postgres';
import { createRng } from '@jowi/testkit/rng';
import { type ApiProcess, startApi } from './api-process.ts';
import type { BenchTill } from './bench-till.ts';
import { type BenchDatabase, openPostgres } from './database.ts';
import { makePast } from './past.ts';
import { type BenchBusiness, seedBusiness } from './seed.ts';

/** PostgreSQL that reaches the disk, the API, and businesses with tills that sell. */
export interface Shop extends AsyncDisposable {
  readonly database: BenchDatabase;
  readonly api: ApiProcess;
  readonly businesses: readonly BenchBusiness[];
  /** Of all businesses. */
  readonly tills: readonly BenchTill[];
  readonly logDir: string;
  /** A copy of the database as it is; the API is restarted, since nobody may be connected meanwhile. */
  readonly copyDatabase: (name: string) => Promise<BenchDatabase>;
}

/** Two businesses, each with four stores of four tills: tills of a store sell from the same shelf. */
const PLAN = { products: 2_000, stores: 4, tillsPerStore: 4, onHandMilli: 1_000_000_000 };

export async function openShop({ dataDir, logDir }: { dataDir: string; logDir: string }): Promise<Shop> {
  const rng = createRng(2026);
  const stack = new AsyncDisposableStack();
  try {
    const postgres = stack.use(await openPostgres(dataDir, logDir));
    const { database } = postgres;
    const businesses = [await seedBusiness(database, PLAN, rng), await seedBusiness(database, PLAN, rng)];
    const api = stack.use(await startApi(database, { logDir }));
    const tills = businesses.flatMap(({ tills }) => tills);
    await makePast(api, database, tills);
    const parts = stack.move();
    return {
      database,
      api,
      businesses,
      tills,
      logDir,
      copyDatabase: async (name) => {
        await api.stop();
        // Otherwise the original alone would be tidied up after the sales before, while it is measured.
        await withClient(database.adminUrl, (client) => client.query('VACUUM ANALYZE'));
        const copy = await postgres.clone(name);
        await api.start();
        return copy;
      },
      [Symbol.asyncDispose]: () => parts.disposeAsync(),
    };
  } finally {
    await stack.disposeAsync();
  }
}
