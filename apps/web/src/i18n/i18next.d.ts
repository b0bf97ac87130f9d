import 'i18next';
import type audit from '@jowi/i18n/locales/ru/audit.json';
import type common from '@jowi/i18n/locales/ru/common.json';
import type errors from '@jowi/i18n/locales/ru/errors.json';
import type permissions from '@jowi/i18n/locales/ru/permissions.json';
import type personalData from '@jowi/i18n/locales/ru/personal-data.json';
import type web from '@jowi/i18n/locales/ru/web.json';

declare module 'i18next' {
  // a key that is not in the catalogue does not compile
  interface CustomTypeOptions {
    defaultNS: 'web';
    resources: {
      audit: typeof audit;
      web: typeof web;
      common: typeof common;
      errors: typeof errors;
      permissions: typeof permissions;
      'personal-data': typeof personalData;
    };
  }
}
