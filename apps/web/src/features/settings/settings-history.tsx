'use client';

import type { SettingsChange } from '@jowi/contracts/http/settings';
import { auditDiff } from '@jowi/i18n/audit-diff';
import { Badge } from '@jowi/ui/badge';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { Skeleton } from '@jowi/ui/skeleton';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useMay } from '../../session/session.query.ts';
import { ReturnDialog } from './return-dialog.tsx';
import { useSettingsHistory } from './settings.query.ts';

type Props = {
  /** Null: of the business. */
  storeId: string | null;
  /** The one in force; 0 while it is not known. */
  version: number;
  readOnly: boolean;
};

/** Who changed what and when, newest first, with a way back. */
export function SettingsHistory({ storeId, version, readOnly }: Props) {
  const { t } = useWords();
  const history = useSettingsHistory(storeId);
  const mayManage = useMay('settings/manage') && !readOnly;
  const [returningTo, setReturningTo] = useState<number | null>(null);
  if (history.error && history.rows.length === 0)
    return <FailureNotice error={history.error} onRetry={history.retry} />;
  if (history.firstLoad)
    return (
      <Card className="max-w-3xl space-y-4 p-5">
        <Skeleton className="w-48" />
        <Skeleton className="h-16" />
      </Card>
    );
  if (history.rows.length === 0)
    return <Card className="max-w-3xl p-5 text-ink-soft">{t('settings.history.empty')}</Card>;
  return (
    <div className="max-w-3xl space-y-3">
      {history.rows.map((change) => (
        <Change
          key={change.version}
          change={change}
          isCurrent={change.version === version}
          {...(mayManage && change.version !== version && version > 0
            ? { onReturn: () => setReturningTo(change.version) }
            : {})}
        />
      ))}
      {history.hasMore ? (
        <Button variant="secondary" size="sm" busy={history.loadingMore} onClick={history.loadMore}>
          {t('list.loadMore')}
        </Button>
      ) : null}
      {returningTo === null ? null : (
        <ReturnDialog
          storeId={storeId}
          version={version}
          to={returningTo}
          onClose={() => setReturningTo(null)}
        />
      )}
    </div>
  );
}

function Change({
  change,
  isCurrent,
  onReturn,
}: {
  change: SettingsChange;
  isCurrent: boolean;
  onReturn?: () => void;
}) {
  const { t } = useWords();
  const format = useFormat();
  const { version, changedBy } = change;
  const what =
    change.event === 'return'
      ? t('settings.history.return', { version: change.returnedTo ?? 0 })
      : change.event === 'create' && changedBy !== null
        ? t('settings.history.createdBy')
        : t(`settings.history.${change.event}`);
  return (
    <Card className="p-5">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {what}
            {isCurrent ? <Badge tone="success">{t('settings.history.current')}</Badge> : null}
          </p>
          <p className="text-sm text-ink-faint">
            {t('settings.history.version', { version })}
            {changedBy === null ? null : ` · ${changedBy.name} · ${format.dateTime(change.changedAtMs)}`}
          </p>
        </div>
        {onReturn ? (
          <Button variant="outline" size="sm" onClick={onReturn}>
            <RotateCcw size={16} aria-hidden="true" />
            {t('settings.history.returnTo')}
          </Button>
        ) : null}
      </header>
      {change.before === null ? null : <Differences before={change.before} after={change.after} />}
    </Card>
  );
}

function Differences({ before, after }: Record<'before' | 'after', Readonly<Record<string, unknown>>>) {
  const { t, i18n } = useWords();
  const { language } = useFormat();
  const audit = i18n.getResourceBundle(i18n.language, 'audit');
  const lines = auditDiff({ before, after }, { audit, language }).filter(
    (line) => line.before !== line.after,
  );
  if (lines.length === 0) return null;
  return (
    <dl className="mt-3 divide-y border-t text-sm">
      {lines.map((line) => (
        <div key={line.label} className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[12rem_1fr_1fr]">
          <dt className="text-ink-soft">{line.label}</dt>
          <dd className="min-w-0 break-words whitespace-pre-line text-ink-faint line-through">
            <span className="sr-only">{t('settings.history.before')}: </span>
            {line.before ?? '—'}
          </dd>
          <dd className="min-w-0 break-words whitespace-pre-line">
            <span className="sr-only">{t('settings.history.after')}: </span>
            {line.after ?? '—'}
          </dd>
        </div>
      ))}
    </dl>
  );
}
