import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findElectron } from '@jowi/pos/src/electron/find-electron.ts';
import { PIN } from '@jowi/pos/test/shop-server.ts';
import { startSurroundings } from '@jowi/pos/test/till-stand.ts';
import { _electron, expect, test } from '@playwright/test';
import { repositoryRoot } from '../repository-root.ts';

// The same till in the Electron host, where there is an Electron. Its binary comes from a place a closed network
// cannot reach, so its absence is said aloud and is no failure.

const pos = join(repositoryRoot, 'apps/pos');
const electronPackage = dirname(createRequire(join(pos, 'package.json')).resolve('electron/package.json'));
const binary = findElectron(process.env, electronPackage, process.platform, existsSync);
const shell = join(pos, 'dist/electron/main.js');

test('a sale in the Electron host', async () => {
  if (!binary || !existsSync(shell)) {
    console.error(
      'ELECTRON HOST NOT RUN: no binary (ELECTRON_OVERRIDE_DIST_PATH) or no build (pnpm build:electron)',
    );
  }
  test.skip(!binary || !existsSync(shell));
  const surroundings = await startSurroundings();
  const app = await _electron.launch({
    executablePath: binary ?? '',
    args: [shell, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: surroundings.env as Record<string, string>,
  });
  try {
    const page = await app.firstWindow();
    await page.getByRole('button', { name: 'Дилноза Каримова' }).click();
    await page.keyboard.type(PIN, { delay: 90 });
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Открыть смену' }).click();
    await page.getByRole('searchbox').fill('лепёшка');
    await page
      .getByRole('listitem')
      .getByRole('button', { name: /Лепёшка/ })
      .click();
    await page.keyboard.press('F12');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Оплачено · Чек № 1')).toBeVisible();
    await expect.poll(() => surroundings.fiscal.receipts().length).toBe(1);
    // what the page could reach if it wanted to
    const reach = await page.evaluate(() => ({
      node: typeof Reflect.get(globalThis, 'require'),
      process: typeof Reflect.get(globalThis, 'process'),
      bridge: Object.keys(Reflect.get(globalThis, 'jowiTill') as object).sort(),
      refusedWindow:
        (Reflect.get(globalThis, 'open') as (url: string) => unknown)('https://example.com') === null,
    }));
    expect(reach).toEqual({
      node: 'undefined',
      process: 'undefined',
      bridge: ['onMessage', 'request'],
      refusedWindow: true,
    });
  } finally {
    await app.close();
    await surroundings.stop();
  }
});
