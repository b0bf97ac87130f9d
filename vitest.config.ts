import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

const ignored = ['**/node_modules/**', '**/dist/**', '**/.next/**', '.tools/**', '.data/**'];
const database = ['**/*.pg.test.ts', '**/*.sqlite.test.ts'];
const property = ['**/*.prop.test.ts'];

// NestJS needs legacy decorators with metadata; everything else is plain TypeScript.
const nestDecorators = swc.vite({
  module: { type: 'es6' },
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
});

/** A test file's suffix says what it needs; each need is a project with a script of its own. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['**/*.test.{ts,tsx}'], exclude: [...ignored, ...database, ...property] } },
      { test: { name: 'property', include: property, exclude: ignored } },
      {
        plugins: [nestDecorators],
        test: {
          name: 'database',
          include: database,
          exclude: ignored,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          globalSetup: ['packages/testkit/src/postgres.global-setup.ts'],
        },
      },
    ],
  },
});
