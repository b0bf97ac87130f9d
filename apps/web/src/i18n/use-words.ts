'use client';

import { useTranslation } from 'react-i18next';

const NAMESPACES = ['web', 'common', 'permissions'] as const;

/** `t('stock.title')` of the back office, `t('common:action.save')` of the words shared with the till. */
export function useWords() {
  return useTranslation(NAMESPACES);
}
