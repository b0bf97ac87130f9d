import { createTestDatabase, type TestDatabase } from '@jowi/testkit/test-database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedCaughtUp } from '../support/horizon.ts';
import { nextStep } from './parity/random-steps.ts';
import { TwoServers } from './parity/world.ts';

const SEEDS = [1, 2, 21];
const STEPS = 120;

/** What makes the simulation's model worth believing: whatever is asked of it, PostgreSQL answers the same. */
describe('the model of the server and PostgreSQL', () => {
  let database: TestDatabase;
  let admin: pg.Pool;
  beforeAll(async () => {
    database = await createTestDatabase();
    admin = new pg.Pool({ connectionString: database.adminUrl, max: 1 });
  });
  afterAll(async () => {
    await admin.end();
    await database.drop();
  });

  it.each(SEEDS)('answer the same and end with the same books, seed %i', async (seed) => {
    const world = await TwoServers.open(seed, database.appUrl);
    try {
      for (const name of ['Till 1', 'Till 2', 'Till 3']) await world.addTill(name);
      for (let step = 1; step <= STEPS; step++) {
        const { name, act } = nextStep(world);
        if (name === 'pull' || name === 'snapshot') await feedCaughtUp(admin);
        const [model, real] = await world.both(act);
        expect(world.failures, `step ${step}: ${name}`).toEqual([]);
        expect(model, `step ${step}: ${name}`).toEqual(real);
      }
      const [model, real] = await Promise.all(world.doors.map((it) => it.server.books(it.tenantId)));
      expect(model).toEqual(real);
      const [hash, same] = await Promise.all(world.doors.map((it) => it.server.stateHash(it.tenantId)));
      expect(hash).toBe(same);
    } finally {
      await world.close();
    }
  });
});
