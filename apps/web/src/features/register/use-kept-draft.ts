'use client';

import { useEffect } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { type BusinessValues, draftOf } from './business-values.ts';
import { sendDraft } from './registration.query.ts';

const QUIET_MS = 800;

/** Sends what is typed to the server once the typing pauses, and at once when the page is left. */
export function useKeptDraft({ watch, getValues }: UseFormReturn<BusinessValues>): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      sendDraft(draftOf(getValues()));
    };
    const typed = watch(() => {
      clearTimeout(timer);
      timer = setTimeout(keep, QUIET_MS);
    });
    window.addEventListener('pagehide', keep);
    return () => {
      typed.unsubscribe();
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [watch, getValues]);
}
