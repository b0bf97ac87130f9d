// Makes src/generated (Prisma Client and Kysely's types) from schema.prisma, when it changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const stamp = join(root, 'src/generated/schema.sha256');
const inputs = [join(here, 'schema.prisma'), join(root, 'package.json'), fileURLToPath(import.meta.url)];
const hash = createHash('sha256');
for (const file of inputs) hash.update(readFileSync(file));
const wanted = hash.digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js');
  const run = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: join(here, 'schema-engine-stub.mjs'),
      CHECKPOINT_DISABLE: '1',
      // Prisma finds the generator prisma-kysely by its command.
      PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
    },
  });
  if (run.status !== 0) {
    console.error(`prisma generate failed:\n${run.stdout}${run.stderr}`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
