import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, isSignedOut } from './api-error.ts';

/**
 * `onSignedOut` runs whenever any call learns that the session is over; `onSecondFactor` when one learns that a second
 * factor has to be set up before anything else.
 */
export function createQueryClient(onSignedOut: () => void, onSecondFactor: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (isSignedOut(error)) onSignedOut();
    if (error instanceof ApiError && error.is('auth/second-factor-required')) onSecondFactor();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < 2 && mayPass(error),
      },
      mutations: { retry: false },
    },
  });
}

/** A refusal will be the same next time; a dead network or a restarting server may not. */
function mayPass(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}
