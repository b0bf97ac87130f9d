import { z } from 'zod';
import { zPermission, zRoleKind, zRoleLimits } from '../permissions.ts';
import { zId, zLanguage, zPhone, zTimeMs } from '../scalar.ts';
import { zNewPassword, zRecoveryCode, zTotpCode, zWebAuthnMessage } from './account.ts';

/** Ticked: thirty days on this device. Otherwise until the browser is closed, and twelve hours at most. */
const zRemember = z.boolean().default(false);

/** POST /v1/auth/sign-in: an unknown phone answers exactly like a wrong password. */
export const zSignInRequest = z.object({
  phone: zPhone,
  password: z.string().min(1).max(200),
  remember: zRemember,
});
export type SignInRequest = z.infer<typeof zSignInRequest>;

/** POST /v1/auth/code: sends a code to this phone; an unknown one is answered alike and gets nothing. */
export const zSignInCodeRequest = z.object({
  phone: zPhone,
  purpose: z.enum(['sign-in', 'reset-password']),
  language: zLanguage,
});
export type SignInCodeRequest = z.infer<typeof zSignInCodeRequest>;
export const zSentCode = z.object({ requestId: z.string(), expiresAtMs: zTimeMs, resendAtMs: zTimeMs });
export type SentCode = z.infer<typeof zSentCode>;

/** POST /v1/auth/sign-in/code. */
export const zSignInByCode = z.object({
  requestId: z.uuid(),
  code: z.string().regex(/^\d{6}$/),
  remember: zRemember,
});
export type SignInByCode = z.infer<typeof zSignInByCode>;

/** POST /v1/auth/password-reset: answers like a sign-in; every session from before ends, the second factor stays. */
export const zPasswordReset = z.object({
  phone: zPhone,
  requestId: z.uuid(),
  code: z.string().regex(/^\d{6}$/),
  password: zNewPassword,
});
export type PasswordReset = z.infer<typeof zPasswordReset>;

/** POST /v1/auth/sign-in/second-factor: ends what a sign-in that answered `second-factor` began. */
export const zSecondFactorAnswer = z.discriminatedUnion('method', [
  z.object({ method: z.literal('totp'), code: zTotpCode, trustDevice: z.boolean().default(false) }),
  z.object({
    method: z.literal('recovery-code'),
    code: zRecoveryCode,
    trustDevice: z.boolean().default(false),
  }),
]);
export type SecondFactorAnswer = z.infer<typeof zSecondFactorAnswer>;

/** POST /v1/auth/sign-in/passkey. */
export const zSignInByPasskey = z.object({ response: zWebAuthnMessage, remember: zRemember });
export type SignInByPasskey = z.infer<typeof zSignInByPasskey>;

/** GET /v1/auth/me. POST /v1/auth/sign-out answers 204. */
export const zMe = z.object({
  employeeId: zId,
  name: z.string(),
  role: zRoleKind,
  /** Of a role of the business's own; null = one of the five, named by the program. */
  roleName: z.string().nullable(),
  permissions: z.array(zPermission),
  limits: zRoleLimits,
  tenantId: zId,
  businessName: z.string(),
  /** Those she may see; closed ones are there for their names only and come last. */
  stores: z.array(z.object({ id: zId, name: z.string(), warehouseId: zId, isClosed: z.boolean() })),
  /** False: she is limited to those, however many there are. */
  allStores: z.boolean(),
  /** required and not enabled: nothing else is open to her until it is set up. */
  secondFactor: z.object({ enabled: z.boolean(), required: z.boolean() }),
  /** How many businesses she works in; with more than one there is something to switch. */
  businessCount: z.number().int().positive(),
});
export type Me = z.infer<typeof zMe>;

/**
 * Every way in answers with the next step. `done` and `second-factor-setup` come with the cookies of a session; the latter
 * opens nothing but the setting-up. `second-factor` comes with a cookie that is good for that step only, ten minutes.
 */
export const zSignInAnswer = z.discriminatedUnion('step', [
  z.object({ step: z.literal('done'), me: zMe }),
  z.object({ step: z.literal('second-factor'), methods: z.array(z.enum(['totp', 'recovery-code'])) }),
  z.object({ step: z.literal('second-factor-setup'), me: zMe }),
]);
export type SignInAnswer = z.infer<typeof zSignInAnswer>;

/** GET /v1/auth/session: who the access token says one is, at most a minute old; reads nothing. */
export const zSession = z.object({ tenantId: zId, employeeId: zId, role: zRoleKind });
export type Session = z.infer<typeof zSession>;
