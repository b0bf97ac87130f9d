import { readFileSync } from 'node:fs';
import { createTestDatabase } from '@jowi/testkit/test-database';
import { expect, it } from 'vitest';
import { describeSchema } from './describe-schema.ts';

/** Prisma Client and Kysely's types come from schema.prisma, the tables from migrations/: two tellings of one thing. */
it('schema.prisma says what the migrations make', async () => {
  await using database = await createTestDatabase();
  const made = await describeSchema(database.ownerUrl);
  const written = readFileSync(new URL('./schema.prisma', import.meta.url), 'utf8');
  expect(modelsOf(written)).toEqual(modelsOf(made));
});

/** Each model with its lines, whatever their order and alignment. */
function modelsOf(schema: string): Record<string, string[]> {
  const models = schema.matchAll(/^model (\w+) \{\n([^}]*)^\}/gm);
  return Object.fromEntries(
    [...models].map(([, name = '', body = '']) => [
      name,
      body
        .split('\n')
        .map((line) => line.trim().split(/\s+/).join(' '))
        .filter(Boolean)
        .sort(),
    ]),
  );
}
