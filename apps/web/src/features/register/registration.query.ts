'use client';

import {
  type RegistrationBusiness,
  type RegistrationDraft,
  type RegistrationPhone,
  type RegistrationState,
  zRegistered,
  zRegistrationState,
} from '@jowi/contracts/http/registration';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';

const registrationKey = ['registration'] as const;
/** While a message is on its way: it may be late or never leave. */
const WATCH_MS = 4_000;

/** Where this browser's registration stands; `answeredAtMs` makes moments of its spans. */
export function useRegistration() {
  const query = useQuery({
    queryKey: registrationKey,
    queryFn: ({ signal }) => call(zRegistrationState, { path: paths.registration(), signal }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state: { data } }) =>
      data?.step === 'code' && (data.delivery === 'on-its-way' || data.delivery === 'delayed')
        ? WATCH_MS
        : false,
  });
  return { ...query, answeredAtMs: query.dataUpdatedAt };
}

function useStep<I>(path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: I): Promise<RegistrationState> =>
      call(zRegistrationState, { method: 'POST', path, json }),
    onSuccess: (state) => client.setQueryData(registrationKey, state),
  });
}

/** Sends a code, the first one or another. */
export const useRequestCode = () => useStep<RegistrationPhone>(paths.registrationCode());
export const useVerifyCode = () => useStep<{ code: string }>(paths.registrationVerify());

export function useRegisterBusiness() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: RegistrationBusiness) =>
      call(zRegistered, { method: 'POST', path: paths.registrationBusiness(), json }),
    // Somebody else may have been signed in here: nothing of her stays in memory.
    onSuccess: () => client.clear(),
    // The account may have come into being meanwhile: the form asks for its password then.
    onError: () => client.invalidateQueries({ queryKey: registrationKey }),
  });
}

/** Also while the page is being left: the request outlives it. A draft that is lost is typed again, no more. */
export function sendDraft(draft: RegistrationDraft): void {
  void fetch(paths.registrationDraft(), {
    method: 'PUT',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(draft),
    keepalive: true,
  }).catch(() => undefined);
}
