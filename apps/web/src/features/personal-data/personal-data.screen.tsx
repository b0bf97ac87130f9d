'use client';

import { Tabs, TabsContent, TabsList, TabsTrigger } from '@jowi/ui/tabs';
import { useUrlFilters } from '../../list/use-url-filters.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { SettingsTabs } from '../settings/settings-tabs.tsx';
import { DataPurposes } from './data-purposes.table.tsx';
import { DataSubjects } from './data-subjects.table.tsx';
import { ProcessingLog } from './processing-log.tsx';
import { RetentionCard } from './retention-card.tsx';
import { usePersonalWords } from './use-personal-words.ts';

const TABS = ['people', 'retention', 'log', 'what'] as const;
const CONTENT = {
  people: DataSubjects,
  retention: RetentionCard,
  log: ProcessingLog,
  what: DataPurposes,
} as const;

/** What the business keeps about people, and what they may ask of it. */
export function PersonalDataScreen() {
  const { t } = usePersonalWords();
  const { filters, set } = useUrlFilters(['tab']);
  const tab = TABS.find((it) => it === filters.tab) ?? 'people';
  return (
    <>
      <PageHead title={t('web:settings.title')} />
      <SettingsTabs />
      <p className="mb-2 max-w-3xl text-sm text-ink-soft">{t('intro')}</p>
      <Tabs value={tab} onValueChange={(value) => set({ tab: value === 'people' ? '' : value })}>
        <TabsList aria-label={t('title')}>
          {TABS.map((value) => (
            <TabsTrigger key={value} value={value}>
              {t(`tabs.${value}`)}
            </TabsTrigger>
          ))}
        </TabsList>
        {TABS.map((value) => {
          const Content = CONTENT[value];
          return (
            <TabsContent key={value} value={value}>
              <Content />
            </TabsContent>
          );
        })}
      </Tabs>
    </>
  );
}
