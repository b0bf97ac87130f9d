'use client';

import type { AuditEntryView } from '@jowi/contracts/http/audit';
import { auditActionText, auditDiff, auditPlaceText } from '@jowi/i18n/audit-diff';
import type { Catalogue } from '@jowi/i18n/languages';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../preferences/preferences-provider.tsx';
import { useMe } from '../../session/session.query.ts';

const NAMESPACES = ['audit', 'common', 'web'] as const;

/** `t('page.title')` of the log's own words, and an entry in words. */
export function useAuditWords() {
  const { t, i18n } = useTranslation(NAMESPACES);
  const { language } = usePreferences();
  const stores = useMe().data?.stores;
  return useMemo(() => {
    const bundle = (name: string) => (i18n.getResourceBundle(language, name) ?? {}) as Catalogue;
    const words = bundle('audit');
    const names = new Map(stores?.map(({ id, name }) => [id, name]));
    const reading = { audit: words, permissions: bundle('permissions'), language, names };
    return {
      t,
      action: (action: string) => auditActionText(words, action),
      place: (place: 'group' | 'actor' | 'subject' | 'damage', key: string) =>
        auditPlaceText(words, place, key),
      /** What a built-in role or the like is called. */
      kind: (name: string) => kindText(words, name),
      diff: (entry: AuditEntryView) => auditDiff(entry, reading),
    };
  }, [t, i18n, language, stores]);
}

function kindText(words: Catalogue, name: string): string {
  const kinds = (words.value as Catalogue | undefined)?.kind as Catalogue | undefined;
  const found = kinds && Object.hasOwn(kinds, name) ? kinds[name] : null;
  return typeof found === 'string' ? found : name;
}
