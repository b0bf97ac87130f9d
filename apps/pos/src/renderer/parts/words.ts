import type { Problem } from '@jowi/contracts/errors';
import { type FormatLanguage, formatAmount, formatQty, formatQtyNumber } from '@jowi/i18n/format';
import { problemText } from '@jowi/i18n/i18next';
import { nameIn } from '@jowi/i18n/languages';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '../../bridge/catalogue/contract.ts';

/** Words, amounts and names in the language of the person at the till. */
export function useWords() {
  const { t, i18n } = useTranslation(['pos', 'common', 'errors']);
  const language = i18n.language as FormatLanguage;
  const name = useCallback((both: { ru: string; uz: string }) => nameIn(language, both), [language]);
  const problem = useCallback(
    (refusal: Problem) => problemText(t as Parameters<typeof problemText>[0], refusal),
    [t],
  );
  return {
    t,
    language,
    currency: t('common:currency'),
    name,
    problem,
    amount: (tiyin: string) => formatAmount(BigInt(tiyin)),
    qty: (qtyMilli: string, unit: Unit) => formatQty(BigInt(qtyMilli), unit, language),
    qtyNumber: (qtyMilli: string) => formatQtyNumber(BigInt(qtyMilli)),
  };
}
