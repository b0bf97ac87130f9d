'use client';

import { Skeleton } from '@jowi/ui/skeleton';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useRetention } from './personal-data.query.ts';
import { RetentionForm } from './retention.form.tsx';

export function RetentionCard() {
  const retention = useRetention();
  if (retention.isError)
    return <FailureNotice error={retention.error} onRetry={() => void retention.refetch()} />;
  if (!retention.data) return <Skeleton className="h-72 max-w-2xl" />;
  // A newer version is another form: what somebody else saved is not overwritten unseen.
  return <RetentionForm key={retention.data.version} retention={retention.data} />;
}
