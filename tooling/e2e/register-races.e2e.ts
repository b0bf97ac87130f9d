import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createRng } from '@jowi/testkit/rng';
import { type TempDir, tempDir } from '@jowi/testkit/temp-dir';
import { expect, test } from '@playwright/test';
import { repositoryRoot } from '../repository-root.ts';
import { askDatabase, newShops, openBrowser, shown } from './support/new-shops.ts';
import { openShop, type Shop } from './support/processes.ts';
import { RegisterPage } from './support/register.page.ts';
import { loadWords, type Words } from './support/words.ts';

// Registrations that meet: two tabs, two browsers, a server that dies in the middle, a code that is too old.

const artifacts = join(repositoryRoot, 'artifacts/register-races');

let dir: TempDir;
let shop: Shop;
let words: { readonly ru: Words };

test.beforeAll(async () => {
  test.setTimeout(240_000);
  mkdirSync(artifacts, { recursive: true });
  dir = await tempDir('jowi-races-');
  shop = await openShop({ dataDir: dir.path, logDir: join(artifacts, 'logs'), rng: createRng(5) });
  await Promise.all([shop.api.start(), shop.web.start()]);
  words = { ru: await loadWords('ru', 'web', 'common', 'errors') };
});

test.afterAll(async () => {
  await shop?.stop();
  await dir?.[Symbol.asyncDispose]();
});

test('two tabs send the same form: one business', async ({ browser }) => {
  const t = words.ru;
  const fresh = await openBrowser(browser);
  const first = await fresh.newPage();
  const visitor = new RegisterPage(first, t, shop.webUrl);
  await visitor.arrive('ru');
  await visitor.begin();
  await visitor.typePhone('937003003');
  await visitor.typeCode(await visitor.readCode(shown('937003003')));
  await visitor.see('business');
  await visitor.fillBusiness({ ...newShops.ru, name: 'Две вкладки', taxId: '303 111 222' });
  await first.waitForTimeout(1_200);
  const second = await fresh.newPage();
  const twin = new RegisterPage(second, t, shop.webUrl);
  await twin.open();
  await twin.see('business');
  await expect(twin.field('name')).toHaveValue('Две вкладки');
  for (const each of [visitor, twin]) {
    await each.password('newPassword').fill(newShops.ru.password);
    await each.agree();
  }
  await Promise.all([visitor.submit(), twin.submit()]);
  await Promise.all([visitor.seeOffice(), twin.seeOffice()]);
  expect(await count(`SELECT count(*)::int AS n FROM tenant WHERE name = 'Две вкладки'`)).toBe(1);
  expect(await count(`SELECT count(*)::int AS n FROM employee WHERE phone = '+998937003003'`)).toBe(1);
  await fresh.close();
});

test('two browsers register one phone at once: one account, and the other one is asked for its password', async ({
  browser,
}) => {
  const t = words.ru;
  const phone = '937004004';
  const browsers = [await openBrowser(browser), await openBrowser(browser)];
  const visitors: RegisterPage[] = [];
  for (const [i, each] of browsers.entries()) {
    const visitor = new RegisterPage(await each.newPage(), t, shop.webUrl);
    await visitor.arrive('ru');
    await visitor.begin();
    // As if a minute had passed since the first one asked.
    if (i === 1)
      await sql(
        'UPDATE messages.code SET created_at_ms = created_at_ms - 61000 WHERE phone = $1',
        `+998${phone}`,
      );
    await visitor.typePhone(phone);
    await visitor.typeCode(await visitor.readCode(shown(phone)));
    await visitor.see('business');
    await visitor.fillBusiness({ ...newShops.ru, name: `Близнец ${i + 1}`, taxId: `30411122${i + 1}` });
    await visitor.password('newPassword').fill(`${newShops.ru.password}-${i}`);
    await visitor.agree();
    visitors.push(visitor);
  }
  await Promise.all(visitors.map((visitor) => visitor.submit()));
  const asked = t('errors:registration.account-exists');
  const outcome = async (visitor: RegisterPage) => {
    const heading = visitor.page.getByRole('heading', { level: 1, name: t('today.title') });
    await expect(heading.or(visitor.page.getByText(asked)).first()).toBeVisible();
    return heading.isVisible();
  };
  const done = await Promise.all(visitors.map(outcome));
  expect(done.filter(Boolean)).toHaveLength(1);
  const winner = done.indexOf(true);
  const loser = visitors[1 - winner]!;
  await loser.page.screenshot({ path: join(artifacts, 'ru-account-exists.png'), fullPage: true });
  await loser.password('password').fill(`${newShops.ru.password}-${winner}`);
  await loser.submit();
  await loser.seeOffice();
  expect(await count(`SELECT count(*)::int AS n FROM auth."user" WHERE "phoneNumber" = '+998${phone}'`)).toBe(
    1,
  );
  expect(await count(`SELECT count(*)::int AS n FROM employee WHERE phone = '+998${phone}'`)).toBe(2);
  // Not twice within a minute, whoever asks.
  const hasty = new RegisterPage(await (await openBrowser(browser)).newPage(), t, shop.webUrl);
  await hasty.arrive('ru');
  await hasty.begin();
  await hasty.typePhone(phone);
  await expect(hasty.page.getByText(t('errors:codes.limit', { minutes: 1 }))).toBeVisible();
  await hasty.page.screenshot({ path: join(artifacts, 'ru-too-soon.png') });
  await hasty.page.context().close();
  for (const each of browsers) await each.close();
});

test('the server dies between the account and the business: the next try goes through', async ({
  browser,
}) => {
  const t = words.ru;
  const phone = '937006006';
  const fresh = await openBrowser(browser);
  const own = await fresh.newPage();
  const visitor = new RegisterPage(own, t, shop.webUrl);
  await visitor.arrive('ru');
  await visitor.begin();
  await visitor.typePhone(phone);
  await visitor.typeCode(await visitor.readCode(shown(phone)));
  await visitor.see('business');
  await visitor.fillBusiness({ ...newShops.ru, name: 'Со второй попытки', taxId: '305 111 222' });
  await visitor.password('newPassword').fill(newShops.ru.password);
  await visitor.agree();
  await sql(
    `CREATE FUNCTION wait_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$`,
  );
  await sql(`CREATE TRIGGER wait_here BEFORE INSERT ON employee FOR EACH ROW EXECUTE FUNCTION wait_here()`);
  await visitor.submit();
  const accounts = () =>
    count(`SELECT count(*)::int AS n FROM auth."user" WHERE "phoneNumber" = '+998${phone}'`);
  await expect.poll(accounts).toBe(1);
  await shop.api.kill();
  await sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'jowi-api'`);
  await sql('DROP TRIGGER wait_here ON employee');
  await shop.api.start();
  expect(await count(`SELECT count(*)::int AS n FROM tenant WHERE name = 'Со второй попытки'`)).toBe(0);
  const told = own.getByText(t('errors:common.unavailable')).or(own.getByText(t('errors:common.offline')));
  await expect(told.or(own.getByText(t('errors:common.internal'))).first()).toBeVisible();
  await own.screenshot({ path: join(artifacts, 'ru-server-died.png'), fullPage: true });
  await visitor.submit();
  await visitor.seeOffice();
  expect(await accounts()).toBe(1);
  expect(await count(`SELECT count(*)::int AS n FROM tenant WHERE name = 'Со второй попытки'`)).toBe(1);
  await fresh.close();
});

test('an old code is told to be old', async ({ browser }) => {
  const t = words.ru;
  const fresh = await openBrowser(browser);
  const own = await fresh.newPage();
  const visitor = new RegisterPage(own, t, shop.webUrl);
  await visitor.arrive('ru');
  await visitor.begin();
  await visitor.typePhone('937005005');
  const right = await visitor.readCode(shown('937005005'));
  await sql(`UPDATE messages.code SET expires_at_ms = 1 WHERE phone = '+998937005005'`);
  await visitor.typeCode(right);
  await expect(own.getByText(t('errors:codes.expired'))).toBeVisible();
  await own.screenshot({ path: join(artifacts, 'ru-code-expired.png') });
  await fresh.close();
});

const sql = (text: string, ...values: unknown[]) => askDatabase(shop, text, ...values);

async function count(text: string): Promise<number> {
  return (await sql(text))[0]?.n ?? 0;
}
