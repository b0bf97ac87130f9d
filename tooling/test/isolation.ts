import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exitWith } from '../bootstrap/failure.mjs';
import { exitOnSignals } from '../bootstrap/run-quietly.mjs';
import { repositoryRoot } from '../repository-root.ts';
import { runVitestFiles } from './runners.ts';

// `npm run test:isolation`: who sees what, proven on the real server and the real database, with what was counted.
const folder = join(repositoryRoot, 'artifacts/isolation');

exitOnSignals();
try {
  rmSync(folder, { recursive: true, force: true });
  process.env.ISOLATION_COUNTS = folder;
  const { passed, failed } = await runVitestFiles('isolation', ['apps/api/test/access', 'apps/api/test/rls']);
  console.log(`\n${summary()}\n  tests         ${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  exitWith(error);
}

/** Each test file leaves what it counted, as numbers under names. */
function summary(): string {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return files
    .map((file) => {
      const counts = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
      const lines = Object.entries(counts).map(([name, count]) => `    ${name.padEnd(24)} ${words(count)}`);
      return [`  ${file.replace('.json', '')}`, ...lines].join('\n');
    })
    .join('\n');
}

function words(count: unknown): string {
  if (typeof count !== 'object' || count === null) return String(count);
  return Object.entries(count)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ');
}
