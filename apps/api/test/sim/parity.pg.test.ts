import { createTestDatabase, type TestDatabase } from '@jowi/testkit/test-database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedCaughtUp } from '../support/horizon.ts';
import { sellAtOnce } from './parity/at-once.ts';
import { nextStep } from './parity/random-steps.ts';
import { TwoServers } from './parity/world.ts';

const SEEDS = [1, 11];
const STEPS = 110;

/** What makes the simulation's model worth believing: whatever is asked of it, PostgreSQL answers the same. */
describe('the model of the server and PostgreSQL', () => {
  let database: TestDatabase;
  let admin: pg.Pool;
  const met = new Set<string>();
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
        for (const word of JSON.stringify(model.body).match(/[a-z]+\/[a-z-]+/g) ?? []) met.add(word);
      }
      const [model, real] = await Promise.all(world.doors.map((it) => it.server.books(it.tenantId)));
      expect(model).toEqual(real);
      const [hash, same] = await Promise.all(world.doors.map((it) => it.server.stateHash(it.tenantId)));
      expect(hash).toBe(same);
      for (const flag of model!.receipts.flatMap((it) => it.flags)) met.add(flag);
      for (const word of model!.reconciliations.flatMap((it) => it.disagreements)) met.add(word);
    } finally {
      await world.close();
    }
  });

  it('were asked of nearly everything that can go wrong', () => {
    expect([...met]).toEqual(expect.arrayContaining(TO_BE_MET));
  });

  it('hide the same while a transaction is open, and skip nothing when it ends', async () => {
    const world = await TwoServers.open(5, database.appUrl);
    try {
      const { till, cursors } = await world.addTill('Till 1');
      const [slow, quick] = world.tenant.products.map((it) => it.id) as [string, string];
      const prices = async () => {
        const answers = await world.both(async (door) => {
          const answer = await door.pull(till, cursors.get(door)!);
          cursors.set(door, JSON.parse(answer!.body).cursor);
          return answer;
        });
        expect(answers[0]).toEqual(answers[1]);
        const { products } = answers[0].body as { products: { id: string; priceTiyin: string }[] };
        return products.map((it) => [it.id, it.priceTiyin]);
      };
      await feedCaughtUp(admin);
      expect(await prices()).toHaveLength(world.tenant.products.length);
      const offices = world.doors.map((it) => it.server.office(it.tenantId));
      const changes = await Promise.all(offices.map((it) => it.beginPriceChange(slow, 11n)));
      for (const office of offices) await office.changePrice(quick, 22n);
      expect(await prices()).toEqual([]);
      for (const change of changes) expect(await change.commit()).toBe(true);
      await feedCaughtUp(admin);
      expect(await prices()).toEqual([
        [slow, '11'],
        [quick, '22'],
      ]);
    } finally {
      await world.close();
    }
  });

  it('end in the same state, whichever till comes first', async () => {
    const world = await TwoServers.open(7, database.appUrl);
    try {
      const work = await sellAtOnce(world);
      await Promise.all(world.doors.map(work));
      const hashes = await Promise.all(world.doors.map((it) => it.server.stateHash(it.tenantId)));
      expect(world.failures).toEqual([]);
      expect(hashes[0]).toBe(hashes[1]);
    } finally {
      await world.close();
    }
  });
});

const TO_BE_MET = [
  ...[
    'auth/assertion-invalid',
    'auth/assertion-time',
    'auth/required',
    'common/not-found',
    'common/validation',
  ],
  ...['sync/fork', 'sync/gap', 'sync/hash-mismatch', 'sync/signature-invalid', 'sync/chain-broken'],
  ...[
    'sync/payload-invalid',
    'sync/payload-reference',
    'sync/receipt-id-reused',
    'sync/receipt-number-reused',
  ],
  ...[
    'sync/epoch-unknown',
    'terminals/pairing-code-invalid',
    'sales/approval-missing',
    'sales/calc-mismatch',
  ],
  ...['behind', 'figures', 'closing', 'backwards', 'lost', 'head'],
];
