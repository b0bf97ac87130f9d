import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from './matrix.ts';
import type { Operation } from './operations.ts';

/** What was tried, for the summary of `npm run test:isolation`. */
export function noteMatrix(operations: readonly Operation[], verdicts: readonly Verdict[]): void {
  const attacks: Record<string, number> = {};
  for (const { attack } of verdicts) attacks[attack] = (attacks[attack] ?? 0) + 1;
  const audiences: Record<string, number> = {};
  for (const { audience } of operations) audiences[audience] = (audiences[audience] ?? 0) + 1;
  note('matrix', {
    routes: operations.length,
    audiences,
    attacks,
    requests: verdicts.length,
    leaks: verdicts.filter(({ fault }) => fault !== null).length,
  });
}

/** Kept only when somebody wants to read it: `ISOLATION_COUNTS` names the folder. */
export function note(name: string, counts: object): void {
  const folder = process.env.ISOLATION_COUNTS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(counts, null, 2)}\n`);
}
