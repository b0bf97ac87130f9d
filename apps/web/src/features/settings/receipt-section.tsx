'use client';

import { PAPER_COLUMNS } from '@jowi/contracts/http/settings';
import { linesOnReceipt } from '@jowi/domain/receipt-lines';
import { useMemo } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import { useWords } from '../../i18n/use-words.ts';
import { ChoiceField } from './choice-field.tsx';
import { OwnLinesField } from './own-lines-field.tsx';
import { ReceiptPreview } from './receipt-preview.tsx';
import type { ReceiptSetting } from './sample-receipt.ts';
import { useBusinessSettings } from './settings.query.ts';
import { SettingsSection } from './settings-section.tsx';
import { LANGUAGE_CHOICES, languagesOf, linesOf, paperOf, type StoreValues } from './store-values.ts';

const MAX_LINES = 5;

/** What stands on the paper, with the paper beside it as one types. */
export function ReceiptSection({ control }: { control: Control<StoreValues> }) {
  const { t } = useWords();
  const values = useWatch({ control }) as StoreValues;
  const business = useBusinessSettings().data?.settings;
  const paperMm = paperOf(values.paperMm);
  const columns = PAPER_COLUMNS[paperMm];
  const setting = useMemo((): ReceiptSetting => {
    const languages = languagesOf(values.languages);
    const lines = (ru: string, uz: string) => linesOnReceipt({ ru: linesOf(ru), uz: linesOf(uz) }, languages);
    return {
      language: languages[0] ?? 'ru',
      header: lines(values.headerRu, values.headerUz),
      footer: lines(values.footerRu, values.footerUz),
      businessName: business?.name ?? '',
      taxId: business?.taxId ?? '',
      storeName: values.name,
      address: values.address,
      phone: values.phone === '' ? null : values.phone,
      vatPayer: business?.vatPayer ?? true,
    };
  }, [values, business]);
  const own = (name: 'headerRu' | 'headerUz' | 'footerRu' | 'footerUz', language: 'ru' | 'uz') => (
    <OwnLinesField
      control={control}
      name={name}
      paperMm={paperMm}
      language={language}
      label={t(language === 'ru' ? 'settings.store.inRu' : 'settings.store.inUz')}
    />
  );
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_auto]">
      <div className="space-y-4">
        <SettingsSection title={t('settings.store.tabReceipt')}>
          <div className="grid gap-4 sm:grid-cols-2">
            <ChoiceField
              control={control}
              name="languages"
              label={t('settings.store.receiptLanguages')}
              help={t('settings.store.receiptLanguagesHelp')}
              options={LANGUAGE_CHOICES.map((value) => ({ value, label: t(`settings.language.${value}`) }))}
            />
            <ChoiceField
              control={control}
              name="paperMm"
              label={t('settings.store.paper')}
              options={(['80', '58'] as const).map((value) => ({
                value,
                label: t(`settings.store.paper${value}`),
              }))}
            />
          </div>
        </SettingsSection>
        <SettingsSection
          title={t('settings.store.header')}
          text={t('settings.store.headerHelp', { max: MAX_LINES, columns })}
        >
          <div className="grid gap-4 sm:grid-cols-2">
            {own('headerUz', 'uz')}
            {own('headerRu', 'ru')}
          </div>
        </SettingsSection>
        <SettingsSection title={t('settings.store.footer')} text={t('settings.store.footerHelp')}>
          <div className="grid gap-4 sm:grid-cols-2">
            {own('footerUz', 'uz')}
            {own('footerRu', 'ru')}
          </div>
        </SettingsSection>
      </div>
      <div className="min-w-0 xl:sticky xl:top-4">
        <ReceiptPreview setting={setting} columns={columns} />
      </div>
    </div>
  );
}
