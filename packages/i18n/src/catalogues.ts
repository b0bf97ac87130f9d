import type { Catalogue, Language } from './languages.ts';
import { latinToCyrillic } from './transliterate.ts';

type Loader = () => Promise<{ default: Catalogue }>;

/** One entry a file, spelled out so that every bundler finds them and loads only what is asked for. */
const LOADERS = {
  audit: {
    ru: () => import('./locales/ru/audit.json', { with: { type: 'json' } }),
    uz: () => import('./locales/uz/audit.json', { with: { type: 'json' } }),
  },
  common: {
    ru: () => import('./locales/ru/common.json', { with: { type: 'json' } }),
    uz: () => import('./locales/uz/common.json', { with: { type: 'json' } }),
  },
  errors: {
    ru: () => import('./locales/ru/errors.json', { with: { type: 'json' } }),
    uz: () => import('./locales/uz/errors.json', { with: { type: 'json' } }),
  },
  messages: {
    ru: () => import('./locales/ru/messages.json', { with: { type: 'json' } }),
    uz: () => import('./locales/uz/messages.json', { with: { type: 'json' } }),
  },
  permissions: {
    ru: () => import('./locales/ru/permissions.json', { with: { type: 'json' } }),
    uz: () => import('./locales/uz/permissions.json', { with: { type: 'json' } }),
  },
  legal: {
    ru: () => import('./locales/ru/legal.json', { with: { type: 'json' } }),
    uz: () => import('./locales/uz/legal.json', { with: { type: 'json' } }),
  },
  'personal-data': {
    ru: () => import('./locales/ru/personal-data.json', { with: { type: 'json' } }),
    uz: () => import('./locales/uz/personal-data.json', { with: { type: 'json' } }),
  },
  pos: {
    ru: () => import('./locales/ru/pos.json', { with: { type: 'json' } }),
    uz: () => import('./locales/uz/pos.json', { with: { type: 'json' } }),
  },
  receipt: {
    ru: () => import('./locales/ru/receipt.json', { with: { type: 'json' } }),
    uz: () => import('./locales/uz/receipt.json', { with: { type: 'json' } }),
  },
  web: {
    ru: () => import('./locales/ru/web.json', { with: { type: 'json' } }),
    uz: () => import('./locales/uz/web.json', { with: { type: 'json' } }),
  },
} satisfies Record<string, Record<'ru' | 'uz', Loader>>;

export type Namespace = keyof typeof LOADERS;
export const NAMESPACES = Object.keys(LOADERS) as Namespace[];

/** The words of one namespace; Uzbek Cyrillic is derived from the Latin here. */
export async function loadCatalogue(language: Language, namespace: Namespace): Promise<Catalogue> {
  const loader: Loader = LOADERS[namespace][language === 'ru' ? 'ru' : 'uz'];
  const { default: words } = await loader();
  return language === 'uz-Cyrl' ? inCyrillic(words) : words;
}

export function inCyrillic(words: Catalogue): Catalogue {
  return Object.fromEntries(
    Object.entries(words).map(([key, value]) => [
      key,
      typeof value === 'string' ? latinToCyrillic(value) : inCyrillic(value),
    ]),
  );
}
