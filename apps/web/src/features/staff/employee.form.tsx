'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import type { Employee } from '@jowi/contracts/http/staff';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { Field } from '@jowi/ui/field';
import { Select } from '@jowi/ui/select';
import { TextField } from '@jowi/ui/text-field';
import { type ReactNode, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useProblemText } from '../../api/problem-text.ts';
import { phoneToWire, showPhone } from '../../form/phone-text.ts';
import { placeProblems } from '../../form/place-problems.ts';
import { useUnsaved } from '../../form/unsaved-provider.tsx';
import { useFieldText } from '../../form/use-field-text.ts';
import { useSaveShortcut } from '../../form/use-save-shortcut.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useRoles } from '../roles/role.query.ts';
import { useRoleName } from '../roles/role-words.ts';
import { ColorField } from './color-field.tsx';
import { type EmployeeValues, employeeField, zEmployeeValues } from './employee-values.ts';
import { PinFields } from './pin-fields.tsx';
import { StoresField } from './stores-field.tsx';

export type EmployeeFormProps<Saved> = {
  initial: EmployeeValues;
  /** Whom it changes; null = somebody new. */
  employee: Employee | null;
  /** Rejects with what the server refused. */
  save: (values: EmployeeValues) => Promise<Saved>;
  onSaved: (saved: Saved) => void;
  /** Under the form's failure, for a conflict that has a way out. */
  failureAction?: (error: unknown) => ReactNode;
  readOnly?: boolean;
};

/** One form to add somebody and to change her. Ctrl S saves; leaving with unsaved work asks. */
export function EmployeeForm<Saved>(props: EmployeeFormProps<Saved>) {
  const { initial, employee, save, onSaved, failureAction, readOnly = false } = props;
  const { t } = useWords();
  const problemText = useProblemText();
  const fieldText = useFieldText();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({ resolver: zodResolver(zEmployeeValues), defaultValues: initial });
  const { errors, isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  useUnsaved(isDirty && !isSubmitSuccessful);
  const isMe = employee?.isMe ?? false;
  const name = form.watch('name');

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      const saved = await save(values);
      form.reset(values);
      onSaved(saved);
    } catch (error) {
      if (!placeProblems(error, form.setError, problemText, employeeField)) setFailure(error);
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
      <fieldset disabled={readOnly} className="space-y-4">
        <Section title={t('staff.sectionWho')}>
          <TextField
            {...form.register('name')}
            label={t('staff.name')}
            error={fieldText(errors.name)}
            autoComplete="off"
            autoFocus={employee === null}
          />
          <Controller
            control={form.control}
            name="phone"
            render={({ field }) => (
              <TextField
                {...field}
                onBlur={() => {
                  if (phoneToWire(field.value) === '+998') field.onChange('');
                  field.onBlur();
                }}
                onChange={(event) =>
                  field.onChange(event.target.value === '' ? '' : showPhone(event.target.value))
                }
                label={t('staff.phone')}
                hint={t('form.optional')}
                help={t(employee?.hasAccount ? 'staff.phoneOfAccount' : 'staff.phoneHelp')}
                error={fieldText(errors.phone)}
                disabled={employee?.hasAccount ?? false}
                type="tel"
                inputMode="tel"
                autoComplete="off"
                placeholder="+998"
                className="tabular-nums"
                fieldClassName="max-w-xs"
              />
            )}
          />
          <Controller
            control={form.control}
            name="color"
            render={({ field }) => (
              <ColorField value={field.value} onChange={field.onChange} name={name} disabled={readOnly} />
            )}
          />
        </Section>
        <Section title={t('staff.sectionWhat')}>
          <Controller
            control={form.control}
            name="roleId"
            render={({ field }) => (
              <RoleField
                value={field.value}
                onChange={field.onChange}
                employee={employee}
                disabled={readOnly || isMe}
                error={fieldText(errors.roleId)}
              />
            )}
          />
          <StoresField control={form.control} disabled={readOnly || isMe} />
        </Section>
        {employee === null ? (
          <Section title={t('staff.sectionPin')}>
            <PinFields control={form.control} register={form.register} allowsNone />
          </Section>
        ) : null}
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

/** Of the roles those one may give, and the one she has. */
function RoleField({
  value,
  onChange,
  employee,
  disabled,
  error,
}: {
  value: string;
  onChange: (roleId: string) => void;
  employee: Employee | null;
  disabled: boolean;
  error: string | undefined;
}) {
  const { t } = useWords();
  const roleName = useRoleName();
  const roles = useRoles();
  const options = (roles.data ?? [])
    .filter(({ id, mayGive }) => mayGive || id === value)
    .map((role) => ({ value: role.id, label: roleName(role) }));
  const known = options.some((it) => it.value === value);
  return (
    <Field
      label={t('staff.role')}
      help={t(employee?.isMe ? 'staff.ownRole' : 'staff.roleHelp')}
      error={error}
      className="max-w-xs"
    >
      {(control) => (
        <Select
          {...control}
          value={value}
          onValueChange={onChange}
          disabled={disabled || roles.isPending}
          options={
            known || !employee
              ? options
              : [
                  {
                    value: employee.roleId,
                    label: roleName({ kind: employee.roleKind, name: employee.roleName }),
                  },
                  ...options,
                ]
          }
        />
      )}
    </Field>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card className="space-y-4 p-5">
      <h2 className="text-base font-semibold">{title}</h2>
      {children}
    </Card>
  );
}
