'use client';

import type { DataSubject } from '@jowi/contracts/http/personal-data';
import { Notice } from '@jowi/ui/notice';
import { TextField } from '@jowi/ui/text-field';
import { useToast } from '@jowi/ui/toast';
import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useProblemText } from '../../api/problem-text.ts';
import { ActionDialog } from '../../form/action-dialog.tsx';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { usePreferences } from '../../preferences/preferences-provider.tsx';
import { useAnonymise } from './personal-data.query.ts';
import { usePersonalWords } from './use-personal-words.ts';

const FORM_ID = 'anonymise';

/** For ever: the name is typed in, so that it is this person and on purpose. */
export function AnonymiseDialog({ person, onClose }: { person: DataSubject; onClose: () => void }) {
  const { t } = usePersonalWords();
  const { language } = usePreferences();
  const toast = useToast();
  const problemText = useProblemText();
  const anonymise = useAnonymise();
  const [name, setName] = useState('');
  const { error } = anonymise;
  const atName = error instanceof ApiError && error.problem.field === 'name';
  const submit = () =>
    anonymise.mutate(
      { id: person.employeeId, name, language: language === 'ru' ? 'ru' : 'uz' },
      {
        onSuccess: () => {
          toast({ tone: 'success', title: t('anonymise.done') });
          onClose();
        },
      },
    );
  return (
    <ActionDialog
      title={t('anonymise.title', { name: person.name })}
      text={t('anonymise.text')}
      size="md"
      action={t('anonymise.do')}
      act={FORM_ID}
      danger
      busy={anonymise.isPending}
      disabled={name === ''}
      onClose={onClose}
    >
      <form
        id={FORM_ID}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        className="space-y-4"
      >
        <Notice tone="info">{t('anonymise.export')}</Notice>
        <TextField
          label={t('anonymise.type')}
          help={t('anonymise.typeHelp', { name: person.name })}
          error={atName ? problemText(error) : undefined}
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="off"
          autoFocus
        />
        {error && !atName ? <FailureNotice error={error} /> : null}
      </form>
    </ActionDialog>
  );
}
