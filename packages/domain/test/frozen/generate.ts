/**
 * Freezes what the calculators give today: `node packages/domain/test/frozen/generate.ts`.
 * Writes only files that do not exist yet and adds their hashes. A frozen file is never written again; when a
 * calculator changes on purpose, CALC_VERSION goes up and new files are added here under a new version.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { CALC_VERSION } from '../../src/pricing.ts';
import { INPUTS_V1 } from './inputs-v1.ts';
import { runVector, type VectorFile, type VectorKind } from './run.ts';

const VERSIONS = { v1: INPUTS_V1 };

const here = (name: string) => new URL(`../../vectors/${name}`, import.meta.url);
const hashes: Record<string, string> = existsSync(here('hashes.json'))
  ? JSON.parse(readFileSync(here('hashes.json'), 'utf8'))
  : {};

for (const [version, inputs] of Object.entries(VERSIONS)) {
  for (const [kind, cases] of Object.entries(inputs) as [VectorKind, (typeof inputs)[VectorKind]][]) {
    const name = `${kind}.${version}.json`;
    if (existsSync(here(name))) continue;
    if (hashes[name]) throw new Error(`${name} was frozen and is gone: bring it back, do not make it again`);
    const file: VectorFile = {
      kind,
      calcVersion: CALC_VERSION,
      cases: cases().map(({ name, input }) => ({ name, input, expected: runVector(kind, input) })),
    };
    const rows = file.cases.map((c) => `    ${JSON.stringify(c)}`).join(',\n');
    const text = `{\n  "kind": "${kind}",\n  "calcVersion": ${CALC_VERSION},\n  "cases": [\n${rows}\n  ]\n}\n`;
    writeFileSync(here(name), text);
    hashes[name] = createHash('sha256').update(text).digest('hex');
    console.log(`froze ${name}: ${file.cases.length} cases`);
  }
}
writeFileSync(here('hashes.json'), `${JSON.stringify(hashes, null, 2)}\n`);
