'use client';

import { zDashboard } from '@jowi/contracts/http/dashboard';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';

const REFRESH_MS = 10_000;

export function useDashboard() {
  return useQuery({
    queryKey: ['dashboard'],
    queryFn: ({ signal }) => call(zDashboard, { path: paths.dashboard(), signal }),
    refetchInterval: REFRESH_MS,
  });
}
