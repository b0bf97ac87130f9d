'use client';

import { useCallback } from 'react';
import type { FieldError } from 'react-hook-form';
import { useWords } from '../i18n/use-words.ts';

/**
 * A field's error as words. Schemas of forms name a key of the catalogue (`form.required`) as their message;
 * what the server said has been put into words already.
 */
export function useFieldText(): (error: FieldError | undefined) => string | undefined {
  const { t, i18n } = useWords();
  return useCallback(
    (error) => {
      const message = error?.message;
      if (message === undefined) return undefined;
      if (message === '') return t('form.required');
      return i18n.exists(message) ? (t as (key: string) => string)(message) : message;
    },
    [t, i18n],
  );
}
