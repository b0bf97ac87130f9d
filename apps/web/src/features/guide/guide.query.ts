'use client';

import { type Guide, zDemoData, zGuide } from '@jowi/contracts/http/guide';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';
import { usePreferences } from '../../preferences/preferences-provider.tsx';
import { useMay } from '../../session/session.query.ts';
import { isFinished } from './guide-steps.ts';

const guideKey = ['guide'] as const;
const REFRESH_MS = 4_000;

/** Ticks itself off while one looks at it; a shop that sells is not asked about any more. */
export function useGuide() {
  const may = useMay('dashboard/read');
  return useQuery({
    queryKey: guideKey,
    queryFn: ({ signal }) => call(zGuide, { path: paths.guide(), signal }),
    enabled: may,
    refetchInterval: ({ state: { data } }) =>
      data && !data.hidden && !isFinished(data) ? REFRESH_MS : false,
  });
}

export function useHideGuide() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (hidden: boolean): Promise<Guide> =>
      call(zGuide, { method: 'PUT', path: paths.guide(), json: { hidden } }),
    onSuccess: (guide) => client.setQueryData(guideKey, guide),
  });
}

/** Goods come or go in every list at once: nothing read before is believed. */
function useDemo(path: string) {
  const client = useQueryClient();
  const { language } = usePreferences();
  return useMutation({
    mutationFn: () => call(zDemoData, { method: 'POST', path, json: { language } }),
    onSuccess: () => client.invalidateQueries(),
  });
}

export const useFillDemo = () => useDemo(paths.demoFill());
export const useWipeDemo = () => useDemo(paths.demoWipe());
