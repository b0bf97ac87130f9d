import type { Finding, SourceFile } from './rules.ts';

type Catalogue = { readonly [key: string]: string | Catalogue };

const locales = ['ru', 'uz'] as const;
const pluralSuffix = /_(zero|one|two|few|many|other)$/;
/** The forms each language needs for a count; `other` covers fractions. */
const pluralForms: Record<(typeof locales)[number], readonly string[]> = {
  ru: ['one', 'few', 'many', 'other'],
  uz: ['one', 'other'],
};

/** The Russian and the Uzbek catalogue say the same things, with the same values in them. */
export function compareCatalogues(files: readonly SourceFile[]): Finding[] {
  const byName = new Map<string, Map<string, SourceFile>>();
  for (const file of files) {
    const match = /^(.*\/locales)\/(ru|uz)\/(.*\.json)$/.exec(file.path);
    if (!match) continue;
    const name = `${match[1]}/*/${match[3]}`;
    byName.set(name, (byName.get(name) ?? new Map()).set(match[2] ?? '', file));
  }
  return [...byName].flatMap(([name, pair]) => comparePair(name, pair));
}

function comparePair(name: string, pair: Map<string, SourceFile>): Finding[] {
  const finding = (path: string, message: string): Finding => ({
    path,
    line: 0,
    rule: 'catalogues',
    message,
  });
  const [ru, uz] = locales.map((locale) => pair.get(locale));
  if (!ru || !uz) return [finding(name, `exists in ${ru ? 'ru' : 'uz'} only`)];

  const texts = { ru: flatten(JSON.parse(ru.text)), uz: flatten(JSON.parse(uz.text)) };
  const findings: Finding[] = [];
  const bases = new Set([...texts.ru.keys(), ...texts.uz.keys()].map((key) => key.replace(pluralSuffix, '')));
  for (const base of bases) {
    const isPlural = [...texts.ru.keys(), ...texts.uz.keys()].some(
      (key) => key !== base && key.replace(pluralSuffix, '') === base,
    );
    for (const locale of locales) {
      const wanted = isPlural ? pluralForms[locale].map((form) => `${base}_${form}`) : [base];
      const path = (locale === 'ru' ? ru : uz).path;
      for (const key of wanted) {
        const text = texts[locale].get(key);
        if (text === undefined) findings.push(finding(path, `"${key}" is missing`));
        else if (text.trim() === '') findings.push(finding(path, `"${key}" is empty`));
      }
    }
    if (!isPlural && placeholders(texts.ru.get(base)) !== placeholders(texts.uz.get(base))) {
      findings.push(finding(uz.path, `"${base}" does not carry the same values as in Russian`));
    }
  }
  return findings;
}

function flatten(catalogue: Catalogue, prefix = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') texts.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) texts.set(inner, text);
  }
  return texts;
}

function placeholders(text = ''): string {
  return [...new Set([...text.matchAll(/{{\s*([\w.]+)/g)].map((match) => match[1]))].sort().join();
}
