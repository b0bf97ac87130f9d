'use client';

import { useEffect, useState } from 'react';

/** Whole seconds until `untilMs`, counted down while the component lives; 0 when it has come. */
export function useSecondsLeft(untilMs: number | null): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  const left = untilMs === null ? 0 : Math.max(0, Math.ceil((untilMs - nowMs) / 1000));
  const isCounting = left > 0;
  useEffect(() => {
    if (!isCounting) return;
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, [isCounting]);
  useEffect(() => {
    if (untilMs !== null) setNowMs(Date.now());
  }, [untilMs]);
  return left;
}
