'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { type Retention, zRetention } from '@jowi/contracts/http/personal-data';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { Field } from '@jowi/ui/field';
import { NumericInput } from '@jowi/ui/numeric-input';
import { useToast } from '@jowi/ui/toast';
import { useState } from 'react';
import { Controller, type FieldError, useForm } from 'react-hook-form';
import { z } from 'zod';
import { useProblemText } from '../../api/problem-text.ts';
import { placeProblems } from '../../form/place-problems.ts';
import { useUnsaved } from '../../form/unsaved-provider.tsx';
import { useSaveShortcut } from '../../form/use-save-shortcut.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useApplyRetention, useSaveRetention } from './personal-data.query.ts';
import { usePersonalWords } from './use-personal-words.ts';

const FIELDS = ['auditOriginDays', 'sessionDays', 'invitationDays'] as const;
type PeriodField = (typeof FIELDS)[number];
const HELP = {
  auditOriginDays: 'retention.auditOriginHelp',
  sessionDays: 'retention.sessionHelp',
  invitationDays: 'retention.invitationHelp',
} as const;
/** As the server has it. */
const MIN: Readonly<Record<PeriodField, number>> = { auditOriginDays: 30, sessionDays: 1, invitationDays: 1 };
const MAX = 3650;

const zDays = (field: PeriodField) =>
  z
    .string()
    .refine(
      (text) => /^\d{1,5}$/.test(text) && zRetention.shape[field].safeParse(Number(text)).success,
      'range',
    );
const zValues = z.object({
  auditOriginDays: zDays('auditOriginDays'),
  sessionDays: zDays('sessionDays'),
  invitationDays: zDays('invitationDays'),
});
type Values = z.infer<typeof zValues>;

/** How long what is needed for a while only is kept, and forgetting it at once. */
export function RetentionForm({ retention }: { retention: Retention }) {
  const { t } = usePersonalWords();
  const format = useFormat();
  const toast = useToast();
  const problemText = useProblemText();
  const save = useSaveRetention();
  const apply = useApplyRetention();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm<Values>({
    resolver: zodResolver(zValues),
    defaultValues: {
      auditOriginDays: String(retention.auditOriginDays),
      sessionDays: String(retention.sessionDays),
      invitationDays: String(retention.invitationDays),
    },
  });
  const { errors, isDirty } = form.formState;
  useUnsaved(isDirty);
  const errorText = (field: PeriodField, error: FieldError | undefined) => {
    if (error === undefined) return undefined;
    return error.type === 'server' ? error.message : t('retention.range', { min: MIN[field], max: MAX });
  };
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      await save.mutateAsync({
        version: retention.version,
        auditOriginDays: Number(values.auditOriginDays),
        sessionDays: Number(values.sessionDays),
        invitationDays: Number(values.invitationDays),
      });
      form.reset(values);
      toast({ tone: 'success', title: t('retention.saved') });
    } catch (error) {
      const fieldOf = (field: string) => FIELDS.find((it) => it === field) ?? null;
      if (!placeProblems(error, form.setError, problemText, fieldOf)) setFailure(error);
    }
  });
  useSaveShortcut(() => void submit(), !save.isPending);
  const applyNow = () =>
    apply.mutate(undefined, {
      onSuccess: (run) => {
        const isNothing = run.origins + run.sessions + run.invitations === 0;
        toast({ tone: 'success', title: isNothing ? t('retention.nothing') : t('retention.applied', run) });
      },
      onError: (error) => toast({ tone: 'danger', title: problemText(error) }),
    });

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      className="max-w-2xl space-y-4"
    >
      <Card className="space-y-4 p-5">
        <div>
          <h2 className="text-base font-semibold">{t('retention.title')}</h2>
          <p className="mt-0.5 text-sm text-ink-soft">{t('retention.text')}</p>
        </div>
        {FIELDS.map((name) => (
          <Field
            key={name}
            label={t(`retention.${name}`)}
            help={t(HELP[name])}
            error={errorText(name, errors[name])}
          >
            {(control) => (
              <Controller
                control={form.control}
                name={name}
                render={({ field }) => (
                  <span className="block max-w-40">
                    <NumericInput
                      {...control}
                      ref={field.ref}
                      value={field.value}
                      onValueChange={field.onChange}
                      onBlur={field.onBlur}
                      suffix={t('retention.days')}
                    />
                  </span>
                )}
              />
            )}
          </Field>
        ))}
        {failure ? <FailureNotice error={failure} /> : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" busy={save.isPending} hotkey="Ctrl S">
            {t('retention.save')}
          </Button>
        </div>
      </Card>
      <Card className="flex flex-wrap items-center justify-between gap-3 p-5">
        <p className="min-w-0 flex-1 basis-60 text-sm text-ink-soft">
          {retention.appliedAtMs === null
            ? t('retention.never')
            : t('retention.last', { time: format.dateTime(retention.appliedAtMs) })}
        </p>
        <Button variant="outline" busy={apply.isPending} disabled={isDirty} onClick={applyNow}>
          {t('retention.apply')}
        </Button>
      </Card>
      <p className="text-sm text-ink-faint">{t('retention.messages')}</p>
    </form>
  );
}
