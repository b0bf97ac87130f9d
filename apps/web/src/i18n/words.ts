import { loadCatalogue, type Namespace } from '@jowi/i18n/catalogues';
import type { Catalogue, Language } from '@jowi/i18n/languages';

/** What the back office needs of the catalogues; the first is the default. */
const NAMESPACES: readonly Namespace[] = ['web', 'common', 'errors', 'audit', 'personal-data', 'permissions'];

export type Words = Readonly<Record<string, Catalogue>>;

/** The words of one language, for the first paint; another one is fetched when it is chosen. */
export async function loadWords(language: Language): Promise<Words> {
  const words = await Promise.all(NAMESPACES.map((namespace) => loadCatalogue(language, namespace)));
  return Object.fromEntries(NAMESPACES.map((namespace, at) => [namespace, words[at] ?? {}]));
}
