import { Card } from '@jowi/ui/card';
import { Skeleton } from '@jowi/ui/skeleton';

export function SettingsSkeleton() {
  return (
    <Card className="max-w-2xl space-y-5 p-5">
      <Skeleton className="w-32" />
      <Skeleton className="h-10" />
      <Skeleton className="h-10" />
      <Skeleton className="h-10 w-1/2" />
    </Card>
  );
}
