'use client';

import { Segmented } from '@jowi/ui/segmented';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../preferences/preferences-provider.tsx';

export function LanguageSwitch({ className }: { className?: string }) {
  const { t } = useTranslation('common');
  const { language, setLanguage } = usePreferences();
  return (
    <Segmented
      aria-label={t('language.label')}
      value={language}
      onValueChange={setLanguage}
      options={[
        { value: 'ru', label: 'RU', ariaLabel: t('language.ru') },
        { value: 'uz', label: 'UZ', ariaLabel: t('language.uz') },
      ]}
      {...(className ? { className } : {})}
    />
  );
}
