'use client';

import { problemText } from '@jowi/i18n/i18next';
import { useCallback } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { ApiError } from './api-error.ts';

/** THE way an error becomes words: `{code, params}` -> the person's language. Nothing else shows errors. */
export function useProblemText(): (error: unknown) => string {
  const { t, i18n } = useWords();
  // biome-ignore lint/correctness/useExhaustiveDependencies: t changes with the language
  return useCallback((error: unknown) => problemText(i18n.t, problemOf(error)), [t, i18n]);
}

type ProblemLike = Parameters<typeof problemText>[1];

/** An ApiError, a bare problem of the wire (a row of an import), or a bug. */
function problemOf(error: unknown): ProblemLike {
  if (error instanceof ApiError) {
    return {
      code: error.problem.code,
      params: { requestId: error.requestId ?? '', ...error.problem.params },
    };
  }
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    return error as ProblemLike;
  }
  return { code: 'common/internal' };
}
