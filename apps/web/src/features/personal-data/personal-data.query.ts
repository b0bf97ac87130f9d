'use client';

import {
  type AnonymiseRequest,
  type ConsentRequest,
  type RetentionInput,
  zDataSubject,
  zDataSubjectList,
  zRetention,
  zRetentionRun,
} from '@jowi/contracts/http/personal-data';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';

const peopleKey = ['personal-data', 'people'] as const;
const retentionKey = ['personal-data', 'retention'] as const;

export function useDataSubjects() {
  return useQuery({
    queryKey: peopleKey,
    queryFn: ({ signal }) => call(zDataSubjectList, { path: paths.dataSubjects(), signal }),
  });
}

export function useNoteConsent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...json }: ConsentRequest & { id: string }) =>
      call(zDataSubject, { method: 'POST', path: paths.dataSubjectConsent(id), json }),
    onSuccess: () => client.invalidateQueries({ queryKey: peopleKey }),
  });
}

/** Names change in every list: nothing that was read before is believed any more. */
export function useAnonymise() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...json }: AnonymiseRequest & { id: string }) =>
      call(zDataSubject, { method: 'POST', path: paths.dataSubjectAnonymise(id), json }),
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useRetention() {
  return useQuery({
    queryKey: retentionKey,
    queryFn: ({ signal }) => call(zRetention, { path: paths.retention(), signal }),
  });
}

export function useSaveRetention() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: RetentionInput) => call(zRetention, { method: 'PUT', path: paths.retention(), json }),
    onSuccess: (retention) => client.setQueryData(retentionKey, retention),
  });
}

export function useApplyRetention() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(zRetentionRun, { method: 'POST', path: paths.retentionApply(), json: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: retentionKey }),
  });
}
