import { createInstance, type i18n, type TFunction } from 'i18next';
import { loadCatalogue, type Namespace } from './catalogues.ts';
import {
  type FormatLanguage,
  formatAmount,
  formatDate,
  formatDateTime,
  formatMoney,
  formatPhone,
  formatQtyNumber,
  formatTime,
} from './format.ts';
import type { Catalogue, Language } from './languages.ts';

/**
 * An i18next instance with the given namespaces of one language, the first being the default. Add a React
 * binding with `.use(initReactI18next)` on the result.
 */
export async function createI18n(language: Language, namespaces: readonly Namespace[]): Promise<i18n> {
  const words = await Promise.all(namespaces.map((namespace) => loadCatalogue(language, namespace)));
  return createI18nFrom(language, Object.fromEntries(namespaces.map((name, i) => [name, words[i]!])));
}

/** The same from words already at hand, at once: for a first paint, a server render, a test. */
export function createI18nFrom(language: Language, words: Readonly<Record<string, Catalogue>>): i18n {
  const namespaces = Object.keys(words);
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: false,
    ns: namespaces,
    defaultNS: namespaces[0] ?? 'common',
    resources: { [language]: words },
    // React escapes, receipts are not HTML.
    interpolation: { escapeValue: false },
    missingInterpolationHandler: () => '',
    initAsync: false,
  });
  addFormats(instance);
  return instance;
}

/** Changes the language of an instance, loading the namespaces it has. */
export async function switchLanguage(instance: i18n, language: Language): Promise<void> {
  const namespaces = [instance.options.ns ?? []].flat() as Namespace[];
  await Promise.all(
    namespaces.map(async (namespace) => {
      if (instance.hasResourceBundle(language, namespace)) return;
      instance.addResourceBundle(language, namespace, await loadCatalogue(language, namespace));
    }),
  );
  await instance.changeLanguage(language);
}

/**
 * Teaches an instance `{{total, money}}`, `amount` (no currency word), `qty`, `date` (YYYY-MM-DD or ms), `time`,
 * `moment` (date and time) and `phone`. Money and quantities come as bigint or as the wire's decimal string.
 */
export function addFormats(instance: i18n): void {
  const { formatter } = instance.services;
  if (!formatter) return;
  formatter.add('money', (value, language) => formatMoney(BigInt(value), language as FormatLanguage));
  formatter.add('amount', (value) => formatAmount(BigInt(value)));
  formatter.add('qty', (value) => formatQtyNumber(BigInt(value)));
  formatter.add('date', (value) => formatDate(value));
  formatter.add('time', (value) => formatTime(Number(value)));
  formatter.add('moment', (value) => formatDateTime(Number(value)));
  formatter.add('phone', (value) => formatPhone(value));
}

/** A refusal as it crosses the wire or the bridge (the zod twin is `zProblem` of the contracts). */
export type ProblemLike = {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
};

/** The person's words for a refusal. A code of a newer server that has no text yet reads as an internal error. */
export function problemText(t: TFunction, { code, params }: ProblemLike): string {
  const words = t as (keys: string[], params: object) => string;
  return words([`errors:${code.replace('/', '.')}`, 'errors:common.internal'], { requestId: '', ...params });
}
