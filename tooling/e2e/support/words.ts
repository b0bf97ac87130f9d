import type { Namespace } from '@jowi/i18n/catalogues';
import { createI18n } from '@jowi/i18n/i18next';
import type { Language } from '@jowi/i18n/languages';

/** What stands on the screens, from the same catalogues: `words('signIn.phone')`, `words('common:action.save')`. */
export type Words = (key: string, params?: Readonly<Record<string, unknown>>) => string;

/** Words of a screen. An unknown key fails: a screen's button would be looked for by a name nobody reads. */
export async function loadWords(language: Language, ...namespaces: Namespace[]): Promise<Words> {
  const i18n = await createI18n(language, namespaces);
  return (key, params = {}) => {
    if (!i18n.exists(key, params)) throw new Error(`No text "${key}" in ${language}`);
    return i18n.t(key, params);
  };
}
