import { z } from 'zod';

/**
 * Everything the audit log speaks of, as `group/verb`. Each has words in RU and UZ
 * (packages/i18n/src/locales/<lang>/audit.json, `action.<group>.<verb>`); a test walks this list. Entries are added,
 * never renamed: they stand in logs for ever.
 */
export const AUDIT_ACTIONS = [
  'auth/sign-in',
  'auth/sign-out',
  'auth/second-factor-failed',
  'auth/sessions-end',
  'auth/password-change',
  'auth/password-reset',
  'auth/second-factor-on',
  'auth/second-factor-off',
  'auth/recovery-codes',
  'auth/passkey-add',
  'auth/passkey-remove',
  'auth/business-switch',
  'business/register',
  'business/demo-fill',
  'business/demo-wipe',
  'products/create',
  'products/edit',
  'products/archive',
  'products/restore',
  'products/import',
  'deliveries/post',
  'terminals/create',
  'terminals/edit',
  'terminals/pairing-code',
  'terminals/pair',
  'terminals/revoke',
  'terminals/new-epoch',
  'terminals/journal-export',
  'terminals/entry-repair',
  'terminals/entry-set-aside',
  'staff/create',
  'staff/edit',
  'staff/suspend',
  'staff/resume',
  'staff/invite',
  'staff/invitation-withdraw',
  'staff/invitation-accept',
  'staff/pin',
  'roles/create',
  'roles/edit',
  'roles/delete',
  'settings/change',
  'stores/create',
  'stores/edit',
  'stores/close',
  'stores/reopen',
  'till/approve',
  'audit/export',
  'personal-data/consent',
  'personal-data/consent-withdraw',
  'personal-data/export',
  'personal-data/anonymise',
  'personal-data/retention-change',
  'personal-data/retention-apply',
] as const;
export const zAuditAction = z.enum(AUDIT_ACTIONS);
export type AuditAction = z.infer<typeof zAuditAction>;

export const AUDIT_GROUPS = [
  'auth',
  'business',
  'products',
  'deliveries',
  'terminals',
  'staff',
  'roles',
  'settings',
  'stores',
  'till',
  'audit',
  'personal-data',
] as const;
export const zAuditGroup = z.enum(AUDIT_GROUPS);
export type AuditGroup = z.infer<typeof zAuditGroup>;

/** What a change may be about; `employee` and `account` are persons, whose names the log can forget. */
export const AUDIT_SUBJECTS = [
  'product',
  'delivery',
  'terminal',
  'employee',
  'account',
  'role',
  'invitation',
  'business',
  'store',
  'settings',
  'receipt',
  'audit',
] as const;
export const zAuditSubjectKind = z.enum(AUDIT_SUBJECTS);
export type AuditSubjectKind = z.infer<typeof zAuditSubjectKind>;

/** employee: somebody of the business; person: an account that works nowhere (yet); system: the server itself. */
export const AUDIT_ACTORS = ['employee', 'person', 'terminal', 'system'] as const;
export const zAuditActorKind = z.enum(AUDIT_ACTORS);
export type AuditActorKind = z.infer<typeof zAuditActorKind>;

/**
 * What a check of the log can find. missing: entries are gone (deleted, cut off, truncated); altered: a column was
 * changed, or the entry came from another place or business; link: it does not follow the one before it; rewritten: it is
 * not the one that was anchored outside the database; key: made with a key that is not ours; head: the database's own
 * note of the end does not fit; origin-*, personal-*: the row beside the entry was changed, or is gone without an entry
 * that says why; anchors: the lines outside the database were edited; business: a log we have anchors of is gone.
 */
export const AUDIT_DAMAGE = [
  'missing',
  'altered',
  'link',
  'rewritten',
  'key',
  'head',
  'origin-altered',
  'origin-gone',
  'personal-altered',
  'personal-gone',
  'anchors',
  'business',
] as const;
export const zAuditDamageKind = z.enum(AUDIT_DAMAGE);
export type AuditDamageKind = z.infer<typeof zAuditDamageKind>;
