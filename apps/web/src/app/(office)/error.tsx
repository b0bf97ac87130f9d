'use client';

import { Broken } from '../../shell/broken.tsx';

export default function ErrorPage({ error, reset }: { error: Error; reset: () => void }) {
  return <Broken error={error} onRetry={reset} />;
}
