'use client';

import { divRound } from '@jowi/domain/money';
import {
  currencyWord,
  formatAmount,
  formatDate,
  formatDateTime,
  formatQtyNumber,
  formatTime,
  unitWord,
} from '@jowi/i18n/format';
import { useMemo } from 'react';
import { usePreferences } from '../preferences/preferences-provider.tsx';

type Unit = Parameters<typeof unitWord>[0];

/** Wire values (decimal strings of tiyin and thousandths) -> what people read, in the chosen language. */
export function useFormat() {
  const { language } = usePreferences();
  return useMemo(() => {
    const currency = currencyWord(language);
    const amount = (tiyin: string) => formatAmount(BigInt(tiyin));
    // cost comes out of FIFO with tiyin; a list shows whole so'm, the document itself every tiyin
    const wholeAmount = (tiyin: string) => formatAmount(divRound(BigInt(tiyin), 100n, 'half-up') * 100n);
    return {
      language,
      currency,
      amount,
      wholeAmount,
      money: (tiyin: string) => `${wholeAmount(tiyin)}\u00a0${currency}`,
      name: (name: { ru: string; uz: string }) => name[language],
      /** How many, in groups of three. */
      count: (count: number) => formatQtyNumber(BigInt(count) * 1000n),
      qty: (qtyMilli: string, unit?: Unit) =>
        `${formatQtyNumber(BigInt(qtyMilli))}${unit ? `\u00a0${unitWord(unit, language)}` : ''}`,
      /** part / whole in percent with one decimal; null where there is no whole. */
      percent: (part: string, whole: string) => {
        if (BigInt(whole) === 0n) return null;
        const tenths = divRound(BigInt(part) * 1000n, BigInt(whole), 'half-up');
        const magnitude = tenths < 0n ? -tenths : tenths;
        const rest = magnitude % 10n;
        return `${tenths < 0n ? '−' : ''}${magnitude / 10n}${rest ? `,${rest}` : ''}`;
      },
      date: formatDate,
      time: formatTime,
      dateTime: formatDateTime,
    };
  }, [language]);
}
