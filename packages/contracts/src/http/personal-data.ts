import { z } from 'zod';
import { zId, zLanguage, zOrdinal } from '../scalar.ts';
import { LEGAL_VERSIONS } from './registration.ts';

/** Of the text people agree to. A changed text is a new version. */
export const CONSENT_TEXT_VERSION = LEGAL_VERSIONS.personalData;

/** Where somebody was asked. */
export const zConsentSource = z.enum(['registration', 'invitation', 'back-office']);
export type ConsentSource = z.infer<typeof zConsentSource>;

export const zConsent = z.object({
  kind: z.enum(['given', 'withdrawn']),
  textVersion: z.string(),
  language: zLanguage,
  source: zConsentSource,
  atMs: z.number(),
});
export type Consent = z.infer<typeof zConsent>;

/** GET /v1/personal-data/people: everybody whose data the business keeps, the newest consent of each. */
export const zDataSubject = z.object({
  employeeId: zId,
  name: z.string(),
  /** Shortened: +998 90 *** ** 67. */
  phone: z.string().nullable(),
  active: z.boolean(),
  isAnonymised: z.boolean(),
  isOwner: z.boolean(),
  consent: zConsent.nullable(),
});
export type DataSubject = z.infer<typeof zDataSubject>;
export const zDataSubjectList = z.object({ items: z.array(zDataSubject) });

/** GET /v1/personal-data/people/:id/export: a file, JSON for machines or a page to read. Noted in the audit log. */
export const zPersonExportQuery = z.object({
  format: z.enum(['json', 'html']).default('json'),
  language: zLanguage.default('ru'),
});
export type PersonExportQuery = z.infer<typeof zPersonExportQuery>;

/** POST /v1/personal-data/people/:id/anonymise: for ever. `name` is typed in, to be sure. Answer zDataSubject. */
export const zAnonymiseRequest = z.object({
  name: z.string().trim().min(1).max(200),
  /** In which she is called a former employee from now on. */
  language: zLanguage,
});
export type AnonymiseRequest = z.infer<typeof zAnonymiseRequest>;

/** POST /v1/personal-data/people/:id/consent: given or taken back on paper or by word of mouth. Answer zDataSubject. */
export const zConsentRequest = z.object({ kind: z.enum(['given', 'withdrawn']), language: zLanguage });
export type ConsentRequest = z.infer<typeof zConsentRequest>;

/** How many days; GET and PUT /v1/personal-data/retention. */
export const zRetention = z.object({
  version: zOrdinal,
  /** Address and device beside an entry of the audit log. */
  auditOriginDays: z.number().int().min(30).max(3650),
  /** Sessions that have ended. */
  sessionDays: z.number().int().min(1).max(3650),
  /** Invitations that were accepted, withdrawn or ran out. */
  invitationDays: z.number().int().min(1).max(3650),
  appliedAtMs: z.number().nullable(),
});
export type Retention = z.infer<typeof zRetention>;
export const zRetentionInput = zRetention.omit({ appliedAtMs: true });
export type RetentionInput = z.infer<typeof zRetentionInput>;

/** POST /v1/personal-data/retention/apply: now instead of tonight. How much was forgotten. */
export const zRetentionRun = z.object({
  origins: z.number().int(),
  sessions: z.number().int(),
  invitations: z.number().int(),
});
export type RetentionRun = z.infer<typeof zRetentionRun>;
