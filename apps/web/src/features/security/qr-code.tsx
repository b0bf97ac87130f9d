'use client';

import { cn } from '@jowi/ui/cn';
import { Skeleton } from '@jowi/ui/skeleton';
import { useEffect, useState } from 'react';

/** Always black on white: cameras read no other. Drawn here, so that the secret goes to nobody. */
export function QrCode({ text, label, className }: { text: string; label: string; className?: string }) {
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => {
    let isStale = false;
    void import('qrcode')
      .then(({ default: qrcode }) =>
        qrcode.toString(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }),
      )
      .then((svg) => {
        if (!isStale) setSource(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`);
      });
    return () => {
      isStale = true;
    };
  }, [text]);
  if (source === null) return <Skeleton className={cn(className)} />;
  // biome-ignore lint/performance/noImgElement: a picture made here is nothing to optimise
  return <img src={source} alt={label} className={cn('rounded-xl bg-white', className)} />;
}
