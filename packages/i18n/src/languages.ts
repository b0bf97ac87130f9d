/** Russian and Uzbek are written; Uzbek Cyrillic is Uzbek Latin transliterated (transliterate.ts). */
export const LANGUAGES = ['ru', 'uz', 'uz-Cyrl'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each language calls itself, for the switch. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  ru: 'Русский',
  uz: 'Oʻzbekcha',
  'uz-Cyrl': 'Ўзбекча',
};

/** Words of a namespace: nested keys, i18next plural suffixes. */
export type Catalogue = { readonly [key: string]: string | Catalogue };

/** `{ru, uz}` of a product or the like in the language of the person; uz-Cyrl is shown as written in Latin. */
export function nameIn(language: string, name: { readonly ru: string; readonly uz: string }): string {
  return language === 'ru' ? name.ru : name.uz;
}
