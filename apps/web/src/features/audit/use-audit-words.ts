'use client';

import { auditActionText, auditDiff, auditPlaceText } from '@jowi/i18n/audit-diff';
import type { Catalogue } from '@jowi/i18n/languages';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../preferences/preferences-provider.tsx';

const NAMESPACES = ['audit', 'common', 'web'] as const;
type Side = Readonly<Record<string, unknown>> | null;

/** `t('page.title')` of the log's own words, and an entry in words. */
export function useAuditWords() {
  const { t, i18n } = useTranslation(NAMESPACES);
  const { language } = usePreferences();
  return useMemo(() => {
    const bundle = (name: string) => (i18n.getResourceBundle(language, name) ?? {}) as Catalogue;
    const words = bundle('audit');
    return {
      t,
      action: (action: string) => auditActionText(words, action),
      place: (place: 'group' | 'actor' | 'subject' | 'damage', key: string) =>
        auditPlaceText(words, place, key),
      diff: (before: Side, after: Side) => auditDiff(before, after, words, language, bundle('permissions')),
    };
  }, [t, i18n, language]);
}
