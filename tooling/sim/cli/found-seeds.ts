import { readFileSync } from 'node:fs';

/** A seed that once broke something, and what it found. Replayed before anything else. */
export type FoundSeed = { readonly seed: string; readonly found: string; readonly mended: string };

export function readFoundSeeds(): FoundSeed[] {
  const text = readFileSync(new URL('../seeds.json', import.meta.url), 'utf8');
  return JSON.parse(text) as FoundSeed[];
}
