'use client';

import { formatRate } from '@jowi/i18n/format';
import { useTranslation } from 'react-i18next';

/** The rates of the tax code in force, as the select offers them; '' stands for "without VAT". */
export const VAT_RATES_BPS: readonly (number | null)[] = [1200, 0, null];

/** Basis points -> `12 %` or the words for a seller without VAT, which is not 0 %. */
export function useVatWord(): (rateBps: number | null) => string {
  const { t } = useTranslation('common');
  return (rateBps) => (rateBps === null ? t('vat.none') : formatRate(rateBps));
}
