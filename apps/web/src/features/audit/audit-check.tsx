'use client';

import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { useFormat } from '../../i18n/use-format.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useAuditCheck } from './audit.query.ts';
import { useAuditWords } from './use-audit-words.ts';

/** A log this long is walked in some three seconds; a longer one only when asked. */
const BY_ITSELF = 50_000;

/** Whether the log is whole, in one line; when it is not, where and how it was harmed. `length`: null = not known yet. */
export function AuditCheckNotice({ length, isWanted }: { length: number | null; isWanted: boolean }) {
  const { t, place } = useAuditWords();
  const format = useFormat();
  const byItself = length !== null && length <= BY_ITSELF;
  const check = useAuditCheck(byItself);
  const again = (
    <Button variant="ghost" size="sm" busy={check.isFetching} onClick={() => void check.refetch()}>
      {t('check.again')}
    </Button>
  );
  if (check.isError)
    return <FailureNotice error={check.error} onRetry={() => void check.refetch()} className="mb-3" />;
  // Somebody who looks for one thing is not kept waiting by the whole; damage that is known is always said.
  if (!check.data && !isWanted) return null;
  if (!check.data)
    return (
      <Notice tone="neutral" className="mb-3" {...(byItself || length === null ? {} : { actions: again })}>
        {t(check.isFetching || byItself || length === null ? 'check.running' : 'check.large')}
      </Notice>
    );
  const { entries, checkedAtMs, anchored, anchoredSeq, damage } = check.data;
  const when = t('check.when', { time: format.dateTime(checkedAtMs) });
  if (damage.length > 0)
    return (
      <Notice tone="danger" title={t('check.damaged')} actions={again} className="mb-3">
        <p>{t('check.damagedText')}</p>
        <ul className="mt-2 list-disc space-y-0.5 pl-5">
          {damage.map((it) => (
            <li key={`${it.kind} ${it.seq} ${it.place}`}>
              {it.place !== null
                ? t('check.file', { place: it.place })
                : it.seq === it.toSeq
                  ? t('check.place', { seq: it.seq })
                  : t('check.places', { seq: it.seq, toSeq: it.toSeq })}
              {': '}
              {place('damage', it.kind)}
            </li>
          ))}
        </ul>
      </Notice>
    );
  return (
    <Notice
      tone={anchored ? 'success' : 'warning'}
      title={t('check.whole', { count: entries, formatted: format.count(entries) })}
      actions={again}
      className="mb-3"
    >
      {when} {anchored ? t('check.anchored', { seq: anchoredSeq }) : t('check.notAnchored')}
    </Notice>
  );
}
