import { PERMISSIONS } from '@jowi/contracts/permissions';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from './catalogues.ts';
import type { Catalogue } from './languages.ts';

const pathsOf = (words: Catalogue | string, path: readonly string[] = []): string[] =>
  typeof words === 'string'
    ? [path.join('/')]
    : Object.entries(words).flatMap(([key, below]) => pathsOf(below, [...path, key]));

describe.each(['ru', 'uz'] as const)('what one may do, in %s', async (language) => {
  const { group, hint, ...names } = await loadCatalogue(language, 'permissions');

  it('has a name for every permission, and none without one', () => {
    expect(pathsOf(names).sort()).toEqual([...PERMISSIONS].sort());
  });

  it('has names that differ', () => {
    const texts = PERMISSIONS.map((it) =>
      it.split('/').reduce<Catalogue | string>((at, key) => (at as Catalogue)[key] ?? '', names),
    );
    expect(new Set(texts).size).toBe(PERMISSIONS.length);
  });

  it('explains only what there is, in groups that have a name', () => {
    expect(pathsOf(hint ?? {}).filter((it) => !(PERMISSIONS as readonly string[]).includes(it))).toEqual([]);
    expect(Object.keys((group ?? {}) as Catalogue)).toEqual(['sales', 'goods', 'till', 'office']);
  });
});
