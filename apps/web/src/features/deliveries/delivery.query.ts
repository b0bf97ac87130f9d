'use client';

import { type DeliveryInput, zDelivery, zDeliveryPage } from '@jowi/contracts/http/deliveries';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { call } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';
import { usePageList } from '../../list/use-page-list.ts';

const deliveriesKey = ['deliveries'] as const;

export type DeliveryRow = z.infer<typeof zDeliveryPage>['items'][number];

export function useDeliveryList() {
  return usePageList<DeliveryRow>([...deliveriesKey, 'list'], zDeliveryPage, (cursor) =>
    paths.deliveries({ cursor }),
  );
}

export function useDelivery(id: string) {
  return useQuery({
    queryKey: [...deliveriesKey, 'one', id],
    queryFn: ({ signal }) => call(zDelivery, { path: paths.delivery(id), signal }),
    // posted for good: it never changes
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Posts at once. The id was made when the form opened, so pressing again after a lost answer is safe. */
export function usePostDelivery() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: DeliveryInput) => call(zDelivery, { method: 'POST', path: paths.deliveries(), json }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: [...deliveriesKey, 'list'] }),
        client.invalidateQueries({ queryKey: ['stock'] }),
      ]),
  });
}
