'use client';

import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { ApiError } from '../api/api-error.ts';
import { useProblemText } from '../api/problem-text.ts';
import { useWords } from '../i18n/use-words.ts';

/** A call that failed, in the place of what it should have brought. */
export function FailureNotice({
  error,
  onRetry,
  className,
}: {
  error: unknown;
  onRetry?: () => void;
  className?: string;
}) {
  const { t } = useWords();
  const problemText = useProblemText();
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <Notice
      tone="danger"
      title={problemText(error)}
      {...(className ? { className } : {})}
      actions={
        onRetry ? (
          <Button size="sm" variant="outline" onClick={onRetry}>
            {t('common:action.retry')}
          </Button>
        ) : undefined
      }
    >
      {requestId ? <span className="text-xs">{t('failure.requestId', { id: requestId })}</span> : null}
    </Notice>
  );
}
