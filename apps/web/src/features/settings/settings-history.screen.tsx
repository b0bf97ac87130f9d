'use client';

import { useWords } from '../../i18n/use-words.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { useBusinessSettings } from './settings.query.ts';
import { SettingsHistory } from './settings-history.tsx';
import { SettingsTabs } from './settings-tabs.tsx';

/** Of the business; each store has its own on its page. */
export function SettingsHistoryScreen() {
  const { t } = useWords();
  const business = useBusinessSettings().data;
  return (
    <>
      <PageHead title={t('settings.title')} />
      <SettingsTabs />
      <SettingsHistory
        storeId={null}
        version={business?.version ?? 0}
        readOnly={!(business?.mayChange ?? false)}
      />
    </>
  );
}
