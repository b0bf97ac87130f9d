'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import type { RegistrationState } from '@jowi/contracts/http/registration';
import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { useProblemText } from '../../api/problem-text.ts';
import { showPhone } from '../../form/phone-text.ts';
import { placeProblems } from '../../form/place-problems.ts';
import { useSaveShortcut } from '../../form/use-save-shortcut.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { usePreferences } from '../../preferences/preferences-provider.tsx';
import { BusinessSection } from './business-section.tsx';
import { type BusinessValues, businessField, inputOf, valuesOf, zBusinessValues } from './business-values.ts';
import { ConsentSection } from './consent-section.tsx';
import { OwnerSection } from './owner-section.tsx';
import { useRegisterBusiness } from './registration.query.ts';
import { StoreSection } from './store-section.tsx';
import { useKeptDraft } from './use-kept-draft.ts';

type BusinessState = Extract<RegistrationState, { step: 'business' }>;

/** Everything the business starts with. What is typed is kept on the server, so that one may leave and come back. */
export function BusinessForm({ state }: { state: BusinessState }) {
  const { t } = useWords();
  const router = useRouter();
  const problemText = useProblemText();
  const { language } = usePreferences();
  const register = useRegisterBusiness();
  const [failure, setFailure] = useState<unknown>(null);
  const { account, phone } = state;
  const resolver = useMemo(() => zodResolver(zBusinessValues(account)), [account]);
  // Read once: what comes back from the server later is older than what stands here.
  const [initial] = useState(() => valuesOf(state.draft));
  const form = useForm<BusinessValues>({ resolver, defaultValues: initial });
  useKeptDraft(form);

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      const { signedIn } = await register.mutateAsync(inputOf(values, account, language));
      router.replace(signedIn ? '/' : '/sign-in');
    } catch (error) {
      if (!placeProblems(error, form.setError, problemText, businessField)) setFailure(error);
    }
  });
  useSaveShortcut(submit);
  const hasErrors = Object.keys(form.formState.errors).length > 0;

  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate className="space-y-4">
        <div className="px-1">
          <h1 className="text-xl font-semibold tracking-tight">{t('register.business.title')}</h1>
          <p className="mt-1 text-ink-soft">{t('register.business.text')}</p>
        </div>
        <Notice tone="success">{t('register.business.proved', { phone: showPhone(phone) })}</Notice>
        <BusinessSection />
        <StoreSection />
        <OwnerSection account={account} phone={phone} />
        <ConsentSection />
        {failure ? <FailureNotice error={failure} /> : null}
        <Button
          type="submit"
          block
          className="h-12 text-base"
          busy={form.formState.isSubmitting || register.isSuccess}
        >
          {t('register.business.submit')}
        </Button>
        <p className="text-center text-sm text-balance text-ink-faint">
          {hasErrors ? (
            <span className="text-danger-ink">{t('form.checkFields')}</span>
          ) : (
            t('register.business.kept')
          )}
        </p>
      </form>
    </FormProvider>
  );
}
