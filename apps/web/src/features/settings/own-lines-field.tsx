'use client';

import type { PaperMm } from '@jowi/contracts/http/settings';
import { TextAreaField } from '@jowi/ui/text-area-field';
import { type Control, Controller } from 'react-hook-form';
import { useWords } from '../../i18n/use-words.ts';
import { findLineTrouble, type StoreValues } from './store-values.ts';

/** Lines for the receipt in one language; what does not fit is said as one types. */
export function OwnLinesField({
  control,
  name,
  label,
  paperMm,
  language,
}: {
  control: Control<StoreValues>;
  name: 'headerRu' | 'headerUz' | 'footerRu' | 'footerUz';
  label: string;
  paperMm: PaperMm;
  language: 'ru' | 'uz';
}) {
  const { t } = useWords();
  const trouble = (text: string) => {
    const found = findLineTrouble(text, paperMm);
    if (found === null) return undefined;
    if (found.kind === 'many') return t('settings.store.linesMany', { max: found.max });
    if (found.kind === 'letter') return t('settings.store.lineLetter', { letter: found.letter });
    return t('settings.store.lineLong', { row: found.row, length: found.length, max: found.max });
  };
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => (
        <TextAreaField
          {...field}
          label={label}
          lang={language}
          rows={3}
          spellCheck
          error={
            trouble(field.value) ??
            (fieldState.error?.type === 'server' ? fieldState.error.message : undefined)
          }
          className="font-mono text-[0.8125rem] leading-5"
        />
      )}
    />
  );
}
