'use client';

import { findPlaceDoubt } from '@jowi/domain/place';
import { Button } from '@jowi/ui/button';
import { Field } from '@jowi/ui/field';
import { Notice } from '@jowi/ui/notice';
import { Select } from '@jowi/ui/select';
import { TextField } from '@jowi/ui/text-field';
import { LocateFixed } from 'lucide-react';
import { useState } from 'react';
import { Controller, useFormContext } from 'react-hook-form';
import { useFieldText } from '../../form/use-field-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { type BusinessValues, readDegrees, showDegrees } from './business-values.ts';
import { CITIES, CITY_NAMES, isCity } from './cities.ts';
import { Section } from './section.tsx';

const LOCATE_MS = 15_000;

/** Where the shop stands. No map: a town's centre, the device's own place, or figures. */
export function StoreSection() {
  const { t } = useWords();
  const fieldText = useFieldText();
  const form = useFormContext<BusinessValues>();
  const { errors } = form.formState;
  const [locating, setLocating] = useState(false);
  const [denied, setDenied] = useState(false);
  const [latitude, longitude] = form.watch(['latitude', 'longitude']);

  const setPlace = (place: { latitude: number; longitude: number }) => {
    const again = form.formState.isSubmitted;
    form.setValue('latitude', showDegrees(place.latitude), { shouldDirty: true, shouldValidate: again });
    form.setValue('longitude', showDegrees(place.longitude), { shouldDirty: true, shouldValidate: again });
  };
  const locate = () => {
    setDenied(false);
    setLocating(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setLocating(false);
        setPlace(coords);
      },
      () => {
        setLocating(false);
        setDenied(true);
      },
      { enableHighAccuracy: true, timeout: LOCATE_MS },
    );
  };
  const [lat, lon] = [readDegrees(latitude), readDegrees(longitude)];
  const doubt =
    lat === null || lon === null || Math.abs(lat) > 90 || Math.abs(lon) > 180
      ? null
      : findPlaceDoubt({ latitude: lat, longitude: lon });

  return (
    <Section title={t('register.business.sectionStore')}>
      <TextField
        {...form.register('storeName')}
        label={t('register.business.storeName')}
        help={t('register.business.storeNameHelp')}
        error={fieldText(errors.storeName)}
        autoComplete="off"
      />
      <Controller
        control={form.control}
        name="city"
        render={({ field }) => (
          <Field label={t('register.business.city')} hint={t('form.optional')}>
            {(control) => (
              <Select
                {...control}
                value={field.value}
                onValueChange={(city) => {
                  field.onChange(city);
                  if (isCity(city)) setPlace(CITIES[city]);
                }}
                placeholder={t('register.business.cityPlaceholder')}
                options={CITY_NAMES.map((city) => ({ value: city, label: t(`city.${city}`) }))}
              />
            )}
          </Field>
        )}
      />
      <TextField
        {...form.register('address')}
        label={t('register.business.address')}
        placeholder={t('register.business.addressPlaceholder')}
        error={fieldText(errors.address)}
        autoComplete="street-address"
      />
      <fieldset className="space-y-3">
        <legend className="text-sm font-medium">{t('register.business.place')}</legend>
        <p className="text-sm text-ink-faint">{t('register.business.placeHelp')}</p>
        <Button variant="outline" onClick={locate} busy={locating}>
          <LocateFixed size={16} aria-hidden="true" />
          {t(locating ? 'register.business.locating' : 'register.business.locate')}
        </Button>
        {denied ? <Notice tone="warning">{t('register.business.locateDenied')}</Notice> : null}
        <div className="grid grid-cols-2 gap-3">
          <TextField
            {...form.register('latitude')}
            label={t('register.business.latitude')}
            error={fieldText(errors.latitude)}
            inputMode="decimal"
            autoComplete="off"
            className="tabular-nums"
          />
          <TextField
            {...form.register('longitude')}
            label={t('register.business.longitude')}
            error={fieldText(errors.longitude)}
            inputMode="decimal"
            autoComplete="off"
            className="tabular-nums"
          />
        </div>
        {doubt === 'swapped' ? (
          <Notice
            tone="warning"
            actions={
              <Button
                size="sm"
                variant="outline"
                onClick={() => setPlace({ latitude: lon ?? 0, longitude: lat ?? 0 })}
              >
                {t('register.business.swap')}
              </Button>
            }
          >
            {t('register.business.placeSwapped')}
          </Notice>
        ) : doubt === 'abroad' ? (
          <Notice tone="warning">{t('register.business.placeAbroad')}</Notice>
        ) : null}
      </fieldset>
    </Section>
  );
}
