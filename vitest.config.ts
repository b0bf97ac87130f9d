import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

const ignored = ['**/node_modules/**', '**/dist/**', '**/.next/**', '.tools/**', '.data/**', 'artifacts/**'];
const postgres = ['**/*.pg.test.ts'];
const sqlite = ['**/*.sqlite.test.ts'];
const property = ['**/*.prop.test.ts'];
const simulation = ['**/*.sim.test.ts'];

// NestJS needs legacy decorators with metadata; everything else is plain TypeScript.
const nestDecorators = swc.vite({
  module: { type: 'es6' },
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
});

/** A test file's suffix says what it needs; each need is a project, so a run starts only what it uses. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        plugins: [nestDecorators],
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...ignored, ...postgres, ...sqlite, ...property, ...simulation],
        },
      },
      {
        test: {
          name: 'property',
          include: [...property, ...simulation],
          exclude: ignored,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'sqlite',
          include: sqlite,
          exclude: ignored,
          testTimeout: 60_000,
        },
      },
      {
        plugins: [nestDecorators],
        test: {
          name: 'postgres',
          include: postgres,
          exclude: ignored,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          globalSetup: ['apps/api/test/postgres.global-setup.ts'],
        },
      },
    ],
  },
});
