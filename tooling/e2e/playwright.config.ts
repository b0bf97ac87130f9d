import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { repositoryRoot } from '../repository-root.ts';
import { browserArgs, getBrowser } from './find-browser.ts';

const artifacts = join(repositoryRoot, 'artifacts');

/** A scanner types at its own pace whatever else the machine does: these have it to themselves. */
const paced = ['**/offline-sale.e2e.ts', '**/till-scanner.e2e.ts'];

/**
 * Two files at a time, each with a shop of its own: half of a scenario is waiting. No second tries: a test that fails now and
 * then is a failing test.
 */
export default defineConfig({
  testDir: import.meta.dirname,
  projects: [
    { name: 'paced', testMatch: paced, workers: 1 },
    { name: 'usual', testMatch: '**/*.e2e.ts', testIgnore: paced },
  ],
  outputDir: join(artifacts, 'browser'),
  workers: 2,
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: join(artifacts, 'reports/browser.json') }]],
  use: {
    locale: 'ru-RU',
    timezoneId: 'Asia/Tashkent',
    viewport: { width: 1366, height: 768 },
    // A click that finds nothing fails by itself, long before its scenario runs out of time.
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: getBrowser(), args: [...browserArgs] },
  },
});
