'use client';

import { createI18nFrom } from '@jowi/i18n/i18next';
import { ToastProvider } from '@jowi/ui/toast';
import { QueryClientProvider } from '@tanstack/react-query';
import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useRef, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createQueryClient } from '../api/query-client.ts';
import { UnsavedProvider } from '../form/unsaved-provider.tsx';
import { useWords } from '../i18n/use-words.ts';
import type { Words } from '../i18n/words.ts';
import { type Choices, PreferencesProvider } from '../preferences/preferences-provider.tsx';
import { SECOND_FACTOR_PATH, secondFactorPath, signInPath } from '../session/return-path.ts';

/** Everything a screen may lean on: words, choices, the server's data, messages, the guard of unsaved work. */
export function Providers({
  choices,
  words,
  children,
}: {
  choices: Choices;
  words: Words;
  children: ReactNode;
}) {
  const [i18n] = useState(() => createI18nFrom(choices.language, words));
  const queryClient = useSignedInQueryClient();
  return (
    <I18nextProvider i18n={i18n}>
      <PreferencesProvider initial={choices}>
        <QueryClientProvider client={queryClient}>
          <Messages>
            <UnsavedProvider>{children}</UnsavedProvider>
          </Messages>
        </QueryClientProvider>
      </PreferencesProvider>
    </I18nextProvider>
  );
}

/** Wherever the session ends, the person lands on the sign-in page and comes back to where she was. */
function useSignedInQueryClient() {
  const router = useRouter();
  const pathname = usePathname();
  const leave = useRef(() => {});
  leave.current = () => {
    if (pathname !== '/sign-in') router.replace(signInPath(pathname + window.location.search));
  };
  const setUp = useRef(() => {});
  setUp.current = () => {
    if (pathname !== SECOND_FACTOR_PATH) router.replace(secondFactorPath(pathname + window.location.search));
  };
  const [client] = useState(() =>
    createQueryClient(
      () => leave.current(),
      () => setUp.current(),
    ),
  );
  return client;
}

function Messages({ children }: { children: ReactNode }) {
  const { t } = useWords();
  return (
    <ToastProvider label={t('shell.toasts')} closeLabel={t('common:action.close')}>
      {children}
    </ToastProvider>
  );
}
