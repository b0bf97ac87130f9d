'use client';

import { type AuditEntryView, zAuditActorList, zAuditCheck, zAuditPage } from '@jowi/contracts/http/audit';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';
import { usePageList } from '../../list/use-page-list.ts';

export const auditFilterNames = [
  'text',
  'from',
  'to',
  'group',
  'actorId',
  'subjectKind',
  'subjectId',
  'subjectName',
] as const;
export type AuditFilters = Record<(typeof auditFilterNames)[number], string>;

/** `subjectName` is only what the chip says. */
const asked = ({ subjectName: _, ...filters }: AuditFilters) => filters;

export function useAuditList(filters: AuditFilters) {
  return usePageList<AuditEntryView>(['audit', 'list', asked(filters)], zAuditPage, (cursor) =>
    paths.audit({ ...asked(filters), cursor }),
  );
}

export const auditExportPath = (filters: AuditFilters, language: string) =>
  paths.auditExport({ ...asked(filters), language });

export function useAuditActors() {
  return useQuery({
    queryKey: ['audit', 'actors'],
    queryFn: ({ signal }) => call(zAuditActorList, { path: paths.auditActors(), signal }),
    staleTime: 60_000,
  });
}

/** The whole log, walked by the server: once a visit by itself, and when asked. */
export function useAuditCheck(byItself: boolean) {
  return useQuery({
    enabled: byItself,
    queryKey: ['audit', 'check'],
    queryFn: ({ signal }) =>
      call(zAuditCheck, { method: 'POST', path: paths.auditCheck(), json: {}, signal }),
    staleTime: 300_000,
    refetchOnWindowFocus: false,
  });
}
