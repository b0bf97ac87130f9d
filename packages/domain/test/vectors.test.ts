import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CALC_VERSION } from '../src/pricing.ts';
import { runVector, type VectorFile } from './frozen/run.ts';

const folder = new URL('../vectors/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const names = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'hashes.json');

/** Vectors of an older calculator stay as evidence; only those of today's are calculated again. */
const current = names
  .map((name) => ({ name, file: JSON.parse(read(name)) as VectorFile }))
  .filter(({ file }) => file.calcVersion === CALC_VERSION);

describe('frozen vectors', () => {
  it('are the files that were frozen, none missing, none changed', () => {
    const actual = Object.fromEntries(
      names.map((name) => [name, createHash('sha256').update(read(name)).digest('hex')]),
    );
    expect(actual).toEqual(JSON.parse(read('hashes.json')));
  });

  it('cover every calculator at the current version', () => {
    const kinds = new Set(current.map(({ file }) => file.kind));
    expect([...kinds].sort()).toEqual(['allocate', 'fifo', 'receipts', 'shift']);
  });

  it.each(current)('$name still come out the same', ({ file }) => {
    for (const { name, input, expected } of file.cases) {
      expect(runVector(file.kind, input), name).toEqual(expected);
    }
  });
});
