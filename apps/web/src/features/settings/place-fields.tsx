'use client';

import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { TextField } from '@jowi/ui/text-field';
import { type Control, Controller, type FieldErrors, useWatch } from 'react-hook-form';
import { showPhone } from '../../form/phone-text.ts';
import { useFieldText } from '../../form/use-field-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { type PlaceValues, placeDoubtOf } from './store-values.ts';

type Props = {
  control: Control<PlaceValues>;
  errors: FieldErrors<PlaceValues>;
  onSwap: (latitude: string, longitude: string) => void;
};

/** Name, address, phone and the point on the map; a doubtful point is said and not refused. */
export function PlaceFields({ control, errors, onSwap }: Props) {
  const { t } = useWords();
  const fieldText = useFieldText();
  const [latitude, longitude] = useWatch({ control, name: ['latitude', 'longitude'] });
  const doubt = placeDoubtOf({ latitude, longitude });
  const text = (name: keyof PlaceValues, label: string, more: object = {}) => (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <TextField {...field} label={label} error={fieldText(errors[name])} autoComplete="off" {...more} />
      )}
    />
  );
  return (
    <>
      {text('name', t('settings.store.name'))}
      {text('address', t('settings.store.address'), { help: t('settings.store.addressHelp') })}
      <Controller
        control={control}
        name="phone"
        render={({ field }) => (
          <TextField
            {...field}
            onChange={(event) => field.onChange(phoneAsTyped(event.target.value))}
            label={t('settings.store.phone')}
            help={t('settings.store.phoneHelp')}
            hint={t('form.optional')}
            error={fieldText(errors.phone)}
            type="tel"
            inputMode="tel"
            autoComplete="off"
            className="tabular-nums"
            fieldClassName="max-w-xs"
          />
        )}
      />
      <fieldset className="space-y-3">
        <legend className="text-sm font-medium">{t('settings.store.placeTitle')}</legend>
        <p className="text-sm text-ink-faint">{t('settings.store.placeHelp')}</p>
        <div className="grid max-w-md grid-cols-2 gap-4">
          {text('latitude', t('settings.store.latitude'), { inputMode: 'decimal' })}
          {text('longitude', t('settings.store.longitude'), { inputMode: 'decimal' })}
        </div>
        {doubt ? (
          <Notice
            tone="warning"
            actions={
              doubt === 'swapped' ? (
                <Button size="sm" variant="outline" onClick={() => onSwap(longitude, latitude)}>
                  {t('settings.store.swap')}
                </Button>
              ) : undefined
            }
          >
            {t(`settings.store.${doubt}`)}
          </Notice>
        ) : null}
      </fieldset>
    </>
  );
}

/** Erased down to the country it is no number any more. */
function phoneAsTyped(typed: string): string {
  const shown = showPhone(typed);
  return shown === '+998' ? '' : shown;
}
