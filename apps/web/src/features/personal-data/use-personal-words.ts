'use client';

import { useTranslation } from 'react-i18next';

const NAMESPACES = ['personal-data', 'common', 'web'] as const;

/** `t('people.name')` of the pages about personal data. */
export function usePersonalWords() {
  return useTranslation(NAMESPACES);
}
