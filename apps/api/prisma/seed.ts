import { seedDemo } from './demo/seed-demo.ts';

// Fills an empty database with the demo businesses, through the built server's own use cases:
// `node prisma/seed.ts` after the build, with the server's settings and DATABASE_URL (the owner of the tables).

/** Decorators need the build; the types are the source's. */
const built = async <T>(path: string): Promise<T> =>
  (await import(new URL(`../dist/${path}`, import.meta.url).href)) as T;

async function main(ownerUrl: string): Promise<void> {
  const { createApp } = await built<typeof import('../src/app.factory.ts')>('app.factory.js');
  const { loadConfig } =
    await built<typeof import('../src/platform/config/config.ts')>('platform/config/config.js');
  const { openPeople } =
    await built<typeof import('../src/platform/auth/people.ts')>('platform/auth/people.js');
  const { ImportProductsUseCase } = await built<
    typeof import('../src/modules/catalogue/import/import-products.usecase.ts')
  >('modules/catalogue/import/import-products.usecase.js');
  const { PostDeliveryUseCase } = await built<
    typeof import('../src/modules/deliveries/post-delivery.usecase.ts')
  >('modules/deliveries/post-delivery.usecase.js');

  const config = loadConfig({ ...process.env, LOG_LEVEL: 'error' });
  const app = await createApp(config);
  const people = openPeople({
    databaseUrl: config.authDatabaseUrl,
    secret: config.authSecret,
    origin: config.webOrigins[0]!,
  });
  try {
    const importProducts = app.get(ImportProductsUseCase);
    const postDelivery = app.get(PostDeliveryUseCase);
    const { products } = await seedDemo({
      ownerUrl,
      nowMs: Date.now(),
      importProducts: (tenantId, csv) => importProducts.execute(tenantId, csv, 'apply'),
      postDelivery: (who, input) => postDelivery.execute(who, input),
      createPerson: (person) => people.createPerson(person),
    });
    console.log(`Demo data is in: ${products} products`);
  } finally {
    await people.close();
    await app.close();
  }
}

const { DATABASE_URL } = process.env;
if (DATABASE_URL) await main(DATABASE_URL);
else {
  console.error('DATABASE_URL (the owner of the database) is not set');
  process.exitCode = 1;
}
