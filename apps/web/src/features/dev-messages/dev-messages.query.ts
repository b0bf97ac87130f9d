'use client';

import { zDevMessages } from '@jowi/contracts/http/dev-messages';
import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';

const REFRESH_MS = 2_000;

/** What the demo would have sent; null on a server that really sends. */
export function useDevMessages() {
  return useQuery({
    queryKey: ['dev-messages'],
    queryFn: async ({ signal }) => {
      try {
        return (await call(zDevMessages, { path: paths.devMessages(), signal })).items;
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
    refetchInterval: (query) => (query.state.data === null ? false : REFRESH_MS),
  });
}
