import { LEGAL_VERSIONS } from '@jowi/contracts/http/registration';
import { loadCatalogue } from '@jowi/i18n/catalogues';
import type { Catalogue, Language } from '@jowi/i18n/languages';

const DOCUMENTS = { 'personal-data': LEGAL_VERSIONS.personalData, offer: LEGAL_VERSIONS.offer } as const;
export type LegalName = keyof typeof DOCUMENTS;

export interface LegalText {
  readonly title: string;
  readonly version: string;
  readonly sections: readonly { readonly title: string; readonly text: string }[];
}

export const isLegalName = (name: string): name is LegalName => name in DOCUMENTS;

/** Read for the one page that shows it: no other page carries these texts along. */
export async function loadLegalText(name: LegalName, language: Language): Promise<LegalText> {
  const { title, ...sections } = (await loadCatalogue(language, 'legal'))[name] as Catalogue;
  return {
    title: title as string,
    version: DOCUMENTS[name],
    sections: Object.values(sections) as LegalText['sections'][number][],
  };
}
