'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import type { Role } from '@jowi/contracts/http/roles';
import { ROLE_KINDS } from '@jowi/contracts/permissions';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { Checkbox } from '@jowi/ui/checkbox';
import { Field } from '@jowi/ui/field';
import { Select } from '@jowi/ui/select';
import { TextField } from '@jowi/ui/text-field';
import { type ReactNode, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useProblemText } from '../../api/problem-text.ts';
import { ErrorLine } from '../../form/error-line.tsx';
import { placeProblems } from '../../form/place-problems.ts';
import { useUnsaved } from '../../form/unsaved-provider.tsx';
import { useFieldText } from '../../form/use-field-text.ts';
import { useSaveShortcut } from '../../form/use-save-shortcut.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useMe } from '../../session/session.query.ts';
import { LimitFields } from './limit-fields.tsx';
import { PermissionMatrix } from './permission-matrix.tsx';
import { useRoles } from './role.query.ts';
import { type RoleValues, roleField, valuesFrom, zOwnRoleValues, zRoleValues } from './role-values.ts';

export type RoleFormProps = {
  initial: RoleValues;
  /** null = a new one. */
  existing: Role | null;
  /** Rejects with what the server refused. */
  save: (values: RoleValues) => Promise<Role>;
  onSaved: (role: Role) => void;
  failureAction?: (error: unknown) => ReactNode;
  readOnly?: boolean;
  /** The owner's: everything but the second factor stays. */
  fixed?: boolean;
};

/** What may be done, how far at the till, and how safely one signs in. */
export function RoleForm(props: RoleFormProps) {
  const { initial, existing, save, onSaved, failureAction, readOnly = false, fixed = false } = props;
  const { t } = useWords();
  const problemText = useProblemText();
  const fieldText = useFieldText();
  const me = useMe().data;
  const roles = useRoles().data;
  const mine = new Set(me?.permissions);
  const [failure, setFailure] = useState<unknown>(null);
  const isNamed = existing === null || existing.name !== null;
  const form = useForm<RoleValues>({
    resolver: zodResolver(isNamed ? zOwnRoleValues : zRoleValues),
    defaultValues: initial,
  });
  const { errors, isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  useUnsaved(isDirty && !isSubmitSuccessful);

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      const saved = await save(values);
      form.reset(values);
      onSaved(saved);
    } catch (error) {
      if (!placeProblems(error, form.setError, problemText, roleField)) setFailure(error);
      throw error;
    }
  });
  // refused: the reason is on the screen already
  const trySubmit = () => submit().catch(() => {});
  useSaveShortcut(trySubmit, !isSubmitting && !readOnly);

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void trySubmit();
      }}
    >
      <fieldset disabled={readOnly} className="max-w-5xl space-y-4">
        {isNamed ? (
          <Card className="space-y-4 p-5">
            <TextField
              {...form.register('name')}
              label={t('roles.name')}
              placeholder={t('roles.namePlaceholder')}
              error={fieldText(errors.name)}
              autoComplete="off"
              autoFocus={existing === null}
              fieldClassName="max-w-md"
            />
            {existing === null ? (
              <Controller
                control={form.control}
                name="kind"
                render={({ field }) => (
                  <Field label={t('roles.base')} help={t('roles.baseHelp')} className="max-w-md">
                    {(control) => (
                      <Select
                        {...control}
                        value={field.value}
                        onValueChange={(chosen) => {
                          const kind = ROLE_KINDS.find((it) => it === chosen) ?? field.value;
                          const base = roles?.find((it) => it.kind === kind && it.name === null);
                          const { name } = form.getValues();
                          form.reset({ ...valuesFrom(kind, base, mine), name }, { keepDefaultValues: true });
                        }}
                        options={ROLE_KINDS.map((kind) => ({ value: kind, label: t(`common:role.${kind}`) }))}
                      />
                    )}
                  </Field>
                )}
              />
            ) : null}
          </Card>
        ) : null}
        <h2 className="pt-2 text-base font-semibold">{t('roles.sectionRights')}</h2>
        <Controller
          control={form.control}
          name="permissions"
          render={({ field, fieldState }) => (
            <>
              <PermissionMatrix
                value={field.value}
                onChange={field.onChange}
                mine={mine}
                disabled={readOnly || fixed}
              />
              <ErrorLine>{fieldText(fieldState.error)}</ErrorLine>
            </>
          )}
        />
        <Card className="space-y-4 p-5">
          <div>
            <h2 className="text-base font-semibold">{t('roles.sectionLimits')}</h2>
            <p className="mt-1 max-w-2xl text-sm text-ink-soft">{t('roles.limitsText')}</p>
          </div>
          <div className="max-w-2xl">
            <LimitFields control={form.control} disabled={readOnly || fixed} />
          </div>
        </Card>
        <Card className="space-y-4 p-5">
          <h2 className="text-base font-semibold">{t('roles.sectionSafety')}</h2>
          <Controller
            control={form.control}
            name="secondFactor"
            render={({ field }) => (
              <Checkbox
                label={t('roles.requireSecondFactor')}
                help={t('roles.requireSecondFactorHelp')}
                checked={field.value}
                disabled={readOnly}
                onCheckedChange={field.onChange}
              />
            )}
          />
        </Card>
        {failure ? (
          <div className="space-y-2">
            <FailureNotice error={failure} />
            {failureAction?.(failure)}
          </div>
        ) : null}
        {readOnly ? null : (
          <div className="sticky bottom-0 z-10 -mx-1 flex items-center gap-3 bg-page/95 px-1 py-3 backdrop-blur">
            <Button type="submit" busy={isSubmitting} hotkey="Ctrl S">
              {t('common:action.save')}
            </Button>
            {Object.keys(errors).length > 0 ? (
              <span className="text-sm text-danger-ink">{t('form.checkFields')}</span>
            ) : null}
          </div>
        )}
      </fieldset>
    </form>
  );
}
