'use client';

import {
  type PasswordChange,
  type SecondFactorConfirm,
  type SecondFactorProof,
  zAccountSecurity,
  zPasskeyOptions,
  zRecoveryCodes,
  zSecondFactorSecret,
  zSessionList,
  zSessionsEnded,
} from '@jowi/contracts/http/account';
import { type PublicKeyCredentialCreationOptionsJSON, startRegistration } from '@simplewebauthn/browser';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, callForNothing } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';
import { useRefreshMe } from '../../session/session.query.ts';

const securityKey = ['account', 'security'] as const;
const sessionsKey = ['account', 'sessions'] as const;

export function useSecurity() {
  return useQuery({
    queryKey: securityKey,
    queryFn: ({ signal }) => call(zAccountSecurity, { path: paths.accountSecurity(), signal }),
  });
}

export function useSessions() {
  return useQuery({
    queryKey: sessionsKey,
    queryFn: ({ signal }) => call(zSessionList, { path: paths.accountSessions(), signal }),
    select: (list) => list.items,
  });
}

/** What changed in the account shows everywhere: on this page, and in what the shell knows of the person. */
function useChanged() {
  const client = useQueryClient();
  const refreshMe = useRefreshMe();
  return async () => {
    await Promise.all([client.invalidateQueries({ queryKey: ['account'] }), refreshMe()]);
  };
}

export function useChangePassword() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (json: PasswordChange) =>
      callForNothing({ method: 'POST', path: paths.accountPassword(), json }),
    onSuccess: changed,
  });
}

export function useEndSession() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (id: string) =>
      callForNothing({ method: 'POST', path: paths.accountSessionEnd(id), json: {} }),
    onSuccess: changed,
  });
}

export function useEndOtherSessions() {
  const changed = useChanged();
  return useMutation({
    mutationFn: () =>
      call(zSessionsEnded, { method: 'POST', path: paths.accountSessionsEndOthers(), json: {} }),
    onSuccess: changed,
  });
}

export function useBeginSecondFactor() {
  return useMutation({
    mutationFn: (password: string | undefined) =>
      call(zSecondFactorSecret, {
        method: 'POST',
        path: paths.secondFactor('set-up'),
        json: password === undefined ? {} : { password },
      }),
  });
}

/** Does not refresh what the shell knows: the recovery codes are shown first, and the page must not go from under them. */
export function useConfirmSecondFactor() {
  return useMutation({
    mutationFn: (json: SecondFactorConfirm) =>
      call(zRecoveryCodes, { method: 'POST', path: paths.secondFactor('confirm'), json }),
  });
}

export function useSecondFactorIsOn() {
  return useChanged();
}

export function useRenewRecoveryCodes() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (json: SecondFactorProof) =>
      call(zRecoveryCodes, { method: 'POST', path: paths.secondFactor('recovery-codes'), json }),
    onSuccess: changed,
  });
}

export function useDisableSecondFactor() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (json: SecondFactorProof) =>
      callForNothing({ method: 'POST', path: paths.secondFactor('disable'), json }),
    onSuccess: changed,
  });
}

/** Asks the device to make a passkey; throws what the browser says when the person turns it down. */
export function useAddPasskey() {
  const changed = useChanged();
  return useMutation({
    mutationFn: async ({ name, password }: { name: string; password: string | undefined }) => {
      const { options } = await call(zPasskeyOptions, {
        method: 'POST',
        path: paths.passkeyOptions(),
        json: password === undefined ? {} : { password },
      });
      const response = await startRegistration({
        optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON,
      });
      await callForNothing({ method: 'POST', path: paths.passkeys(), json: { name, response } });
    },
    onSuccess: changed,
  });
}

export function useRemovePasskey() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (id: string) => callForNothing({ method: 'POST', path: paths.passkeyRemove(id), json: {} }),
    onSuccess: changed,
  });
}
