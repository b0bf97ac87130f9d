import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { tempDir } from '@jowi/testkit/temp-dir';
import { cruise } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';

const { forbidden, options } = createRequire(import.meta.url)('./boundaries.cjs');

/** Lays out a tiny repository and returns the names of the rules it breaks. */
async function rulesBrokenBy(files: Record<string, string>): Promise<string[]> {
  await using dir = await tempDir();
  for (const [path, content] of Object.entries({ 'package.json': '{}', ...files })) {
    mkdirSync(dirname(join(dir.path, path)), { recursive: true });
    writeFileSync(join(dir.path, path), content);
  }
  // dependency-cruiser finds the compiler beside what it reads
  symlinkSync(join(import.meta.dirname, '..', 'node_modules'), join(dir.path, 'node_modules'));
  const { output } = await cruise(
    ['apps', 'packages', 'tooling'].filter((room) => hasRoom(files, room)),
    {
      ...options,
      baseDir: dir.path,
      ruleSet: { forbidden },
      validate: true,
    },
  );
  if (typeof output === 'string') throw new Error(output);
  return [...new Set(output.summary.violations.map((violation) => violation.rule.name))].sort();
}

const hasRoom = (files: Record<string, string>, room: string) =>
  Object.keys(files).some((path) => path.startsWith(`${room}/`));

const importing = (...paths: string[]) => paths.map((path) => `import '${path}';`).join('\n');

describe('boundaries', () => {
  it('lets the ladder through', async () => {
    const broken = await rulesBrokenBy({
      'packages/domain/src/money.ts': '',
      'packages/contracts/src/sale.ts': importing('../../domain/src/money.ts'),
      'packages/till/src/sell.ts': importing('../../contracts/src/sale.ts', 'node:sqlite'),
      'apps/pos/src/kiosk/main.ts': importing('../../../../packages/till/src/sell.ts'),
      'apps/api/src/modules/stock/stock.port.ts': '',
      'apps/api/src/modules/sales/post-sale.usecase.ts': importing('../stock/stock.port.ts'),
    });
    expect(broken).toEqual([]);
  });

  it.each([
    ['domain-is-pure', { 'packages/domain/src/a.ts': importing('node:fs') }],
    [
      'domain-stands-alone',
      {
        'packages/domain/src/a.ts': importing('../../contracts/src/b.ts'),
        'packages/contracts/src/b.ts': '',
      },
    ],
    ['sync-is-pure', { 'packages/sync/src/a.ts': importing('node:timers/promises') }],
    [
      'till-not-devices',
      { 'packages/till/src/a.ts': importing('../../devices/src/b.ts'), 'packages/devices/src/b.ts': '' },
    ],
    [
      'devices-not-till',
      { 'packages/devices/src/b.ts': importing('../../till/src/a.ts'), 'packages/till/src/a.ts': '' },
    ],
    [
      'ui-stands-alone',
      { 'packages/ui/src/a.tsx': importing('../../domain/src/b.ts'), 'packages/domain/src/b.ts': '' },
    ],
    [
      'renderer-in-the-browser',
      {
        'apps/pos/src/renderer/a.ts': importing('../../../../packages/till/src/b.ts'),
        'packages/till/src/b.ts': '',
      },
    ],
    ['renderer-no-core', { 'apps/pos/src/renderer/a.ts': importing('node:fs') }],
    [
      'sql-in-repositories',
      {
        'apps/api/src/modules/stock/list-stock.usecase.ts': importing('../../generated/prisma/client.ts'),
        'apps/api/src/generated/prisma/client.ts': '',
      },
    ],
    [
      'features-through-ports',
      {
        'apps/api/src/modules/sales/post-sale.usecase.ts': importing('../stock/stock.repository.ts'),
        'apps/api/src/modules/stock/stock.repository.ts': '',
      },
    ],
    [
      'platform-knows-no-feature',
      {
        'apps/api/src/platform/jobs/run.ts': importing('../../modules/stock/stock.port.ts'),
        'apps/api/src/modules/stock/stock.port.ts': '',
      },
    ],
    [
      'no-cycles',
      { 'packages/till/src/a.ts': importing('./b.ts'), 'packages/till/src/b.ts': importing('./a.ts') },
    ],
    [
      'testkit-in-tests',
      { 'packages/till/src/a.ts': importing('../../testkit/src/rng.ts'), 'packages/testkit/src/rng.ts': '' },
    ],
    ['resolvable', { 'packages/till/src/a.ts': importing('./gone.ts') }],
  ] as const)('%s', async (rule, files) => {
    expect(await rulesBrokenBy(files)).toContain(rule);
  });
});
