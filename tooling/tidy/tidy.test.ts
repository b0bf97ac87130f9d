import { describe, expect, it } from 'vitest';
import { compareCatalogues } from './catalogues.ts';
import { fileRules } from './rules.ts';

const rulesBrokenBy = (path: string, text = '') =>
  fileRules.flatMap((rule) => rule({ path, text })).map((f) => f.rule);

describe('file rules', () => {
  it.each([
    'apps/api/src/modules/stock/list-stock.usecase.ts',
    'apps/api/src/modules/stock/stock.repository.pg.test.ts',
    'apps/web/src/app/layout.tsx',
    'apps/web/next.config.ts',
    'packages/till/src/store/open-store.sqlite.test.ts',
  ])('lets %s through', (path) => {
    expect(rulesBrokenBy(path, 'export const a = 1;\n')).toEqual([]);
  });

  it.each([
    ['file-name', 'packages/domain/src/moneyThings.ts', ''],
    ['file-name', 'packages/domain/src/money.manager.ts', ''],
    ['no-dumps', 'packages/domain/src/utils.ts', ''],
    ['no-dumps', 'apps/web/src/helpers/format-date.ts', ''],
    ['no-barrels', 'packages/domain/src/index.ts', ''],
    ['length', 'packages/domain/src/money.ts', '\n'.repeat(401)],
    ['page-length', 'apps/web/src/app/products/page.tsx', '\n'.repeat(81)],
    ['no-marks', 'packages/domain/src/money.ts', `// ${'TO'}${'DO'}: later`],
    ['no-machine-paths', 'docs/notes.md', `see "/${'ro'}${'ot'}/thing"`],
    ['no-chance', 'packages/sync/src/back-off.ts', 'const jitter = Math.random();'],
    ['repeatable-tests', 'packages/till/src/a.test.ts', 'Math.random()'],
    ['no-suppression', 'packages/till/src/a.ts', `// @ts-${'ignore'}`],
    ['uzbek-marks', 'packages/i18n/src/locales/uz/pos.json', `{ "a": "To'lash" }`],
    ['uzbek-marks', 'packages/i18n/src/locales/uz/pos.json', '{ "a": "To\u2018lash" }'],
    ['uzbek-marks', 'packages/i18n/src/locales/uz/pos.json', '{ "a": "Ma\u02bblumot" }'],
  ])('%s: %s', (rule, path, text) => {
    expect(rulesBrokenBy(path, text)).toEqual([rule]);
  });
});

describe('catalogues', () => {
  const compare = (ru: object, uz: object) =>
    compareCatalogues([
      { path: 'i18n/locales/ru/pos.json', text: JSON.stringify(ru) },
      { path: 'i18n/locales/uz/pos.json', text: JSON.stringify(uz) },
    ]).map((finding) => finding.message);

  it('accepts the plural forms of each language', () => {
    const ru = { cart: { items_one: '{{count}} а', items_few: 'б', items_many: 'в', items_other: 'г' } };
    expect(compare(ru, { cart: { items_one: 'a', items_other: 'b' } })).toEqual([]);
  });

  it('reports missing keys, missing forms and different values', () => {
    const ru = { a: 'А', items_one: 'х', items_other: 'у', total: 'Всего {{sum}}' };
    const uz = { items_one: 'x', items_other: 'y', total: 'Jami {{amount}}', extra: 'Z' };
    expect(compare(ru, uz).sort()).toEqual([
      '"a" is missing',
      '"extra" is missing',
      '"items_few" is missing',
      '"items_many" is missing',
      '"total" does not carry the same values as in Russian',
    ]);
  });
});
