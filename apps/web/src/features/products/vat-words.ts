'use client';

import { formatRate } from '@jowi/i18n/format';
import { useTranslation } from 'react-i18next';
import { useVatSettings } from '../settings/settings.query.ts';

/** Basis points -> `12 %` or the words for a seller without VAT, which is not 0 %. */
export function useVatWord(): (rateBps: number | null) => string {
  const { t } = useTranslation('common');
  return (rateBps) => (rateBps === null ? t('vat.none') : formatRate(rateBps));
}

/**
 * The rates a product may have, from the settings of the business; null = without VAT. `current` stays to be chosen
 * though it is no longer one of them. Until the settings are here there is only that one.
 */
export function useVatRates(current: number | null): readonly (number | null)[] {
  const vat = useVatSettings().data;
  const offered = vat?.vatPayer ? [...vat.vatRatesBps, null] : [null];
  return offered.includes(current) ? offered : [current, ...offered];
}
