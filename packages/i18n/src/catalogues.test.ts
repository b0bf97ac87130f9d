import { ERROR_CODES } from '@jowi/contracts/error-codes';
import { describe, expect, it } from 'vitest';
import { loadCatalogue, NAMESPACES } from './catalogues.ts';
import type { Catalogue } from './languages.ts';

function flat(words: Catalogue, path = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') texts.set(`${path}${key}`, value);
    else for (const [below, text] of flat(value, `${path}${key}.`)) texts.set(below, text);
  }
  return texts;
}

const withoutPlural = (key: string) => key.replace(/_(one|few|many|other|zero)$/, '');
const placeholders = (text: string) => (text.match(/\{\{[^}]*\}\}/g) ?? []).sort();

describe.each(NAMESPACES)('%s', async (namespace) => {
  const ru = flat(await loadCatalogue('ru', namespace));
  const uz = flat(await loadCatalogue('uz', namespace));

  it('has the same keys in Russian and Uzbek', () => {
    const keys = (texts: Map<string, string>) => [...new Set([...texts.keys()].map(withoutPlural))].sort();
    expect(keys(uz)).toEqual(keys(ru));
  });

  it('has every plural form of either language', () => {
    for (const [texts, forms] of [
      [ru, ['one', 'few', 'many']],
      [uz, ['one', 'other']],
    ] as const) {
      const counted = new Set([...texts.keys()].filter((k) => withoutPlural(k) !== k).map(withoutPlural));
      const missing = [...counted]
        .flatMap((key) => forms.map((f) => `${key}_${f}`))
        .filter((k) => !texts.has(k));
      expect(missing).toEqual([]);
    }
  });

  it('fills the same blanks in both', () => {
    for (const [key, text] of ru) {
      const twin = uz.get(key) ?? uz.get(`${withoutPlural(key)}_other`);
      expect(placeholders(twin ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('writes Uzbek with the right letters', () => {
    for (const [key, text] of uz) {
      const words = text.replace(/\{\{[^}]*\}\}/g, '');
      expect(words, `${key}: an apostrophe that is neither ʻ nor ʼ`).not.toMatch(/\p{L}['`‘’´]\p{L}?/u);
      expect(words, `${key}: oʼ or gʼ instead of oʻ gʻ`).not.toMatch(/[og]ʼ/i);
      // A language is called what its speakers call it.
      if (!key.startsWith('language.'))
        expect(words, `${key}: Cyrillic in Uzbek Latin`).not.toMatch(/[а-яёўқғҳ]/i);
    }
  });

  it('leaves nothing empty', () => {
    for (const [key, text] of [...ru, ...uz]) expect(text.trim(), key).not.toBe('');
  });
});

describe('errors', () => {
  it('has a text for every code, and no text without a code', async () => {
    for (const language of ['ru', 'uz'] as const) {
      const texts = flat(await loadCatalogue(language, 'errors'));
      const codes = [...new Set([...texts.keys()].map(withoutPlural))].map((key) => key.replace('.', '/'));
      expect(codes.sort()).toEqual([...ERROR_CODES].sort());
    }
  });
});
