import { z } from 'zod';
import { zId, zLanguage, zPhone } from '../scalar.ts';
import { zBusinessKind, zTaxIdText } from './settings.ts';

/** What was typed into the form so far, as typed: kept with the registration so that one may leave and come back. */
export const zRegistrationDraft = z.object({
  businessName: z.string().max(300).optional(),
  kind: z.string().max(40).optional(),
  taxId: z.string().max(60).optional(),
  vatPayer: z.boolean().optional(),
  storeName: z.string().max(300).optional(),
  address: z.string().max(500).optional(),
  city: z.string().max(40).optional(),
  latitude: z.string().max(30).optional(),
  longitude: z.string().max(30).optional(),
  ownerName: z.string().max(300).optional(),
});
export type RegistrationDraft = z.infer<typeof zRegistrationDraft>;

/**
 * GET /v1/registration, and the answer to its steps: where this browser's registration stands. Times are spans, so that
 * a wrong clock counts down right. Known and unknown phones look alike until the phone is proved.
 */
export const zRegistrationState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('phone') }),
  z.object({
    step: z.literal('code'),
    phone: zPhone,
    expiresInMs: z.number().int().nonnegative(),
    resendInMs: z.number().int().nonnegative(),
    /** How the message fares; null = nothing is known of it any more. */
    delivery: z.enum(['on-its-way', 'delayed', 'sent', 'failed']).nullable(),
  }),
  z.object({
    step: z.literal('business'),
    phone: zPhone,
    draft: zRegistrationDraft,
    /** existing: this phone has an account, its password is asked for; signed-in: by this very browser. */
    account: z.enum(['new', 'existing', 'signed-in']),
  }),
  z.object({ step: z.literal('done') }),
]);
export type RegistrationState = z.infer<typeof zRegistrationState>;

/** POST /v1/registration/code: sends a code, sets the registration's cookie. Another phone begins anew. */
export const zRegistrationPhone = z.object({ phone: zPhone, language: zLanguage });
export type RegistrationPhone = z.infer<typeof zRegistrationPhone>;

/** POST /v1/registration/verify. */
export const zRegistrationCode = z.object({ code: z.string().regex(/^\d{6}$/) });
export type RegistrationCode = z.infer<typeof zRegistrationCode>;

/** PUT /v1/registration/draft: 204. */

/** Of the texts a person agrees to when she registers; a changed text is a new version. */
export const LEGAL_VERSIONS = { personalData: '2026-11', offer: '2026-11' } as const;

/** POST /v1/registration/business: makes the business, once for ever; repeating answers the same. */
export const zRegistrationBusiness = z.object({
  name: z.string().trim().min(1).max(200),
  kind: zBusinessKind,
  taxId: zTaxIdText,
  vatPayer: z.boolean(),
  store: z.object({
    name: z.string().trim().min(1).max(200),
    address: z.string().trim().min(1).max(300),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  }),
  ownerName: z.string().trim().min(1).max(200),
  /** A new one, or the one of the account that is there; null when signed in to it. */
  password: z.string().min(1).max(200).nullable(),
  language: zLanguage,
  /** Versions of the texts that were agreed to. */
  consent: z.object({
    personalData: z.literal(LEGAL_VERSIONS.personalData),
    offer: z.literal(LEGAL_VERSIONS.offer),
  }),
});
export type RegistrationBusiness = z.infer<typeof zRegistrationBusiness>;

export const zRegistered = z.object({
  tenantId: zId,
  /** False: the account asks for more (a second factor), or the password was changed since; sign-in is next. */
  signedIn: z.boolean(),
});
export type Registered = z.infer<typeof zRegistered>;
