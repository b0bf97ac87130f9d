import { z } from 'zod';
import { zAuditAction, zAuditActorKind, zAuditDamageKind, zAuditGroup, zAuditSubjectKind } from '../audit.ts';
import { pageOf, zBusinessDate, zLanguage, zPageQuery } from '../scalar.ts';

const zFilters = z.object({
  /** Days in Tashkent, both included. */
  from: zBusinessDate.optional(),
  to: zBusinessDate.optional(),
  group: zAuditGroup.optional(),
  /** An employee, or the id of a terminal. */
  actorId: z.string().max(64).optional(),
  subjectKind: zAuditSubjectKind.optional(),
  subjectId: z.string().max(64).optional(),
  /** Somewhere in the names or in the values. */
  text: z.string().trim().max(60).optional(),
});
/** GET /v1/audit, newest first. Who is limited to stores reads what belongs to them only. */
export const zAuditQuery = zPageQuery.extend(zFilters.shape);
export type AuditQuery = z.infer<typeof zAuditQuery>;

const zSide = z.record(z.string(), z.unknown()).nullable();
export const zAuditEntry = z.object({
  seq: z.number().int(),
  atMs: z.number(),
  action: zAuditAction,
  actor: z.object({ kind: zAuditActorKind, id: z.string().nullable(), name: z.string().nullable() }),
  subject: z.object({ kind: zAuditSubjectKind, id: z.string().nullable(), name: z.string().nullable() }),
  storeName: z.string().nullable(),
  /** Fields before and after, secrets as `***`, what was forgotten as `…`. */
  before: zSide,
  after: zSide,
  /** Null when it was not a person or has been forgotten since. */
  ip: z.string().nullable(),
  device: z.string().nullable(),
  /** There was an address; its time is over. */
  originForgotten: z.boolean(),
  requestId: z.string().nullable(),
});
export type AuditEntryView = z.infer<typeof zAuditEntry>;
export const zAuditPage = pageOf(zAuditEntry);
export type AuditPage = z.infer<typeof zAuditPage>;

/** GET /v1/audit/actors: who stands in the log, for the filter. */
export const zAuditActorList = z.object({
  items: z.array(z.object({ kind: zAuditActorKind, id: z.string(), name: z.string() })),
});
export type AuditActorList = z.infer<typeof zAuditActorList>;

/** GET /v1/audit/export: the same filters as CSV with the words of a language; noted in the log itself. */
export const zAuditExportQuery = zFilters.extend({ language: zLanguage.default('ru') });
export type AuditExportQuery = z.infer<typeof zAuditExportQuery>;

/** POST /v1/audit/check: walks the whole log of the business. */
export const zAuditCheck = z.object({
  checkedAtMs: z.number(),
  entries: z.number().int(),
  /** Whether heads of the log are written outside the database at all, and up to which entry they vouch for it. */
  anchored: z.boolean(),
  anchoredSeq: z.number().int(),
  damage: z.array(
    z.object({
      kind: zAuditDamageKind,
      seq: z.number().int(),
      toSeq: z.number().int(),
      place: z.string().nullable(),
    }),
  ),
});
export type AuditCheck = z.infer<typeof zAuditCheck>;
