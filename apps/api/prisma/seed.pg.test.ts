import { createTestDatabase } from '@jowi/testkit/test-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../src/app.factory.ts';
import { ImportProductsUseCase } from '../src/modules/catalogue/import/import-products.usecase.ts';
import { PostDeliveryUseCase } from '../src/modules/deliveries/post-delivery.usecase.ts';
import { openPeople } from '../src/platform/auth/people.ts';
import { loadConfig } from '../src/platform/config/config.ts';
import { AUTH_SECRET, WEB_ORIGIN } from '../test/support/settings.ts';
import { DEMO_BUSINESSES } from './demo/businesses.ts';
import { type SeedTools, seedDemo } from './demo/seed-demo.ts';
import { asTenant } from './demo/tenant-client.ts';
import { demoLogins } from './demo-logins.ts';

describe('the demo seed', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let app: Awaited<ReturnType<typeof createApp>>;
  let tools: SeedTools;
  const [first] = DEMO_BUSINESSES;

  beforeAll(async () => {
    database = await createTestDatabase();
    const settings = {
      APP_DATABASE_URL: database.appUrl,
      AUTH_DATABASE_URL: database.authUrl,
      AUTH_SECRET,
      WEB_ORIGIN,
      LOG_LEVEL: 'silent',
    };
    app = await createApp(loadConfig(settings));
    const people = openPeople({ databaseUrl: database.authUrl, secret: AUTH_SECRET, origin: WEB_ORIGIN });
    tools = {
      ownerUrl: database.ownerUrl,
      nowMs: Date.now(),
      importProducts: (tenantId, csv) => app.get(ImportProductsUseCase).execute(tenantId, csv, 'apply'),
      postDelivery: (who, input) => app.get(PostDeliveryUseCase).execute(who, input),
      createPerson: (person) => people.createPerson(person),
    };
    // Cut off before the accounts, then run again: nothing twice.
    const cut = { ...tools, createPerson: () => Promise.reject(new Error('power cut')) };
    await expect(seedDemo(cut)).rejects.toThrow('power cut');
    await seedDemo(tools);
    await people.close();
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const count = (text: string, tenantId = first!.id) =>
    asTenant(database.ownerUrl, tenantId, async (client) => {
      const { rows } = await client.query<{ n: number }>(text);
      return rows[0]!.n;
    });

  it('fills both shops, each with its own goods, people, till and first delivery', async () => {
    for (const { id, key } of DEMO_BUSINESSES) {
      const people = demoLogins.filter(({ business }) => business === key).length;
      expect(await count('SELECT count(*)::int n FROM product', id)).toBeGreaterThanOrEqual(100);
      expect(await count('SELECT count(*)::int n FROM employee', id)).toBe(people);
      expect(await count('SELECT count(*)::int n FROM terminal', id)).toBe(1);
      expect(await count('SELECT count(*)::int n FROM delivery', id)).toBe(1);
      expect(await count('SELECT count(*)::int n FROM stock_lot', id)).toBeGreaterThan(90);
      const debitEqualsCredit =
        'SELECT (sum(debit_tiyin) = sum(credit_tiyin) AND sum(debit_tiyin) > 0)::int n FROM posting';
      expect(await count(debitEqualsCredit, id)).toBe(1);
    }
    expect(await count('SELECT count(*)::int n FROM product')).toBeGreaterThanOrEqual(500);
  });

  it('lets everybody sign in who has a password', async () => {
    for (const { phone, password, business } of demoLogins) {
      if (phone === null) continue;
      const answer = await app.inject({
        method: 'POST',
        url: '/v1/auth/sign-in',
        headers: { origin: WEB_ORIGIN },
        payload: { phone, password },
      });
      expect(answer.statusCode, answer.body).toBe(200);
      const { name } = DEMO_BUSINESSES.find(({ key }) => key === business)!;
      expect(answer.json()).toMatchObject({ step: 'done', me: { businessName: name } });
    }
  });
});
