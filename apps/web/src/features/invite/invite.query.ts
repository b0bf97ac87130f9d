'use client';

import { zCodeRequested } from '@jowi/contracts/http/codes';
import { type InvitationAccept, zInvitationStep, zInvitationView } from '@jowi/contracts/http/staff';
import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';

export function useInvitation(token: string) {
  return useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) =>
      call(zInvitationView, { method: 'POST', path: paths.invitation('look'), json: { token }, signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}

export function useInvitationCode(token: string) {
  return useMutation({
    mutationFn: (language: 'ru' | 'uz') =>
      call(zCodeRequested, { method: 'POST', path: paths.invitation('code'), json: { token, language } }),
  });
}

export function useAcceptInvitation() {
  return useMutation({
    mutationFn: (json: InvitationAccept) =>
      call(zInvitationStep, { method: 'POST', path: paths.invitation('accept'), json }),
  });
}

export function useInvitationPassword() {
  return useMutation({
    mutationFn: (json: { ticket: string; password: string }) =>
      call(zInvitationStep, { method: 'POST', path: paths.invitation('password'), json }),
  });
}
