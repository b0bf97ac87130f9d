'use client';

import type { BusinessSettingsView } from '@jowi/contracts/http/settings';
import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { useToast } from '@jowi/ui/toast';
import { ApiError } from '../../api/api-error.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { BusinessSettingsForm } from './business-settings.form.tsx';
import { useBusinessSettings, useSaveBusinessSettings } from './settings.query.ts';
import { SettingsSkeleton } from './settings-skeleton.tsx';
import { SettingsTabs } from './settings-tabs.tsx';

export function BusinessSettingsScreen() {
  const { t } = useWords();
  const business = useBusinessSettings();
  return (
    <>
      <PageHead title={t('settings.title')} />
      <SettingsTabs />
      {business.isError ? (
        <FailureNotice error={business.error} onRetry={() => void business.refetch()} />
      ) : business.data ? (
        <Edit view={business.data} reload={() => void business.refetch()} />
      ) : (
        <SettingsSkeleton />
      )}
    </>
  );
}

function Edit({ view, reload }: { view: BusinessSettingsView; reload: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const save = useSaveBusinessSettings();
  return (
    <>
      {view.mayChange ? null : (
        <Notice tone="info" className="mb-4 max-w-2xl">
          {t('settings.readOnly')}
        </Notice>
      )}
      <BusinessSettingsForm
        // a newer version from the server starts the form afresh
        key={view.version}
        settings={view.settings}
        readOnly={!view.mayChange}
        save={async (settings) => {
          const saved = await save.mutateAsync({ version: view.version, settings });
          const isSame = saved.version === view.version;
          toast({ tone: 'success', title: t(isSame ? 'settings.unchanged' : 'settings.saved') });
        }}
        failureAction={(error) =>
          error instanceof ApiError && error.is('settings/version-conflict') ? (
            <Button variant="secondary" onClick={reload}>
              {t('settings.reload')}
            </Button>
          ) : null
        }
      />
    </>
  );
}
