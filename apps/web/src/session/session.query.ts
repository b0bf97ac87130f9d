'use client';

import { zBusinessList } from '@jowi/contracts/http/account';
import { type SignInAnswer, type SignInRequest, zMe, zSignInAnswer } from '@jowi/contracts/http/auth';
import type { Permission } from '@jowi/contracts/permissions';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, callForNothing } from '../api/http.ts';
import { paths } from '../api/paths.ts';

const meKey = ['me'] as const;

/** Who is signed in, with the stores she may see. */
export function useMe() {
  return useQuery({
    queryKey: meKey,
    queryFn: ({ signal }) => call(zMe, { path: paths.me(), signal }),
    staleTime: 60_000,
  });
}

/** Whether the person may do this; false while she is being asked for. What she may not do is not shown to her. */
export function useMay(permission: Permission): boolean {
  return useMe().data?.permissions.includes(permission) ?? false;
}

/** As `useMay`, and not limited to some stores: for what holds in all of them. */
export function useMayEverywhere(permission: Permission): boolean {
  const me = useMe().data;
  return (me?.allStores && me.permissions.includes(permission)) ?? false;
}

/**
 * One of the ways in. All of them answer with the next step; with `me` in it there is a session, and nothing of whoever
 * sat here before stays in memory.
 */
export function useEntering<I>(path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: I): Promise<SignInAnswer> => call(zSignInAnswer, { method: 'POST', path, json }),
    onSuccess: (answer) => {
      if (!('me' in answer)) return;
      client.clear();
      client.setQueryData(meKey, answer.me);
    },
  });
}

export function useSignIn() {
  return useEntering<SignInRequest>(paths.signIn());
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callForNothing({ method: 'POST', path: paths.signOut(), json: {} }),
    onSuccess: () => client.clear(),
  });
}

/** After what changed the account of the person. */
export function useRefreshMe() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: meKey });
}

/** Asked for when the menu opens. */
export function useBusinesses(enabled: boolean) {
  return useQuery({
    queryKey: ['account', 'businesses'],
    queryFn: ({ signal }) => call(zBusinessList, { path: paths.businesses(), signal }),
    select: (list) => list.items,
    enabled,
  });
}

export function useChooseBusiness() {
  return useEntering<{ tenantId: string }>(paths.business());
}
