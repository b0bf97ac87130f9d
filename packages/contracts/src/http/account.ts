import { z } from 'zod';
import { zRoleKind } from '../permissions.ts';
import { zPhone, zTimeMs } from '../scalar.ts';

/** What belongs to the person rather than to a business: her password, devices, second factor, passkeys. */

export const PASSWORD_MIN_LENGTH = 8;
/** A password being chosen. Whether it is too common or looks like the phone is told by the server, at this field. */
export const zNewPassword = z.string().min(PASSWORD_MIN_LENGTH).max(200);

/** Six digits of an authenticator application. */
export const zTotpCode = z.string().regex(/^\d{6}$/);
/** As printed, `abcde-fghjk`; hyphens, spaces and letter case do not matter. */
export const zRecoveryCode = z.string().trim().min(8).max(40);
export const RECOVERY_CODES = 10;

/** GET /v1/account/security. */
export const zAccountSecurity = z.object({
  phone: zPhone,
  passwordChangedAtMs: zTimeMs.nullable(),
  secondFactor: z.object({
    enabledAtMs: zTimeMs.nullable(),
    /** The business or the role asks for it: it cannot be switched off. */
    required: z.boolean(),
    recoveryCodesLeft: z.number().int().nonnegative(),
    trustedDevices: z.number().int().nonnegative(),
  }),
  passkeys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      createdAtMs: zTimeMs,
      lastUsedAtMs: zTimeMs.nullable(),
    }),
  ),
});
export type AccountSecurity = z.infer<typeof zAccountSecurity>;

/** POST /v1/account/password: 204; every other session and every trusted device ends. */
export const zPasswordChange = z.object({ current: z.string().min(1).max(200), next: zNewPassword });
export type PasswordChange = z.infer<typeof zPasswordChange>;

/** GET /v1/account/sessions, the one that asks first, then by last use. */
export const zSessionList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      /** User agent as the browser said it; empty when it said nothing. */
      device: z.string(),
      address: z.string(),
      createdAtMs: zTimeMs,
      /** To two minutes. */
      lastSeenAtMs: zTimeMs,
      expiresAtMs: zTimeMs,
      current: z.boolean(),
    }),
  ),
});
export type SessionList = z.infer<typeof zSessionList>;
export type AccountSession = SessionList['items'][number];

/** POST /v1/account/sessions/end-others answers how many; POST /v1/account/sessions/:id/end answers 204. */
export const zSessionsEnded = z.object({ ended: z.number().int().nonnegative() });

/**
 * POST /v1/account/second-factor/set-up: begins, also again; nothing is in force before the first right code. The password
 * is asked for when the sign-in is older than ten minutes (`account/password-required`).
 */
export const zSecondFactorSetUp = z.object({ password: z.string().min(1).max(200).optional() });
export type SecondFactorSetUp = z.infer<typeof zSecondFactorSetUp>;
export const zSecondFactorSecret = z.object({
  /** Base32, to be typed in where a QR code cannot be read. */
  secret: z.string(),
  /** otpauth:// for the QR code. */
  uri: z.string(),
});
export type SecondFactorSecret = z.infer<typeof zSecondFactorSecret>;

/** POST /v1/account/second-factor/confirm. */
export const zSecondFactorConfirm = z.object({ code: zTotpCode });
export type SecondFactorConfirm = z.infer<typeof zSecondFactorConfirm>;

/** Shown once: the server keeps hashes only. */
export const zRecoveryCodes = z.object({ codes: z.array(z.string()).length(RECOVERY_CODES) });
export type RecoveryCodes = z.infer<typeof zRecoveryCodes>;

/** POST /v1/account/second-factor/disable (204) and /recovery-codes (new ones; the old ones are worth nothing). */
export const zSecondFactorProof = z.object({ password: z.string().min(1).max(200), code: zTotpCode });
export type SecondFactorProof = z.infer<typeof zSecondFactorProof>;

/**
 * WebAuthn messages travel as the browser makes them; @simplewebauthn checks them. Only their size is ours to limit.
 */
export const zWebAuthnMessage = z
  .record(z.string(), z.unknown())
  .refine((message) => JSON.stringify(message).length <= 16_384);
/** POST /v1/account/passkeys/options and POST /v1/auth/sign-in/passkey/options. */
export const zPasskeyOptions = z.object({ options: z.record(z.string(), z.unknown()) });
export type PasskeyOptions = z.infer<typeof zPasskeyOptions>;
/** POST /v1/account/passkeys: 204. POST /v1/account/passkeys/:id/remove: 204. */
export const zPasskeyNew = z.object({ name: z.string().trim().min(1).max(60), response: zWebAuthnMessage });
export type PasskeyNew = z.infer<typeof zPasskeyNew>;
export const zPasskeySetUp = z.object({ password: z.string().min(1).max(200).optional() });
export type PasskeySetUp = z.infer<typeof zPasskeySetUp>;

/** GET /v1/account/businesses: where she works now, by name. */
export const zBusinessList = z.object({
  items: z.array(
    z.object({
      tenantId: z.uuid(),
      name: z.string(),
      roleKind: zRoleKind,
      /** Null: one of the five built-in ones. */
      roleName: z.string().nullable(),
      current: z.boolean(),
    }),
  ),
});
export type BusinessList = z.infer<typeof zBusinessList>;

/** POST /v1/account/business: answers like a sign-in (zSignInAnswer). */
export const zBusinessChoice = z.object({ tenantId: z.uuid() });
export type BusinessChoice = z.infer<typeof zBusinessChoice>;
