'use client';

import { zPasskeyOptions } from '@jowi/contracts/http/account';
import {
  type PasswordReset,
  type SecondFactorAnswer,
  type SignInByCode,
  type SignInByPasskey,
  type SignInCodeRequest,
  zSentCode,
} from '@jowi/contracts/http/auth';
import { type PublicKeyCredentialRequestOptionsJSON, startAuthentication } from '@simplewebauthn/browser';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';
import { useEntering } from '../../session/session.query.ts';

export function useRequestSignInCode() {
  return useMutation({
    mutationFn: (json: SignInCodeRequest) =>
      call(zSentCode, { method: 'POST', path: paths.signInCode(), json }),
  });
}

export function useSignInByCode() {
  return useEntering<SignInByCode>(paths.signInByCode());
}

export function usePasswordReset() {
  return useEntering<PasswordReset>(paths.passwordReset());
}

export function useSecondFactor() {
  return useEntering<SecondFactorAnswer>(paths.signInSecondFactor());
}

/** Asks the device; throws what the browser says when the person turns it down. */
export function useSignInByPasskey() {
  const enter = useEntering<SignInByPasskey>(paths.signInPasskey());
  return useMutation({
    mutationFn: async (remember: boolean) => {
      const { options } = await call(zPasskeyOptions, {
        method: 'POST',
        path: paths.signInPasskeyOptions(),
        json: {},
      });
      const response = await startAuthentication({
        optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON,
      });
      return enter.mutateAsync({ response: { ...response }, remember });
    },
  });
}
