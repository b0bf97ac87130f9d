import { PASSWORD_MIN_LENGTH } from '@jowi/contracts/http/account';
import {
  LEGAL_VERSIONS,
  type RegistrationBusiness,
  type RegistrationDraft,
} from '@jowi/contracts/http/registration';
import { zBusinessKind } from '@jowi/contracts/http/settings';
import type { Language } from '@jowi/contracts/scalar';
import { DomainError } from '@jowi/domain/errors';
import { parseTaxId } from '@jowi/domain/tax-id';
import { z } from 'zod';

export type Account = 'new' | 'existing' | 'signed-in';

/** `41,3111` as people write it -> 41.3111; null for what is no number. */
export function readDegrees(text: string): number | null {
  const plain = text.trim().replace(',', '.').replace('−', '-');
  return /^-?\d{1,3}(\.\d{1,15})?$/.test(plain) ? Number(plain) : null;
}

export const showDegrees = (degrees: number) => String(Math.round(degrees * 1e6) / 1e6).replace('.', ',');

const zText = (max: number) => z.string().trim().min(1, 'form.required').max(max, 'form.tooLong');
const zDegrees = (limit: number, beyond: string) =>
  z
    .string()
    .refine((text) => readDegrees(text) !== null, 'register.error.coordinates')
    .refine((text) => Math.abs(readDegrees(text) ?? 0) <= limit, beyond);

/** Messages are keys of the catalogue, or codes of errors (`errors:business.tax-id-format`). */
export const zBusinessValues = (account: Account) =>
  z.object({
    businessName: zText(200),
    kind: z.string().refine((kind) => zBusinessKind.safeParse(kind).success, 'register.error.kind'),
    taxId: zText(60).superRefine((text, context) => {
      try {
        parseTaxId(text);
      } catch (error) {
        const isPinfl = error instanceof DomainError && error.code === 'business/pinfl-invalid';
        const message = isPinfl ? 'errors:business.pinfl-invalid' : 'errors:business.tax-id-format';
        if (text !== '') context.addIssue({ code: 'custom', message });
      }
    }),
    vatPayer: z.boolean(),
    storeName: zText(200),
    city: z.string(),
    address: zText(300),
    latitude: zDegrees(90, 'register.error.latitude'),
    longitude: zDegrees(180, 'register.error.longitude'),
    ownerName: zText(200),
    password:
      account === 'signed-in'
        ? z.string()
        : account === 'existing'
          ? z.string().min(1, 'form.required')
          : z.string().min(PASSWORD_MIN_LENGTH, 'register.error.password').max(200, 'form.tooLong'),
    consentData: z.boolean().refine((given) => given, 'register.business.consentMissing'),
    consentOffer: z.boolean().refine((given) => given, 'register.business.offerMissing'),
  });
export type BusinessValues = z.infer<ReturnType<typeof zBusinessValues>>;

/** What was typed before; the password and the ticks are asked for anew. */
export function valuesOf(draft: RegistrationDraft): BusinessValues {
  return {
    businessName: draft.businessName ?? '',
    kind: draft.kind ?? '',
    taxId: draft.taxId ?? '',
    vatPayer: draft.vatPayer ?? false,
    storeName: draft.storeName ?? '',
    city: draft.city ?? '',
    address: draft.address ?? '',
    latitude: draft.latitude ?? '',
    longitude: draft.longitude ?? '',
    ownerName: draft.ownerName ?? '',
    password: '',
    consentData: false,
    consentOffer: false,
  };
}

const MAX = { name: 300, address: 500, short: 30 } as const;

export function draftOf(values: BusinessValues): RegistrationDraft {
  return {
    businessName: values.businessName.slice(0, MAX.name),
    kind: values.kind,
    taxId: values.taxId.slice(0, 60),
    vatPayer: values.vatPayer,
    storeName: values.storeName.slice(0, MAX.name),
    city: values.city,
    address: values.address.slice(0, MAX.address),
    latitude: values.latitude.slice(0, MAX.short),
    longitude: values.longitude.slice(0, MAX.short),
    ownerName: values.ownerName.slice(0, MAX.name),
  };
}

/** Of values the schema has passed. */
export function inputOf(values: BusinessValues, account: Account, language: Language): RegistrationBusiness {
  return {
    name: values.businessName,
    kind: zBusinessKind.parse(values.kind),
    taxId: values.taxId,
    vatPayer: values.vatPayer,
    store: {
      name: values.storeName,
      address: values.address,
      latitude: readDegrees(values.latitude) ?? 0,
      longitude: readDegrees(values.longitude) ?? 0,
    },
    ownerName: values.ownerName,
    password: account === 'signed-in' ? null : values.password,
    language,
    consent: LEGAL_VERSIONS,
  };
}

const FIELDS: Readonly<Record<string, keyof BusinessValues>> = {
  name: 'businessName',
  kind: 'kind',
  taxId: 'taxId',
  vatPayer: 'vatPayer',
  'store.name': 'storeName',
  'store.address': 'address',
  'store.latitude': 'latitude',
  'store.longitude': 'longitude',
  ownerName: 'ownerName',
  password: 'password',
  'consent.personalData': 'consentData',
  'consent.offer': 'consentOffer',
};

/** The contract's path -> the form's. */
export const businessField = (field: string): keyof BusinessValues | null => FIELDS[field] ?? null;
