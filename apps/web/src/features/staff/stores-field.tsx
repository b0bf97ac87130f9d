'use client';

import { Checkbox } from '@jowi/ui/checkbox';
import { type Control, Controller, useController } from 'react-hook-form';
import { ErrorLine } from '../../form/error-line.tsx';
import { RadioLine } from '../../form/radio-line.tsx';
import { useFieldText } from '../../form/use-field-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useMe } from '../../session/session.query.ts';
import type { EmployeeValues } from './employee-values.ts';

/** All stores, or some of them. One who is limited to stores gives of her own only. */
export function StoresField({ control, disabled }: { control: Control<EmployeeValues>; disabled: boolean }) {
  const { t } = useWords();
  const me = useMe().data;
  const fieldText = useFieldText();
  const everywhere = useController({ control, name: 'everywhere' }).field;
  const stores = me?.stores ?? [];
  const open = stores.filter(({ isClosed }) => !isClosed);
  // Nothing to choose between.
  if (me?.allStores !== false && open.length < 2 && everywhere.value) return null;
  return (
    <fieldset disabled={disabled} className="space-y-2">
      <legend className="mb-1.5 text-sm font-medium text-ink">{t('staff.stores')}</legend>
      {me?.allStores === false && !everywhere.value ? null : (
        <>
          <RadioLine
            name="everywhere"
            checked={everywhere.value}
            onCheck={() => everywhere.onChange(true)}
            label={t('staff.storesAll')}
          />
          <RadioLine
            name="everywhere"
            checked={!everywhere.value}
            onCheck={() => everywhere.onChange(false)}
            label={t('staff.storesSome')}
          />
        </>
      )}
      <Controller
        control={control}
        name="storeIds"
        render={({ field, fieldState }) => (
          <>
            {everywhere.value ? null : (
              <div className="space-y-2 pl-7">
                {/* a closed one she works in can only be taken away */}
                {stores
                  .filter(({ id, isClosed }) => !isClosed || field.value.includes(id))
                  .map(({ id, name }) => (
                    <Checkbox
                      key={id}
                      label={name}
                      disabled={disabled}
                      checked={field.value.includes(id)}
                      onCheckedChange={(checked) =>
                        field.onChange(
                          checked ? [...field.value, id] : field.value.filter((other) => other !== id),
                        )
                      }
                    />
                  ))}
              </div>
            )}
            <ErrorLine>{fieldText(fieldState.error)}</ErrorLine>
          </>
        )}
      />
    </fieldset>
  );
}
